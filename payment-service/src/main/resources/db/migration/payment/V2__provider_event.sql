-- The provider's events that were heard, so that a replay has no effect. Kept for minutes only: an older replay is refused by the time it is signed with.
CREATE TABLE provider_event (
    id       text        PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 100),
    heard_at timestamptz NOT NULL DEFAULT now()
);

-- For the expiry, which asks for the oldest.
CREATE INDEX provider_event_heard_at ON provider_event (heard_at);
