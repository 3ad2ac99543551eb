-- How often the owner was asked for the events that a held one waits for: the pause before the next time doubles with it.
ALTER TABLE held ADD COLUMN times_asked int NOT NULL DEFAULT 0;
UPDATE held SET times_asked = 1 WHERE asked_at IS NOT NULL;
