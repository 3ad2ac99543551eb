-- When the saga was stuck last, and went on: from then on it has its time again, for the audit. Absent if it never was.
ALTER TABLE saga ADD COLUMN freed_at timestamptz;
