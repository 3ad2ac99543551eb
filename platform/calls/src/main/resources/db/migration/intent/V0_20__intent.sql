-- What was promised to be asked of the outside world and isn't answered yet. Rows live for milliseconds: the table is empty
-- but for what is under way. Only services that call outside have it.
CREATE TABLE intent (
    id            text        PRIMARY KEY CHECK (length(id) BETWEEN 1 AND 200),
    request       text        NOT NULL CHECK (octet_length(request) <= 65536),
    -- Absent: asked until answered.
    expires_at    timestamptz,
    traceparent   text,
    -- Until then it is somebody's; afterwards anybody's who looks. No index: the sweeper reads a table of at most some thousand
    -- rows every two seconds, which is cheaper than one more index entry for every intent.
    claimed_until timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
