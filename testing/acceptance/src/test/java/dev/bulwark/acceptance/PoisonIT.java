package dev.bulwark.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.DeadLetters;
import dev.bulwark.acceptance.client.DeadLetters.DeadLetter;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Operator;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.topology.Broker;
import dev.bulwark.acceptance.topology.Figures;
import dev.bulwark.acceptance.topology.OwnPlatform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A message that nobody can read crashes no consumer, holds up nobody but its own key, and an operator gets that going again. */
@Scenario
@Tag("process")
@org.junit.jupiter.api.Order(112)
class PoisonIT {

    /** A topic of each kind, with a type that its consumers know. */
    private static final Map<String, String> POISON = Map.of(
            "inventory.commands", "inventory.reserve-stock.v1",
            "payment.commands", "payment.charge.v1",
            "shipping.commands", "shipping.schedule.v1",
            "order.commands", "order.confirm.v1",
            "saga.replies", "order.confirmed.v1",
            "order.events", "order.placed.v1");

    /** How many consumers of each service know one of these types; events have several, commands one. */
    private static final Map<String, Integer> PARKING =
            Map.of("orders", 2, "payments", 1, "inventory", 1, "shipping", 1, "sagas", 2);

    private static final int NEIGHBOURS = 50;
    private static final long ALLOWED_MILLIS = 1_000;
    private static final int ATTEMPTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Bulwark bulwark;
    private final Operator operator;
    private final Customer alice;
    private final Broker broker;

    PoisonIT(OwnPlatform platform, Bulwark bulwark) {
        this.bulwark = bulwark;
        this.operator = bulwark.operator();
        this.alice = bulwark.customer("alice");
        this.broker = platform.broker();
    }

    @AfterEach
    void closeBroker() {
        broker.close();
    }

    @Test
    void anOrderBehindAPoisonousMessageEndsOnceItIsDiscardedAndTheRestRedriven() {
        DeadLetters shipping = operator.deadLetters("shipping");
        broker.poison("shipping.commands", "warm-up", "shipping.schedule.v1");
        await().atMost(PATIENCE).until(() -> shipping.ofKey("warm-up").size() == 1);
        Order order = alice.placed(NewOrder.of("SKU-0090", 1).paidWith("pm_card_slow")); // two seconds before shipping
        broker.poison("shipping.commands", order.id(), "shipping.schedule.v1");

        await("the poison, and the command that waits behind it")
                .atMost(PATIENCE)
                .until(() -> shipping.ofKey(order.id()).size() >= 2);
        List<DeadLetter> parked = shipping.ofKey(order.id());
        DeadLetter poison = parked.getFirst();
        assertThat(poison.cause()).contains("no valid ScheduleShipment");
        assertThat(parked.get(1).cause()).isNull();
        assertThat(alice.order(order.id()).status()).isEqualTo("PENDING");
        JsonNode stuck = await("the saga to be stuck")
                .atMost(PATIENCE)
                .until(() -> stuckSaga(order.id()), saga -> !saga.isMissingNode());
        assertThat(stuck.path("stuckReason").asString())
                .contains("shipping", parked.get(1).id());

        assertThat(shipping.redrive(order.id(), true).failed()).isEqualTo(1);
        DeadLetters.Report tooEarly = shipping.redrive(order.id(), false);
        assertThat(tooEarly.redriven()).isZero();
        assertThat(tooEarly.results().get(0).path("reason").asString()).contains("no valid ScheduleShipment");
        shipping.discard(poison, "nobody knows who sent it");
        DeadLetters.Report redriven = shipping.redrive(order.id(), false);

        assertThat(redriven.redriven()).isPositive();
        assertThat(redriven.failed()).isZero();
        Order ended = alice.awaitEnd(order.id());
        Figures.print("an order whose shipment waited behind a poisonous message ended %s", ended.status());
        await().atMost(PATIENCE).until(() -> shipping.ofKey(order.id()).isEmpty());
        await("nothing to be stuck")
                .atMost(PATIENCE)
                .until(() -> stuckSaga(order.id()).isMissingNode());
        shipping.discard(shipping.ofKey("warm-up").getFirst(), "planted");
        Settled.assertAuditOk(bulwark);
    }

    private JsonNode stuckSaga(String id) {
        return operator.get("/ops/sagas?stuck=true")
                .send()
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(saga -> saga.path("id").asString().equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    @Test
    void neighboursAreNotHeldUp() {
        List<String> seen = new ArrayList<>();
        run(List.of()); // warm
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<String> keys =
                    List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
            Latencies without = run(List.of());
            Latencies with = run(keys);
            awaitParkedAndDiscard(keys);
            String figures = String.format(
                    "%d neighbours p50/p95/max ms: %d/%d/%d alone, %d/%d/%d beside %d poisonous messages",
                    NEIGHBOURS,
                    without.percentile(50),
                    without.percentile(95),
                    without.percentile(100),
                    with.percentile(50),
                    with.percentile(95),
                    with.percentile(100),
                    keys.size() * POISON.size());
            Figures.print("%s", figures);
            seen.add(figures);
            if (with.percentile(100) - without.percentile(100) < ALLOWED_MILLIS) {
                Settled.assertAuditOk(bulwark);
                return;
            }
        }
        throw new AssertionError("delayed by more than " + ALLOWED_MILLIS + " ms, each time: " + seen);
    }

    @Test
    void everyServiceTellsWhatIsParkedAndWhatWaitsToBePublished() {
        for (String service : PARKING.keySet()) {
            JsonNode list = operator.get("/ops/" + service + "/dead-letters")
                    .send()
                    .expect(200)
                    .json();
            assertThat(list.get("items").isArray()).as("%s", list).isTrue();
            JsonNode outbox = await().atMost(PATIENCE)
                    .until(
                            () -> operator.get("/ops/" + service + "/outbox")
                                    .send()
                                    .expect(200)
                                    .json(),
                            status -> status.has("relayOwner"));
            assertThat(outbox.get("pending").isNumber()).as("%s", outbox).isTrue();
            assertThat(outbox.get("blockedKeys").isEmpty()).as("%s", outbox).isTrue();
            Problems.assertProblem(
                    operator.get("/ops/" + service + "/dead-letters/nothing-1").send(), 404);
            Problems.assertProblem(
                    alice.get("/ops/" + service + "/dead-letters").send(), 403);
        }
    }

    @Test
    void everyServiceDescribesWhatAnOperatorCanDo() {
        List<String> expected = Stream.of("dead-letters/{id}", "dead-letters/redrive", "outbox/unblock")
                .map(path -> "/ops/{service}/" + path)
                .toList();
        await().atMost(PATIENCE) // a service's first description takes it longer than the gateway waits
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    JsonNode paths = bulwark.gateway()
                            .get("/openapi")
                            .send()
                            .expect(200)
                            .json()
                            .get("paths");
                    assertThat(paths.propertyNames()).containsAll(expected);
                    assertThat(paths.get("/ops/{service}/outbox/unblock").findValues("enum"))
                            .anySatisfy(services -> assertThat(services)
                                    .map(JsonNode::asString)
                                    .containsExactlyInAnyOrderElementsOf(PARKING.keySet()));
                });
    }

    /** @param poisonousKeys of messages sent to each topic, among the orders */
    private Latencies run(List<String> poisonousKeys) {
        List<String> orders = Together.run(NEIGHBOURS, i -> {
            if (i % 10 == 0 && i / 10 < poisonousKeys.size()) {
                POISON.forEach((topic, type) -> broker.poison(topic, poisonousKeys.get(i / 10), type));
            }
            return alice.placed(NewOrder.of("SKU-00" + (21 + i % 50), 1)).id();
        });
        orders.forEach(alice::awaitEnd);
        return Latencies.of(alice, orders);
    }

    /** One row at each consumer that knows the type; then none. */
    private void awaitParkedAndDiscard(List<String> keys) {
        for (String key : keys) {
            PARKING.forEach((service, consumers) -> {
                DeadLetters letters = operator.deadLetters(service);
                List<DeadLetter> parked = await("poison at " + service)
                        .atMost(PATIENCE)
                        .until(() -> letters.ofKey(key), found -> found.size() >= consumers);
                assertThat(parked)
                        .hasSize(consumers)
                        .extracting(DeadLetter::consumer)
                        .doesNotHaveDuplicates();
                parked.forEach(letter -> letters.discard(letter, "planted"));
                assertThat(letters.ofKey(key)).isEmpty();
            });
        }
    }
}
