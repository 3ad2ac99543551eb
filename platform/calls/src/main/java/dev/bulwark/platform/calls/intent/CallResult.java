package dev.bulwark.platform.calls.intent;

/** What one attempt came to. */
public sealed interface CallResult<O> {

    /** The outside decided, be it yes or no, and will say the same if asked again: a success to the circuit breaker. */
    record Answered<O>(O answer) implements CallResult<O> {}

    /**
     * No decision is known: no connection, no answer in time, a 5xx, "too many requests". Asked again later, within the retry budget
     * and until the intent expires; a failure to the circuit breaker. Never for a 4xx that stays one.
     *
     * @param reason for the log: no personal data, no bodies
     */
    record TryAgain<O>(String reason) implements CallResult<O> {}
}
