package dev.bulwark.platform.calls.intent;

import java.time.Duration;

/**
 * The port to the outside world. Called on a virtual thread of its own, with no transaction open, by many at once.
 *
 * <p>The outside must recognise a repetition by a key in the request: an intent can be carried out more than once.
 */
@FunctionalInterface
public interface OutsideCall<I, O> {

    /**
     * Asks once; never retries by itself.
     *
     * @param atMost give up by then: the settings' time-out, or less where the intent expires sooner
     * @return what it came to; anything thrown counts as {@link CallResult.TryAgain}
     * @throws InterruptedException when the dispatcher stops; the intent stays and is asked again
     */
    CallResult<O> call(Intent<I> intent, Duration atMost) throws InterruptedException;
}
