-- One living key a customer. An erased key keeps its row as a tombstone, without the bytes: what it sealed stays closed, and a later
-- order gets a new key.
CREATE TABLE customer_key (
    key_id      text        PRIMARY KEY,
    customer_id text        NOT NULL,
    secret      bytea,
    created_at  timestamptz NOT NULL,
    erased_at   timestamptz,
    CHECK ((secret IS NULL) = (erased_at IS NOT NULL))
);

CREATE UNIQUE INDEX customer_key_living ON customer_key (customer_id) WHERE erased_at IS NULL;
