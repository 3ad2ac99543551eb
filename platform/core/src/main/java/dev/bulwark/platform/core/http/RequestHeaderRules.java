package dev.bulwark.platform.core.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.bulwark.platform.core.problem.Problem;
import dev.bulwark.platform.core.problem.StatusProblems;
import org.jspecify.annotations.Nullable;

/**
 * What every request header must keep to, so that the gateway and a service can't read the same request in two ways: values of visible
 * ASCII characters, spaces and tabs, and one value where two would leave it open which of them counts.
 *
 * <p>{@code X-Signature} may hold any bytes: whatever isn't the right signature is a forged one, and the receiver of the webhook says so.
 */
public final class RequestHeaderRules {

    private static final Set<String> SINGLE = Set.of(
            "authorization",
            "content-type",
            "host",
            "idempotency-key",
            "if-modified-since",
            "if-unmodified-since",
            "last-event-id",
            "origin",
            "traceparent",
            "x-consistency-token",
            "x-correlation-id",
            "x-deadline",
            "x-signature",
            "x-timeout-ms");

    private static final String SIGNATURE = "x-signature";

    private RequestHeaderRules() {}

    /**
     * The 400 that a request with these headers is refused with, or null when they keep to the rules.
     *
     * @param headers names in any case, each with all its values
     */
    public static @Nullable Problem violation(
            Iterable<? extends Map.Entry<String, ? extends Collection<String>>> headers) {
        for (Map.Entry<String, ? extends Collection<String>> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (header.getValue().size() > 1 && SINGLE.contains(name)) {
                return problem(name, "The header " + header.getKey() + " must not be sent more than once.");
            }
            for (String value : header.getValue()) {
                if (!isVisibleAscii(value) && !name.equals(SIGNATURE)) {
                    return problem(name, "The header " + header.getKey() + " must hold visible ASCII characters only.");
                }
            }
        }
        return null;
    }

    private static Problem problem(String name, String detail) {
        return switch (name) {
            case "idempotency-key" ->
                Problem.of(400, "idempotency-key-required", "This request needs the header Idempotency-Key")
                        .detail(detail);
            case "x-deadline", "x-timeout-ms" ->
                Problem.of(400, "bad-deadline", "The deadline can't be read").detail(detail);
            default -> StatusProblems.of(400).detail(detail);
        };
    }

    private static boolean isVisibleAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }
}
