-- One row per order: the saga's step 'shipment' and everything that became of it. Changed a few times within seconds, then never.
-- Where it goes isn't here: the address is sealed in the open intent, and gone with it.
CREATE TABLE shipment (
    order_id        uuid        PRIMARY KEY,
    -- Absent where no shipment was begun: a tombstone, or a command that had expired on arrival.
    shipment_id     uuid        UNIQUE,
    status          text        NOT NULL CHECK (status IN
        ('REQUESTED', 'SCHEDULED', 'REFUSED', 'CANCELLING', 'CANCELLED', 'TOMBSTONE')),
    -- Stable id of (saga, step): the carrier's reference.
    step_id         text        NOT NULL CHECK (length(step_id) BETWEEN 1 AND 150),
    customer_id     text,
    pieces          integer     CHECK (pieces > 0),
    -- The carrier's word, kept after a cancellation: what a repeated command is answered.
    carrier         text,
    tracking_number text,
    eta             date,
    code            text,
    detail          text,
    -- Number of events published about it: the sequence of the last one.
    version         integer     NOT NULL,
    requested_at    timestamptz NOT NULL,
    -- When nothing was open any more; absent while the carrier owes an answer.
    settled_at      timestamptz,
    CHECK ((shipment_id IS NULL) = (customer_id IS NULL) AND (shipment_id IS NULL) = (pieces IS NULL)),
    CHECK (shipment_id IS NOT NULL OR status IN ('REFUSED', 'TOMBSTONE')),
    CHECK ((carrier IS NULL) = (tracking_number IS NULL) AND (carrier IS NOT NULL OR status <> 'SCHEDULED')),
    CHECK ((code IS NOT NULL) = (status = 'REFUSED')),
    CHECK ((settled_at IS NULL) = (status IN ('REQUESTED', 'CANCELLING')))
) WITH (fillfactor = 80); -- so that the second version of a row finds room beside the first, and no index is touched
