package dev.bulwark.shipping;

import java.time.Duration;

import dev.bulwark.platform.calls.intent.CallResult;

/**
 * The port to whoever carries parcels. Asks once, never retries, and is called by many threads at once, none of them
 * in a transaction.
 *
 * <p>The carrier must recognise a reference: booked twice is booked once, and what is cancelled can't be booked any
 * more, be it that the cancellation came first.
 */
public interface Carrier {

    /** @param atMost give up by then */
    CallResult<CarrierAnswer> book(BookingRequest booking, Duration atMost) throws InterruptedException;

    /** Answered by {@link CarrierAnswer.Cancelled} only: whatever else the carrier says, it is asked again. */
    CallResult<CarrierAnswer> cancel(String reference, Duration atMost) throws InterruptedException;
}
