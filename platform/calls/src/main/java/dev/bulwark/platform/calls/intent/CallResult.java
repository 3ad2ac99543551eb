package dev.bulwark.platform.calls.intent;

import java.time.Duration;

import dev.bulwark.platform.calls.client.HttpExchange;
import org.jspecify.annotations.Nullable;

/** What one attempt came to. */
public sealed interface CallResult<O> {

    /** The outside decided, be it yes or no, and will say the same if asked again: a success to the circuit breaker. */
    record Answered<O>(O answer) implements CallResult<O> {}

    /**
     * No decision is known: no connection, no answer in time, a 5xx, "too many requests". Asked again later, within the retry budget
     * and until the intent expires; a failure to the circuit breaker.
     *
     * @param reason for the log: no personal data, no bodies
     * @param retryAfter how long the outside asks to be left alone; null where it doesn't say
     */
    record TryAgain<O>(String reason, @Nullable Duration retryAfter) implements CallResult<O> {

        public TryAgain(String reason) {
            this(reason, null);
        }
    }

    /**
     * The outside didn't take the call: it doesn't know us, or the address or the form is wrong. Nothing is decided, so it is treated as {@link TryAgain};
     * but waiting alone won't mend it, so it is counted and logged apart for an operator.
     *
     * @param reason for the log: no personal data, no bodies
     */
    record Rejected<O>(String reason) implements CallResult<O> {}

    /** What an HTTP answer comes to that is none of the decisions its provider documents. */
    static <O> CallResult<O> undecided(HttpExchange.Response response) {
        int status = response.status();
        boolean notNow = status >= 500 || status == 408 || status == 425 || status == 429;
        return notNow ? new TryAgain<>("HTTP " + status, response.retryAfter()) : new Rejected<>("HTTP " + status);
    }
}
