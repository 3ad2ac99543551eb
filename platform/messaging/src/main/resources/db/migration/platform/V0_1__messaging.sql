-- The transactional outbox. Rows live for milliseconds: vacuum by count, not by share of a table that is nearly always empty.
CREATE TABLE outbox (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    type       text        NOT NULL,
    headers    text        NOT NULL,
    payload    bytea       NOT NULL CONSTRAINT outbox_payload_size CHECK (octet_length(payload) <= 921600),
    created_at timestamptz NOT NULL DEFAULT now()
) WITH (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000000
);

-- Who may publish. The token grows with every change of owner and fences the one before.
CREATE TABLE relay_lease (
    name       text        PRIMARY KEY,
    owner      text        NOT NULL,
    token      bigint      NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Keys whose next message can't be sent, whatever we do. Only they wait.
CREATE TABLE outbox_blocked_key (
    topic      text        NOT NULL,
    key        text        NOT NULL,
    outbox_id  bigint      NOT NULL,
    reason     text        NOT NULL,
    blocked_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, key)
);

-- Which messages had their effect. The day comes from the id itself, so that a message finds its partition again.
CREATE TABLE inbox (
    consumer   text NOT NULL,
    message_id uuid NOT NULL,
    day        date NOT NULL,
    PRIMARY KEY (consumer, message_id, day)
) PARTITION BY RANGE (day);

CREATE TABLE dead_letter (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    consumer   text        NOT NULL,
    key        text        NOT NULL,
    message_id uuid        NOT NULL,
    topic      text        NOT NULL,
    partition  int         NOT NULL,
    "offset"   bigint      NOT NULL,
    "timestamp" timestamptz NOT NULL,
    record_key text,
    type       text        NOT NULL,
    headers    text        NOT NULL,
    payload    bytea       NOT NULL,
    cause      text,       -- absent: the message waits behind an earlier one of its key
    parked_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX dead_letter_key ON dead_letter (consumer, key, id);
CREATE UNIQUE INDEX dead_letter_message ON dead_letter (consumer, message_id);

-- Locked by the listener and by redrive alike: while the row is there, messages of the key go behind the parked one.
CREATE TABLE parked_key (
    consumer text        NOT NULL,
    key      text        NOT NULL,
    since    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (consumer, key)
);
