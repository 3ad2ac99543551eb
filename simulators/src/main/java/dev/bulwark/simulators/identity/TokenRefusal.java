package dev.bulwark.simulators.identity;

import java.util.Locale;

/** A token request that is refused, in the terms of RFC 6749 §5.2. */
final class TokenRefusal extends RuntimeException {

    /** The errors of RFC 6749 §5.2 that can come up here. */
    enum Reason {
        INVALID_REQUEST,
        INVALID_CLIENT,
        INVALID_SCOPE,
        UNSUPPORTED_GRANT_TYPE;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Reason reason;
    private final String description;

    TokenRefusal(Reason reason, String description) {
        super(reason.code() + ": " + description, null, false, false);
        this.reason = reason;
        this.description = description;
    }

    Reason reason() {
        return reason;
    }

    String description() {
        return description;
    }
}
