package dev.bulwark.payment.psp;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import dev.bulwark.payment.FakePsp;
import dev.bulwark.payment.PaymentStore;
import dev.bulwark.payment.PaymentSuite;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.StoredPayment;
import dev.bulwark.payment.domain.Charge;
import dev.bulwark.payment.domain.PaymentState;
import dev.bulwark.platform.calls.client.OutgoingHttp;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.calls.intent.IntentCodec;
import dev.bulwark.platform.calls.intent.IntentDispatcher;
import dev.bulwark.platform.calls.intent.IntentSettings;
import dev.bulwark.platform.calls.intent.Intents;
import dev.bulwark.platform.calls.intent.JdbcIntentStore;
import dev.bulwark.platform.calls.intent.OutcomeHandler;
import dev.bulwark.platform.core.background.BackgroundLoops;
import dev.bulwark.platform.messaging.MessageCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** The provider is away: on a dispatcher of its own, so that the breaker of the others stays closed. */
class OutageIT extends PaymentSuite {

    private static final int PAYMENTS = 200;

    @Autowired
    private PaymentStore store;

    @Autowired
    private OutcomeHandler<ProviderRequest, ProviderAnswer> outcomes;

    @Autowired
    private MessageCodec codec;

    @Autowired
    private OutgoingHttp http;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private TransactionTemplate transaction;

    private List<UUID> charged(List<UUID> orders) {
        return orders.stream().filter(order -> status(order).equals("CHARGED")).toList();
    }

    @Test
    void theBreakerOpensAndEveryIntentSurvives() {
        List<UUID> orders =
                IntStream.range(0, PAYMENTS).mapToObj(i -> ids.next()).toList();
        IntentSettings settings = new IntentSettings(4, 4, 50, 1_000, 100, 500, 60_000, 200, 100, 1_000);
        Intents<ProviderRequest> intents = new Intents<>(
                new JdbcIntentStore<>(template, IntentCodec.json(codec, ProviderRequest.class)),
                settings,
                Clock.systemUTC());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (FakePsp psp = new FakePsp()) {
            psp.down(true);
            IntentDispatcher<ProviderRequest, ProviderAnswer> dispatcher = new IntentDispatcher<>(
                    "outage",
                    intents,
                    new PspAdapter(http.exchange(psp.url(), 8, 1_000), codec),
                    outcomes,
                    transaction,
                    RandomGenerator.getDefault(),
                    new BackgroundLoops(meters, RandomGenerator.getDefault(), System::nanoTime),
                    meters);
            dispatcher.start();
            try {
                begin(orders, intents);
                await().until(() -> open(meters));
                int calls = psp.callCount();
                assertThat(calls).as("ten, and those under way").isLessThanOrEqualTo(18);
                assertThat(intents.saturated()).isTrue();
                assertThat(charged(orders)).isEmpty();
                assertThat(openIntents()).isEqualTo(PAYMENTS);
                psp.down(false);
                await().until(() -> charged(orders).size() >= PAYMENTS - psp.refusedKeys());
                assertThat(intents.saturated()).isFalse();
                await().untilAsserted(() ->
                        assertThat(openIntents() + charged(orders).size()).isEqualTo(PAYMENTS));
            } finally {
                dispatcher.stop();
                jdbc.sql("DELETE FROM intent").update();
            }
        }
    }

    private static boolean open(SimpleMeterRegistry meters) {
        return meters.get("bulwark.breaker.state").tag("state", "OPEN").gauge().value() == 1;
    }

    private void begin(List<UUID> orders, Intents<ProviderRequest> intents) {
        Instant now = Instant.now();
        transaction.executeWithoutResult(status -> {
            store.insert(orders.stream()
                    .map(order -> new StoredPayment(
                            order,
                            key(order),
                            new PaymentState.Requested(new Charge(ids.next(), "alice", 100, "EUR", "pm_card_ok")),
                            0,
                            now,
                            null))
                    .toList());
            intents.record(orders.stream()
                    .map(order -> new ProviderRequest(
                            ProviderRequest.Kind.CHARGE,
                            key(order),
                            order,
                            100,
                            "EUR",
                            "pm_card_ok",
                            order.toString(),
                            null))
                    .map(request -> new Intent<>(request.intentId(), request, null, null))
                    .toList());
        });
    }
}
