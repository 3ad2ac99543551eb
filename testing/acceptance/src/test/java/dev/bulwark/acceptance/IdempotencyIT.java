package dev.bulwark.acceptance;

import java.util.List;
import java.util.UUID;

import dev.bulwark.acceptance.client.Answer;
import dev.bulwark.acceptance.client.Bulwark;
import dev.bulwark.acceptance.client.Customer;
import dev.bulwark.acceptance.client.NewOrder;
import dev.bulwark.acceptance.client.Order;
import dev.bulwark.acceptance.client.Product;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A client that doesn't know whether its request arrived sends it again and orders once. */
@Scenario
@Tag("core")
@org.junit.jupiter.api.Order(50)
class IdempotencyIT {

    private final Bulwark bulwark;
    private final Customer alice;

    IdempotencyIT(Bulwark bulwark) {
        this.bulwark = bulwark;
        this.alice = bulwark.customer("alice");
    }

    @Test
    void twentyAtOnceAreOneOrder() {
        Product product = bulwark.merchant().list(100);
        NewOrder order = NewOrder.of(product.sku(), 1);
        String key = UUID.randomUUID().toString();
        List<Answer> answers = Together.run(20, i -> place(order, key));

        List<Answer> created =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(created).isNotEmpty();
        assertThat(created.stream().map(answer -> answer.as(Order.class).id())).containsOnly(id(created.getFirst()));
        assertThat(created.stream().filter(answer -> answer.header("Idempotent-Replayed") == null))
                .as("answers that aren't replays")
                .hasSize(1);
        answers.stream().filter(answer -> answer.status() != 201).forEach(answer -> {
            Problems.assertProblem(answer, 409, "idempotency-key-in-flight");
            assertThat(answer.requiredHeader("Retry-After")).matches("\\d+");
        });
        alice.awaitEnd(id(created.getFirst()));
        assertThat(bulwark.merchant().product(product.sku()).available()).isEqualTo(99);
    }

    @Test
    void aReplayIsTheFirstAnswer() {
        NewOrder order = NewOrder.of("SKU-0030", 1).note("Ring twice");
        String key = UUID.randomUUID().toString();
        Answer first = place(order, key).expect(201);
        alice.awaitEnd(id(first));
        Answer replay = place(order, key).expect(201);

        assertThat(replay.requiredHeader("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(replay.header("Location")).isEqualTo(first.header("Location"));
        assertThat(first.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void aRefusalIsReplayedToo() {
        NewOrder order = NewOrder.of("SKU-UNHEARD-OF", 1);
        String key = UUID.randomUUID().toString();
        Problems.assertProblem(place(order, key), 422, "unknown-product");
        Answer replay = place(order, key);

        Problems.assertProblem(replay, 422, "unknown-product");
        assertThat(replay.requiredHeader("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void anInvalidRequestLeavesTheKeyFree() {
        String key = UUID.randomUUID().toString();
        Problems.assertProblem(place(NewOrder.of("SKU-0030", 0), key), 400);

        place(NewOrder.of("SKU-0030", 1), key).expect(201);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        String key = UUID.randomUUID().toString();
        place(NewOrder.of("SKU-0030", 1), key).expect(201);

        Problems.assertProblem(place(NewOrder.of("SKU-0030", 2), key), 422, "idempotency-key-reused");
    }

    @Test
    void aKeyBelongsToOneCustomer() {
        NewOrder order = NewOrder.of("SKU-0030", 1);
        String key = UUID.randomUUID().toString();
        String alices = id(place(order, key).expect(201));
        Customer bob = bulwark.customer("bob");
        Answer other =
                bob.call("POST", Customer.ORDERS).key(key).json(order).send().expect(201);

        assertThat(id(other)).isNotEqualTo(alices);
        assertThat(other.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void aQuotedKeyIsAsGoodAsABareOne() {
        NewOrder order = NewOrder.of("SKU-0030", 1);
        String key = UUID.randomUUID().toString();
        String bare = id(place(order, key).expect(201));

        assertThat(id(place(order, '"' + key + '"').expect(201))).isEqualTo(bare);
    }

    @Test
    void withoutAKeyNothingIsOrdered() {
        Answer answer = alice.call("POST", Customer.ORDERS)
                .json(NewOrder.of("SKU-0030", 1))
                .send();

        Problems.assertProblem(answer, 400, "idempotency-key-required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\tbed"})
    void aBadKeyIsRefused(String key) {
        Problems.assertProblem(place(NewOrder.of("SKU-0030", 1), key), 400, "idempotency-key-required");
    }

    @Test
    void aKeyHasAtMost255Characters() {
        NewOrder order = NewOrder.of("SKU-0030", 1);
        String unique = UUID.randomUUID().toString();
        String longest = unique + "k".repeat(255 - unique.length());

        place(order, longest).expect(201);
        Problems.assertProblem(place(order, longest + "k"), 400, "idempotency-key-required");
    }

    private Answer place(NewOrder order, String key) {
        return alice.call("POST", Customer.ORDERS).key(key).json(order).send();
    }

    private static String id(Answer answer) {
        return answer.as(Order.class).id();
    }
}
