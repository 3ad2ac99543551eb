-- One row per saga, named by its order; an ordinary saga rewrites it five times, so it holds what moves and nothing else.
CREATE TABLE saga (
    id           uuid        PRIMARY KEY, -- the order's: an order has one saga
    version      int         NOT NULL,    -- of the last entry in its log
    phase        text        NOT NULL,
    attempt      int         NOT NULL,    -- how often the open command was sent; 0 once ended
    started_at   timestamptz NOT NULL,
    asked_at     timestamptz,             -- when the open command was sent first; absent once ended
    due_at       timestamptz,             -- when the timer acts; absent once ended, and while stuck
    look_at      timestamptz,             -- when the timer looks: never after due_at, see below
    updated_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    stuck_reason text,
    state        json        NOT NULL     -- payment, shipment, why it turned round; nothing looks inside
) WITH (
    -- Room on the page for the next versions: no answer but the last changes an indexed column, so most need no new index entry.
    -- Measured: at 60 a third fewer rewrites stay on their page, for 8 % less space.
    fillfactor = 40
);
-- An answer moves due_at on, and look_at stays: the timer finds out when it looks, which for most sagas is never.
CREATE INDEX saga_look ON saga (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX saga_stuck ON saga (id) WHERE stuck_reason IS NOT NULL;

-- What was ordered: written once, read to make the commands. The personal data in it are sealed.
CREATE TABLE saga_order (
    id     uuid PRIMARY KEY,
    placed json NOT NULL
);

-- What happened, for the timeline: only ever added to.
CREATE TABLE saga_log (
    saga_id    uuid        NOT NULL,
    seq        int         NOT NULL, -- the saga's version after it
    at         timestamptz NOT NULL,
    cause      text        NOT NULL, -- what was heard, or what the timer meant
    kind       text        NOT NULL, -- what became of it
    phase      text        NOT NULL, -- afterwards
    attempt    int         NOT NULL, -- of the command open afterwards
    message_id uuid,                 -- heard
    sent_id    uuid,                 -- sent in consequence
    detail     text,
    PRIMARY KEY (saga_id, seq)
);
