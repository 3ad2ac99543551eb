-- One row an order. Each source writes its own columns and guards them by its own version, so the three listeners never wait for
-- each other and never overwrite each other. Everything above placed_at is null until order.placed has come.
CREATE TABLE order_document (
    order_id         uuid   PRIMARY KEY,
    customer_id      text,
    status           text,
    placed_at        timestamptz,
    skus             text[],
    search           text,
    order_version    bigint NOT NULL DEFAULT 0,
    payment_version  bigint NOT NULL DEFAULT 0,
    shipment_version bigint NOT NULL DEFAULT 0,
    document         jsonb,
    payment          jsonb,
    shipment         jsonb
) WITH (fillfactor = 70);

-- Newest first, keyset: the id is ordered by time.
CREATE INDEX order_document_customer ON order_document (customer_id, order_id DESC) WHERE customer_id IS NOT NULL;

-- Events that came before their predecessor, until it comes.
CREATE TABLE held (
    order_id uuid        NOT NULL,
    source   text        NOT NULL CHECK (source IN ('order', 'payment', 'shipment')),
    version  bigint      NOT NULL,
    type     text        NOT NULL,
    payload  bytea       NOT NULL,
    happened_at timestamptz NOT NULL,
    held_at  timestamptz NOT NULL,
    asked_at timestamptz,
    PRIMARY KEY (order_id, source, version)
);
