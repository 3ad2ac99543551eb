-- The carrier's bookings: who gets what is not kept, only that it goes. A cancellation leaves its row as a tombstone.
CREATE TABLE carrier_booking (
    reference text PRIMARY KEY,
    cancelled boolean     NOT NULL,
    -- Absent where the cancellation came before the booking.
    tracking  text,
    eta       date,
    pieces    integer CHECK (pieces > 0),
    booked_at timestamptz NOT NULL DEFAULT now(),
    CHECK (cancelled OR (tracking IS NOT NULL AND eta IS NOT NULL AND pieces IS NOT NULL))
);

-- How often a call that must fail at first has failed; kept so that a restart doesn't start the count again.
CREATE TABLE failed_call (
    call     text PRIMARY KEY,
    failures integer NOT NULL
);
