package dev.bulwark.payment.psp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

import dev.bulwark.payment.PaymentMeter;
import dev.bulwark.payment.ProviderHints;
import dev.bulwark.platform.calls.webhook.WebhookSignature;
import dev.bulwark.platform.calls.webhook.WebhookVerifier;
import dev.bulwark.platform.calls.webhook.WebhookVerifier.Verdict;
import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.Violations;
import dev.bulwark.platform.messaging.MessageCodec;
import dev.bulwark.platform.messaging.UndecodableMessageException;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where the provider posts its events. The signature is checked over the bytes as they came, before anything reads them.
 *
 * <p>200 says that the event has been heard, also where it has no effect: because it came before, or because nobody waits for what it tells.
 */
@RestController
class WebhookController {

    static final String PATH = "/webhooks/psp";

    private static final int MAX_ID_CHARS = 100;
    private static final int MAX_KEY_CHARS = 150;

    private final WebhookVerifier verifier;
    private final ProviderHints hints;
    private final MessageCodec codec;
    private final MeterRegistry meters;

    WebhookController(WebhookVerifier verifier, ProviderHints hints, MessageCodec codec, MeterRegistry meters) {
        this.verifier = verifier;
        this.hints = hints;
        this.codec = codec;
        this.meters = meters;
    }

    @PostMapping(PATH)
    @Operation(
            summary = "Hears an event of the payment provider",
            description = "X-Signature: t=<unix seconds>,v1=<hex of HMAC-SHA256 over t.body>, at most five minutes old."
                    + " An event that was heard before is answered 200, without effect.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema = @Schema(implementation = PspBodies.Event.class))))
    ResponseEntity<Void> hear(
            @RequestHeader(name = WebhookSignature.HEADER, required = false) @Nullable String signature,
            @Parameter(hidden = true) InputStream body)
            throws IOException {
        // Not as an argument that Spring MVC converts: it rebuilds the body of a form from its parameters.
        byte[] raw = body.readAllBytes();
        Verdict verdict = verifier.verify(signature, raw);
        if (verdict != Verdict.VALID) {
            count(verdict);
            throw refusal(verdict).exception();
        }
        PspBodies.Event event = event(raw);
        ProviderHints.Effect effect = hints.hear(String.valueOf(event.id()), event.key());
        count(effect);
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        return effect == ProviderHints.Effect.REPEATED
                ? answer.header("Idempotent-Replayed", "true").build()
                : answer.build();
    }

    private PspBodies.Event event(byte[] raw) {
        PspBodies.Event event = decode(raw);
        Violations violations = new Violations();
        violations.check(isText(event.id(), MAX_ID_CHARS), "/id", "must have 1 to 100 visible ASCII characters");
        boolean aboutNoCharge = event.key() == null;
        violations.check(
                aboutNoCharge || isText(event.key(), MAX_KEY_CHARS),
                "/key",
                "must have 1 to 150 visible ASCII characters");
        violations.throwIfAny();
        return event;
    }

    /** Leniently, as all that the provider says: it may add fields at any time. */
    private PspBodies.Event decode(byte[] raw) {
        try {
            return codec.decode(raw, PspBodies.Event.class);
        } catch (UndecodableMessageException e) {
            throw Problem.of(400, "bad-request", "The request can't be understood")
                    .detail("The body is not an event.")
                    .exception(e);
        }
    }

    private static boolean isText(@Nullable String text, int maxChars) {
        return text != null
                && !text.isEmpty()
                && text.length() <= maxChars
                && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    private static Problem refusal(Verdict verdict) {
        String detail = switch (verdict) {
            case OUTSIDE_WINDOW -> "It was signed more than five minutes ago, or for a time to come.";
            case FORGED -> "It is not the signature of this body at this time by a secret that we share.";
            default -> "X-Signature must be t=<unix seconds>,v1=<64 hex digits>.";
        };
        return Problem.of(401, "bad-signature", "The webhook is not signed as it must be")
                .detail(detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, WebhookSignature.HEADER);
    }

    private void count(Enum<?> outcome) {
        PaymentMeter.WEBHOOKS
                .counter(meters, outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }
}
