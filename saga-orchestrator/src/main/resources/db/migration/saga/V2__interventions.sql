-- Who intervened, and why: both or neither. A reason is for operators' eyes; it is never sent to anybody.
ALTER TABLE saga_log ADD COLUMN operator text, ADD COLUMN reason text;
ALTER TABLE saga_log ADD CONSTRAINT saga_log_signed CHECK ((operator IS NULL) = (reason IS NULL));

-- For the audit, which asks page by page what was intervened in. Nearly no entry is in it.
CREATE INDEX saga_log_interventions ON saga_log (saga_id, seq) WHERE operator IS NOT NULL;
