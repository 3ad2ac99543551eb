-- The PSP's own book. One row per idempotency key: the first decision about a key is its last.
-- Keys sort bytewise, so that the listing's keyset is independent of the machine's locale.
CREATE TABLE charge (
    key          text COLLATE "C" PRIMARY KEY,
    status       text        NOT NULL CHECK (status IN ('CAPTURED', 'DECLINED', 'VOIDED')),
    -- Absent where the key was voided before any charge came.
    id           uuid,
    order_id     text,
    amount       bigint CHECK (amount > 0),
    currency     text,
    decline_code text,
    refunded     bigint      NOT NULL DEFAULT 0,
    decided_at   timestamptz NOT NULL DEFAULT now(),
    CHECK ((status = 'VOIDED') = (id IS NULL)),
    CHECK ((status = 'DECLINED') = (decline_code IS NOT NULL)),
    CHECK (status = 'VOIDED' OR (order_id IS NOT NULL AND amount IS NOT NULL AND currency IS NOT NULL)),
    -- Never more is given back than was captured, whatever the code above believes.
    CHECK (refunded >= 0 AND refunded <= CASE status WHEN 'CAPTURED' THEN amount ELSE 0 END)
);

CREATE TABLE refund (
    key         text COLLATE "C" PRIMARY KEY,
    id          uuid        NOT NULL,
    charge_key  text COLLATE "C" NOT NULL REFERENCES charge (key),
    amount      bigint      NOT NULL CHECK (amount > 0),
    refunded_at timestamptz NOT NULL DEFAULT now()
);
