-- One row per order: the saga's step 'payment' and everything that became of it. Changed a few times within seconds, then never.
CREATE TABLE payment (
    order_id          uuid        PRIMARY KEY,
    -- Absent where no payment was begun: a tombstone, or a command that had expired on arrival.
    payment_id        uuid        UNIQUE,
    status            text        NOT NULL CHECK (status IN
        ('REQUESTED', 'CHARGED', 'REFUSED', 'VOIDING', 'VOIDED', 'REFUNDING', 'REFUNDED', 'TOMBSTONE')),
    -- Stable id of (saga, step): the provider's idempotency key.
    step_id           text        NOT NULL CHECK (length(step_id) BETWEEN 1 AND 150),
    customer_id       text,
    amount            bigint      CHECK (amount > 0),
    currency          text        CHECK (length(currency) = 3),
    payment_method    text,
    captured          bigint      NOT NULL DEFAULT 0,
    -- All that was given back, what operators gave back among it.
    refunded          bigint      NOT NULL DEFAULT 0,
    operator_refunded bigint      NOT NULL DEFAULT 0,
    operator_pending  bigint      NOT NULL DEFAULT 0,
    -- Whether the saga was told of the charge.
    acknowledged      boolean     NOT NULL DEFAULT false,
    code              text,
    detail            text,
    -- Number of events published about it: the sequence of the last one.
    version           integer     NOT NULL,
    requested_at      timestamptz NOT NULL,
    -- When nothing was open any more; absent while the provider owes an answer.
    settled_at        timestamptz,
    CHECK ((payment_id IS NULL) = (amount IS NULL)),
    CHECK (captured IN (0, amount) OR (amount IS NULL AND captured = 0)),
    CHECK (refunded >= 0 AND operator_refunded >= 0 AND operator_pending >= 0 AND operator_refunded <= refunded),
    CHECK (refunded + operator_pending <= captured)
) WITH (fillfactor = 80); -- so that the second version of a row finds room beside the first, and no index is touched

CREATE TABLE operator_refund (
    id           uuid        PRIMARY KEY,
    order_id     uuid        NOT NULL REFERENCES payment,
    amount       bigint      NOT NULL CHECK (amount > 0),
    status       text        NOT NULL CHECK (status IN ('REQUESTED', 'DONE')),
    requested_by text        NOT NULL,
    requested_at timestamptz NOT NULL,
    settled_at   timestamptz,
    CHECK ((status = 'DONE') = (settled_at IS NOT NULL))
);

-- Double entry: every journal moves money from one account to another. 'psp_receivable' is what the provider owes us,
-- 'customer_order' what we owe for the order named.
CREATE TABLE ledger_posting (
    journal_id uuid        NOT NULL,
    account    text        NOT NULL CHECK (account IN ('psp_receivable', 'customer_order')),
    order_id   uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('capture', 'refund', 'operator_refund')),
    amount     bigint      NOT NULL CHECK (amount <> 0),
    currency   text        NOT NULL CHECK (length(currency) = 3),
    posted_at  timestamptz NOT NULL,
    -- A journal's id follows from what it books, so nothing is booked twice.
    PRIMARY KEY (journal_id, account)
);

-- Both legs come in one statement, so the sum can be asked for at its end: once per batch, not once per row.
CREATE FUNCTION ledger_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unbalanced uuid;
BEGIN
    SELECT journal_id INTO unbalanced
      FROM posted
     GROUP BY journal_id
    HAVING sum(amount) <> 0 OR min(currency) <> max(currency) OR count(*) <> 2
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'journal % does not balance', unbalanced USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_balance AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION ledger_must_balance();

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
