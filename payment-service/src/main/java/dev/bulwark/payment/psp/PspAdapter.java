package dev.bulwark.payment.psp;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

import dev.bulwark.payment.PaymentProvider;
import dev.bulwark.payment.ProviderAnswer;
import dev.bulwark.payment.ProviderRequest;
import dev.bulwark.platform.calls.intent.CallResult;
import dev.bulwark.platform.calls.intent.CallResult.Answered;
import dev.bulwark.platform.calls.intent.CallResult.TryAgain;
import dev.bulwark.platform.calls.intent.Intent;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import org.jspecify.annotations.Nullable;

/**
 * Between the provider's words and ours.
 *
 * <p>What is a decision and what isn't: 2xx is one; of a charge, any 4xx is one (nothing was charged), those apart that say "not now" (408, 425, 429).
 * A void or a refund that is refused can't be taken as an answer, for the money must come back whatever the provider thinks of our
 * request: it is asked again, ever more rarely, until somebody has seen to it. 5xx and silence are no decision. A look into the book says what
 * was decided, or that nothing is.
 */
final class PspAdapter implements PaymentProvider {

    private static final int OK = 200;
    private static final int PAYMENT_REQUIRED = 402;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    /** The provider didn't understand us, or doesn't let us: no code of its own. */
    private static final String REJECTED = "payment_rejected";

    private final PspExchange exchange;
    private final MessageCodec codec;

    PspAdapter(PspExchange exchange, MessageCodec codec) {
        this.exchange = exchange;
        this.codec = codec;
    }

    @Override
    public CallResult<ProviderAnswer> call(Intent<ProviderRequest> intent, Duration atMost)
            throws InterruptedException {
        ProviderRequest request = intent.request();
        try {
            PspExchange.Response response = send(request, atMost);
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

    private PspExchange.Response send(ProviderRequest request, Duration atMost) throws IOException {
        return switch (request.kind()) {
            case CHARGE ->
                exchange.send(
                        "/charges",
                        request.key(),
                        codec.encode(new PspBodies.Charge(
                                request.orderId().toString(),
                                request.amount(),
                                request.currency(),
                                String.valueOf(request.paymentMethod()))),
                        atMost);
            case VOID -> exchange.send("/voids", null, codec.encode(new PspBodies.KeyToVoid(request.key())), atMost);
            case REFUND ->
                exchange.send(
                        "/refunds",
                        request.refundKey(),
                        codec.encode(new PspBodies.Refund(request.key(), request.amount())),
                        atMost);
            case LOOKUP -> exchange.send("/charges/" + encoded(request.key()), null, null, atMost);
        };
    }

    private CallResult<ProviderAnswer> charged(PspExchange.Response response) {
        int status = response.status();
        if (status == OK) {
            return status(response, "CAPTURED", new ProviderAnswer.Captured());
        }
        if (status == PAYMENT_REQUIRED) {
            return new Answered<>(
                    new ProviderAnswer.Declined(codeOrRejected(reply(response).code())));
        }
        if (status == CONFLICT && "voided".equals(reply(response).code())) {
            return new Answered<>(new ProviderAnswer.Blocked());
        }
        if (status >= 400 && status < 500 && !saysNotNow(status)) {
            return new Answered<>(new ProviderAnswer.Declined(REJECTED));
        }
        return notDecided(response);
    }

    private CallResult<ProviderAnswer> voided(PspExchange.Response response) {
        if (response.status() != OK) {
            return notDecided(response);
        }
        PspBodies.Reply reply = reply(response);
        if ("CAPTURED".equals(reply.status()) && reply.amount() != null) {
            return new Answered<>(new ProviderAnswer.TooLate(reply.amount()));
        }
        return status(response, "VOIDED", new ProviderAnswer.Voided());
    }

    private CallResult<ProviderAnswer> refunded(PspExchange.Response response) {
        return response.status() == OK
                ? status(response, "REFUNDED", new ProviderAnswer.Refunded())
                : notDecided(response);
    }

    /** @param asked what was to be captured: another amount is no answer to what we asked */
    private CallResult<ProviderAnswer> lookedUp(PspExchange.Response response, long asked) {
        if (response.status() == NOT_FOUND) {
            return new Answered<>(new ProviderAnswer.Undecided());
        }
        if (response.status() != OK) {
            return notDecided(response);
        }
        PspBodies.State state = codec.decode(response.body(), PspBodies.State.class);
        return switch (String.valueOf(state.status())) {
            case "CAPTURED" ->
                Objects.equals(state.captured(), asked)
                        ? new Answered<>(new ProviderAnswer.Captured())
                        : new TryAgain<>("captured " + state.captured() + " where " + asked + " was asked for");
            case "DECLINED" -> new Answered<>(new ProviderAnswer.Declined(codeOrRejected(state.code())));
            case "VOIDED" -> new Answered<>(new ProviderAnswer.Blocked());
            default -> new TryAgain<>("a charge in the unknown state " + state.status());
        };
    }

    private static String codeOrRejected(@Nullable String code) {
        return code == null ? REJECTED : code;
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A 200 that doesn't say what it must is no decision: money isn't booked on a guess. */
    private CallResult<ProviderAnswer> status(PspExchange.Response response, String expected, ProviderAnswer answer) {
        String actual = reply(response).status();
        return expected.equals(actual)
                ? new Answered<>(answer)
                : new TryAgain<>("status " + actual + " where " + expected + " was expected");
    }

    private PspBodies.Reply reply(PspExchange.Response response) {
        return codec.decode(response.body(), PspBodies.Reply.class);
    }

    private static boolean saysNotNow(int status) {
        return status == 408 || status == 425 || status == 429;
    }

    private static CallResult<ProviderAnswer> notDecided(PspExchange.Response response) {
        return new TryAgain<>("HTTP " + response.status());
    }
}
