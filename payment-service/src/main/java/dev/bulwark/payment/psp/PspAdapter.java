package dev.bulwark.payment.psp;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.platform.calls.client.HttpExchange;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.core.value.PathSegment;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Between the provider's words and ours.
 *
 * <p>A decision is only what the provider documents as one about this key: a 200 with the expected status, a 402 with a decline code, a 409
 * {@code voided}, a 404 {@code no_such_charge} of a look-up. Every other answer says nothing about the charge, be it a 401 after a key was rotated, a 404
 * of a wrong URL or a page of some proxy: the call has failed, the circuit breaker counts it and the provider is asked again. A void or a refund that is
 * refused is no decision either, for the money must come back whatever the provider thinks of our request.
 */
final class PspAdapter implements PaymentProvider {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int OK = 200;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final String NO_SUCH_CHARGE = "no_such_charge";
    /** The provider's book has a charge as declined and doesn't say why. */
    private static final String NO_CODE = "payment_rejected";
    /** What the provider documents as a decline code; it goes into messages and to customers as it is. */
    private static final Pattern DECLINE_CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private final HttpExchange exchange;
    private final MessageCodec codec;

    PspAdapter(HttpExchange exchange, MessageCodec codec) {
        this.exchange = exchange;
        this.codec = codec;
    }

    @Override
    public CallResult<ProviderAnswer> call(Intent<ProviderRequest> intent, Duration atMost)
            throws InterruptedException {
        ProviderRequest request = intent.request();
        try {
            HttpExchange.Response response = send(request, atMost);
            return switch (request.kind()) {
                case CHARGE -> charged(response);
                case VOID -> voided(response);
                case REFUND -> refunded(response);
                case LOOKUP -> lookedUp(response, request.amount());
            };
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopping");
            }
            return new TryAgain<>(e.toString());
        } catch (UndecodableMessageException e) {
            return new TryAgain<>("an answer that makes no sense: " + e.getMessage());
        }
    }

    private HttpExchange.Response send(ProviderRequest request, Duration atMost) throws IOException {
        HttpExchange.Request call = switch (request.kind()) {
            case CHARGE ->
                post(
                                "/charges",
                                new PspBodies.Charge(
                                        request.orderId().toString(),
                                        request.amount(),
                                        request.currency(),
                                        String.valueOf(request.paymentMethod())))
                        .header(IDEMPOTENCY_KEY, request.key());
            case VOID -> post("/voids", new PspBodies.KeyToVoid(request.key()));
            case REFUND ->
                post("/refunds", new PspBodies.Refund(request.key(), request.amount()))
                        .header(IDEMPOTENCY_KEY, request.refundKey());
            case LOOKUP -> HttpExchange.Request.get("/charges/" + PathSegment.encode(request.key()));
        };
        return exchange.send(call, atMost);
    }

    private HttpExchange.Request post(String path, Object body) {
        return HttpExchange.Request.post(path, "application/json", codec.encode(body));
    }

    private CallResult<ProviderAnswer> charged(HttpExchange.Response response) {
        int status = response.status();
        if (status == OK) {
            return status(response, "CAPTURED", new ProviderAnswer.Captured());
        }
        if (status == PAYMENT_REQUIRED) {
            String code = declineCode(reply(response).code());
            return code != null ? new Answered<>(new ProviderAnswer.Declined(code)) : CallResult.undecided(response);
        }
        if (status == CONFLICT && "voided".equals(reply(response).code())) {
            return new Answered<>(new ProviderAnswer.Blocked());
        }
        return CallResult.undecided(response);
    }

    private CallResult<ProviderAnswer> voided(HttpExchange.Response response) {
        if (response.status() != OK) {
            return CallResult.undecided(response);
        }
        PspBodies.Reply reply = reply(response);
        if ("CAPTURED".equals(reply.status()) && reply.amount() != null) {
            return new Answered<>(new ProviderAnswer.TooLate(reply.amount()));
        }
        return status(response, "VOIDED", new ProviderAnswer.Voided());
    }

    private CallResult<ProviderAnswer> refunded(HttpExchange.Response response) {
        return response.status() == OK
                ? status(response, "REFUNDED", new ProviderAnswer.Refunded())
                : CallResult.undecided(response);
    }

    /** @param asked what was to be captured: another amount is no answer to what we asked */
    private CallResult<ProviderAnswer> lookedUp(HttpExchange.Response response, long asked) {
        if (response.status() == NOT_FOUND
                && NO_SUCH_CHARGE.equals(reply(response).code())) {
            return new Answered<>(new ProviderAnswer.Undecided());
        }
        if (response.status() != OK) {
            return CallResult.undecided(response);
        }
        PspBodies.State state = codec.decode(response.body(), PspBodies.State.class);
        return switch (String.valueOf(state.status())) {
            case "CAPTURED" ->
                Objects.equals(state.captured(), asked)
                        ? new Answered<>(new ProviderAnswer.Captured())
                        : new TryAgain<>("captured " + state.captured() + " where " + asked + " was asked for");
            case "DECLINED" ->
                new Answered<>(
                        new ProviderAnswer.Declined(Objects.requireNonNullElse(declineCode(state.code()), NO_CODE)));
            case "VOIDED" -> new Answered<>(new ProviderAnswer.Blocked());
            default -> new TryAgain<>("a charge in the unknown state " + state.status());
        };
    }

    /** The code if it is one that a decline can have, else null. */
    private static @Nullable String declineCode(@Nullable String code) {
        return code != null && DECLINE_CODE.matcher(code).matches() ? code : null;
    }

    /** A 200 that doesn't say what it must is no decision: money isn't booked on a guess. */
    private CallResult<ProviderAnswer> status(HttpExchange.Response response, String expected, ProviderAnswer answer) {
        String actual = reply(response).status();
        return expected.equals(actual)
                ? new Answered<>(answer)
                : new TryAgain<>("status " + actual + " where " + expected + " was expected");
    }

    private PspBodies.Reply reply(HttpExchange.Response response) {
        return codec.decode(response.body(), PspBodies.Reply.class);
    }
}
