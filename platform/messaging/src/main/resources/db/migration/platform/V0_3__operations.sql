-- What operators ask and do.

-- The list of dead letters is read by pages in this order.
CREATE INDEX dead_letter_consumer ON dead_letter (consumer COLLATE "C", id);

-- How often somebody tried to have it handled again, in vain.
ALTER TABLE dead_letter ADD COLUMN failed_redrives int NOT NULL DEFAULT 0;

-- Who threw away what, or freed what, and why; written in the transaction of the deed. Never deleted.
CREATE TABLE operator_action (
    id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at     timestamptz NOT NULL DEFAULT now(),
    actor  text        NOT NULL,
    action text        NOT NULL,
    target text        NOT NULL,
    reason text        NOT NULL,
    detail text        NOT NULL
);
