package dev.bulwark.platform.core.security;

import org.jspecify.annotations.Nullable;

/** The bearer token is none of ours: forged, expired, for somebody else, or no token at all. The message never repeats it. */
public final class BadTokenException extends RuntimeException {

    BadTokenException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
