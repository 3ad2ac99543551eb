-- The log. One row an event; nothing is ever updated or deleted.
-- data is json, not jsonb: it is written once, read whole, and never searched.
CREATE TABLE order_event (
    stream         uuid        NOT NULL,
    version        bigint      NOT NULL CHECK (version > 0),
    type           text        NOT NULL,
    schema_version smallint    NOT NULL,
    occurred_at    timestamptz NOT NULL,
    data           json        NOT NULL,
    PRIMARY KEY (stream, version)
);

-- Where to begin reading a long stream. Dropping the table loses nothing but time.
CREATE TABLE order_snapshot (
    stream         uuid     PRIMARY KEY,
    version        bigint   NOT NULL,
    schema_version smallint NOT NULL,
    data           json     NOT NULL
);

-- Orders that have not ended: a row is born with the order and dies with its last event, so the table stays small and the
-- watchdog cheap. The id carries the time of placing. Churn is high: vacuum early.
CREATE TABLE open_order (
    stream         uuid PRIMARY KEY,
    republished_at timestamptz
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- What inventory-service announced, so that an order is priced without asking anybody.
CREATE TABLE catalogue (
    sku      text   PRIMARY KEY,
    name     text   NOT NULL,
    price    bigint NOT NULL CHECK (price >= 0),
    currency text   NOT NULL,
    version  bigint NOT NULL
);
