package dev.bulwark.platform.calls.intent;

import java.util.List;

/**
 * Writes down what became of intents: state, books, replies.
 *
 * <p>Called by one thread, in a transaction that also closes these intents. If it throws, the transaction is rolled back and the same outcomes
 * come again: at once after a conflict, when the database is back after an outage, and else in halves, until the one at fault is found, which is
 * left open and asked again a minute later.
 */
@FunctionalInterface
public interface OutcomeHandler<I, O> {

    /**
     * Writes these outcomes in a few multi-row statements. May record new intents.
     *
     * @param outcomes 1 to {@link IntentSettings#maxBatchOutcomes()}, in the order they came; one of an intent that was answered before, or by
     *     another instance, may be among them, so decide by the rows' state
     */
    void write(List<Outcome<I, O>> outcomes);
}
