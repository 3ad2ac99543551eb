package dev.bulwark.payment.psp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.payment.ProviderRequest.Kind;
import dev.bulwark.platform.calls.client.HttpExchange;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.messaging.MessageCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PspAdapterTest {

    private static final UUID ORDER = new UUID(1, 2);
    private static final String KEY = ORDER + ":payment";
    private static final Class<?>[] NO_DECISION = {CallResult.TryAgain.class, CallResult.Rejected.class};

    private final StringBuilder sent = new StringBuilder();

    private CallResult<ProviderAnswer> answerTo(Kind kind, int status, String body) throws InterruptedException {
        HttpExchange exchange = (request, atMost) -> {
            sent.append(request.path()).append(' ').append(request.headers().get("Idempotency-Key"));
            if (request.body() != null) {
                assertThat(request.body().mediaType()).isEqualTo("application/json");
                sent.append(' ').append(new String(request.body().content(), StandardCharsets.UTF_8));
            }
            return new HttpExchange.Response(status, body.getBytes(StandardCharsets.UTF_8));
        };
        return call(exchange, kind, null);
    }

    private static CallResult<ProviderAnswer> call(HttpExchange exchange, Kind kind, UUID operatorRefund)
            throws InterruptedException {
        ProviderRequest request =
                new ProviderRequest(kind, KEY, ORDER, 500, "EUR", "pm_card_ok", "saga", operatorRefund);
        return new PspAdapter(exchange, new MessageCodec())
                .call(new Intent<>(request.intentId(), request, null, null), Duration.ofSeconds(1));
    }

    private static CallResult<ProviderAnswer> answered(ProviderAnswer answer) {
        return new CallResult.Answered<>(answer);
    }

    @Test
    void speaksTheProvidersLanguage() throws InterruptedException {
        answerTo(Kind.CHARGE, 200, "{\"status\":\"CAPTURED\"}");
        assertThat(sent)
                .hasToString("/charges " + KEY + " {\"orderId\":\"" + ORDER
                        + "\",\"amount\":500,\"currency\":\"EUR\",\"paymentMethod\":\"pm_card_ok\"}");
        sent.setLength(0);
        answerTo(Kind.VOID, 200, "{\"status\":\"VOIDED\"}");
        assertThat(sent).hasToString("/voids null {\"key\":\"" + KEY + "\"}");
        sent.setLength(0);
        answerTo(Kind.REFUND, 200, "{\"status\":\"REFUNDED\"}");
        assertThat(sent).hasToString("/refunds " + KEY + ":refund {\"key\":\"" + KEY + "\",\"amount\":500}");
        sent.setLength(0);
        answerTo(Kind.LOOKUP, 200, "{\"status\":\"VOIDED\"}");
        assertThat(sent).hasToString("/charges/" + ORDER + "%3Apayment null");
    }

    @Test
    void decisions() throws InterruptedException {
        assertThat(answerTo(Kind.CHARGE, 200, "{\"id\":\"x\",\"status\":\"CAPTURED\",\"new\":1}"))
                .isEqualTo(answered(new ProviderAnswer.Captured()));
        assertThat(answerTo(Kind.CHARGE, 402, "{\"code\":\"card_declined\"}"))
                .isEqualTo(answered(new ProviderAnswer.Declined("card_declined")));
        assertThat(answerTo(Kind.CHARGE, 409, "{\"code\":\"voided\"}"))
                .isEqualTo(answered(new ProviderAnswer.Blocked()));
        assertThat(answerTo(Kind.VOID, 200, "{\"status\":\"VOIDED\"}"))
                .isEqualTo(answered(new ProviderAnswer.Voided()));
        assertThat(answerTo(Kind.VOID, 200, "{\"status\":\"CAPTURED\",\"chargeId\":\"x\",\"amount\":500}"))
                .isEqualTo(answered(new ProviderAnswer.TooLate(500)));
        assertThat(answerTo(Kind.REFUND, 200, "{\"id\":\"x\",\"status\":\"REFUNDED\"}"))
                .isEqualTo(answered(new ProviderAnswer.Refunded()));
    }

    @Test
    void theBookSaysWhatWasDecided() throws InterruptedException {
        assertThat(answerTo(Kind.LOOKUP, 200, "{\"status\":\"CAPTURED\",\"captured\":500,\"refunded\":0}"))
                .isEqualTo(answered(new ProviderAnswer.Captured()));
        assertThat(answerTo(Kind.LOOKUP, 200, "{\"status\":\"DECLINED\",\"captured\":0,\"code\":\"card_declined\"}"))
                .isEqualTo(answered(new ProviderAnswer.Declined("card_declined")));
        assertThat(answerTo(Kind.LOOKUP, 200, "{\"status\":\"DECLINED\"}"))
                .isEqualTo(answered(new ProviderAnswer.Declined("payment_rejected")));
        assertThat(answerTo(Kind.LOOKUP, 200, "{\"status\":\"VOIDED\"}"))
                .isEqualTo(answered(new ProviderAnswer.Blocked()));
        assertThat(answerTo(Kind.LOOKUP, 404, "{\"code\":\"no_such_charge\"}"))
                .isEqualTo(answered(new ProviderAnswer.Undecided()));
    }

    /** A rotated key, a wrong URL, a proxy's page: nothing of that is a customer's refusal. */
    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 406, 407, 409, 410, 413, 415, 422, 426, 431, 451, 499})
    void anAnswerThatIsNotAboutThisChargeRefusesNobody(int status) throws InterruptedException {
        for (Kind kind : Kind.values()) {
            for (String body : List.of("", "{}", "<html>Not here</html>", "{\"code\":null}", "{\"code\":\"<b>!\"}")) {
                assertThat(answerTo(kind, status, body)).isInstanceOfAny(NO_DECISION);
            }
        }
    }

    @Test
    void aProviderThatDoesNotTakeOurCallsIsToldFromOneThatIsBusy() throws InterruptedException {
        assertThat(answerTo(Kind.CHARGE, 401, "")).isEqualTo(new CallResult.Rejected<>("HTTP 401"));
        HttpExchange busy = (request, atMost) -> new HttpExchange.Response(429, new byte[0], Duration.ofSeconds(7));
        assertThat(call(busy, Kind.CHARGE, null))
                .isEqualTo(new CallResult.TryAgain<>("HTTP 429", Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({
        "CHARGE,500",
        "CHARGE,503",
        "CHARGE,429",
        "CHARGE,408",
        "CHARGE,302",
        "VOID,503",
        "VOID,404",
        "REFUND,503",
        "REFUND,422",
        "LOOKUP,503",
        "LOOKUP,401"
    })
    void noDecisionIsAskedAgain(Kind kind, int status) throws InterruptedException {
        assertThat(answerTo(kind, status, "{}")).isInstanceOfAny(NO_DECISION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHARGE|{\"status\":\"PENDING\"}",
                "CHARGE|<html>",
                "CHARGE|{}",
                "VOID|{\"status\":\"CAPTURED\"}",
                "REFUND|{}",
                "LOOKUP|{}",
                "LOOKUP|{\"status\":\"CAPTURED\"}",
                "LOOKUP|{\"status\":\"CAPTURED\",\"captured\":499}"
            })
    void moneyIsNotBookedOnAGuess(Kind kind, String body) throws InterruptedException {
        assertThat(answerTo(kind, 200, body)).isInstanceOf(CallResult.TryAgain.class);
    }

    @Test
    void silenceIsNoDecision() throws InterruptedException {
        HttpExchange silent = (request, atMost) -> {
            throw new SocketTimeoutException("Read timed out");
        };
        assertThat(call(silent, Kind.CHARGE, null)).isInstanceOf(CallResult.TryAgain.class);
    }

    @Test
    void stopsWhenItIsTold() {
        HttpExchange interrupted = (request, atMost) -> {
            Thread.currentThread().interrupt();
            throw new IOException("Closed by interrupt");
        };
        assertThatThrownBy(() -> call(interrupted, Kind.CHARGE, null)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void anOperatorsRefundHasAKeyOfItsOwn() throws InterruptedException {
        UUID refund = new UUID(3, 4);
        HttpExchange exchange = (request, atMost) -> {
            sent.append(request.headers().get("Idempotency-Key"));
            return new HttpExchange.Response(200, "{\"status\":\"REFUNDED\"}".getBytes(StandardCharsets.UTF_8));
        };
        call(exchange, Kind.REFUND, refund);
        assertThat(sent).hasToString("operator-refund:" + refund);
    }
}
