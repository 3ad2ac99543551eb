-- Answers of POSTs by their idempotency key, written in the transaction of their effect. The primary key is what makes
-- one key one effect; the advisory lock taken before is only the quick way to say "still running".
CREATE TABLE idempotency_key (
    subject    text        NOT NULL,
    route      text        NOT NULL,
    key        text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    body_hash  bytea       NOT NULL CHECK (length(body_hash) = 32),
    status     smallint    NOT NULL,
    headers    text        NOT NULL,
    body       bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, route, key)
);

-- For the expiry, which asks for the oldest.
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);
