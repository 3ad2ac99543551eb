package dev.bulwark.platform.http.idempotency;

import dev.bulwark.platform.core.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Idempotency-Key}: 1 to 255 visible ASCII characters, bare or as a quoted string. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";
    private static final int MAX_CHARS = 255;

    private IdempotencyKey() {}

    /** The key without its quotes: quoted and bare are the same key. @throws dev.bulwark.platform.core.problem.ProblemException 400 */
    static String parse(@Nullable String header) {
        if (header != null) {
            String bare = unquoted(header.trim());
            if (!bare.isEmpty() && bare.length() <= MAX_CHARS && isVisibleAscii(bare)) {
                return bare;
            }
        }
        throw Problem.of(400, "idempotency-key-required", "This request needs the header Idempotency-Key")
                .detail("1 to 255 visible ASCII characters, the same for every attempt at the same thing.")
                .exception();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static boolean isVisibleAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x21 || c > 0x7E || c == '"') {
                return false;
            }
        }
        return true;
    }
}
