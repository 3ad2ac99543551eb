package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.List;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Operator;
import dev.bulwark.acceptance.client.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An operator sees every saga, and of each what happened, when and why. */
@Scenario
@org.junit.jupiter.api.Order(80)
class SagasIT {

    private final Bulwark bulwark;
    private final Operator operator;

    SagasIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.operator = bulwark.operator();
    }

    @Test
    void aTimelineNamesEveryStep() {
        Order order = bulwark.customer("alice").buy(NewOrder.of("SKU-0080", 1));
        JsonNode timeline = ended(order);

        assertThat(steps(timeline)).containsExactly("stock", "payment", "shipment", "order");
        assertThat(timeline.get("steps").valueStream()).allSatisfy(step -> {
            assertThat(step.get("attempts").asInt()).isEqualTo(1);
            assertThat(step.get("sent").size()).isEqualTo(1);
            assertThat(step.get("messageId").asString()).isNotBlank();
            assertThat(step.get("durationMillis").asLong()).isNotNegative();
        });
        assertThat(timeline.get("saga").get("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void aTimelineShowsTheWayBackToo() {
        Order order = bulwark.customer("alice").buy(NewOrder.of("SKU-0080", 1).sentTo("00000"));
        JsonNode timeline = ended(order);

        assertThat(steps(timeline)).startsWith("stock", "payment", "shipment").endsWith("order");
        assertThat(steps(timeline).subList(3, steps(timeline).size())).containsSubsequence("payment", "stock");
        assertThat(timeline.get("saga").get("status").asString()).isEqualTo("REJECTED");
        assertThat(timeline.get("saga").get("reason").get("code").asString()).isEqualTo("address_undeliverable");
    }

    @Test
    void sagasAreListedInPagesByStatus() {
        bulwark.customer("alice").buy(NewOrder.of("SKU-0080", 1));
        bulwark.customer("alice").buy(NewOrder.of("SKU-0080", 1));
        JsonNode first = list("?status=CONFIRMED&limit=1");
        JsonNode second = list(
                "?status=CONFIRMED&limit=1&cursor=" + first.get("nextCursor").asString());

        assertThat(first.get("items").get(0).get("status").asString()).isEqualTo("CONFIRMED");
        assertThat(second.get("items").get(0).get("id"))
                .isNotEqualTo(first.get("items").get(0).get("id"));
        assertThat(list("?stuck=true").get("items").size()).as("stuck sagas").isZero();
    }

    @Test
    void whatIsNoSagaIsNotFound() {
        Problems.assertProblem(
                operator.get("/ops/sagas/0198c0de-0000-7000-8000-000000000000").send(), 404);
        Problems.assertProblem(operator.get("/ops/sagas?status=ASLEEP").send(), 400);
    }

    /** The saga notes its end when it hears of the order's, a moment later. */
    private JsonNode ended(Order order) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> operator.get("/ops/sagas/" + order.id()).send(), answer -> isOver(answer))
                .json();
    }

    private static boolean isOver(Answer answer) {
        return answer.expect(200).json().get("saga").path("endedAt").isString();
    }

    private JsonNode list(String query) {
        return operator.get("/ops/sagas" + query).send().expect(200).json();
    }

    private static List<String> steps(JsonNode timeline) {
        return timeline.get("steps")
                .valueStream()
                .map(step -> step.get("step").asString())
                .toList();
    }
}
