-- What can be ordered. The version counts the product's announcements: it is the sequence of its last message.
CREATE TABLE product (
    sku        text COLLATE "C" PRIMARY KEY CHECK (sku ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'),
    name       text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    price      bigint      NOT NULL CHECK (price >= 0),
    currency   text        NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    version    bigint      NOT NULL CHECK (version > 0),
    listed_at  timestamptz NOT NULL
);

-- Where the pieces are; the last CHECK is invariant I3. Half of each page stays free and no counter is indexed, so that an update
-- finds room beside the old row and touches no index (HOT): these are the rows that every order updates twice.
CREATE TABLE stock (
    sku        text COLLATE "C" PRIMARY KEY REFERENCES product,
    on_hand    bigint NOT NULL CHECK (on_hand >= 0),
    reserved   bigint NOT NULL CHECK (reserved >= 0),
    committed  bigint NOT NULL CHECK (committed >= 0),
    seeded     bigint NOT NULL CHECK (seeded >= 0),
    restocked  bigint NOT NULL CHECK (restocked >= 0),
    CONSTRAINT stock_balances CHECK (on_hand + reserved + committed = seeded + restocked)
) WITH (fillfactor = 50);

-- One row an order: what was decided at the stock step of its saga. Written once and settled once, hence the room in the page.
CREATE TABLE reservation (
    order_id   uuid        PRIMARY KEY,
    status     text        NOT NULL CHECK (status IN ('RESERVED', 'REFUSED', 'RELEASED', 'COMMITTED', 'TOMBSTONE')),
    skus       text[] COLLATE "C" NOT NULL,
    quantities bigint[]    NOT NULL,
    code       text,
    detail     text,
    settled_at timestamptz NOT NULL,
    CHECK (cardinality(skus) = cardinality(quantities)),
    CHECK ((status = 'REFUSED') = (code IS NOT NULL AND detail IS NOT NULL))
) WITH (fillfactor = 75);
