-- What the provider owes for an order: read by operators for one order and by the audit for all, which walks this index in order instead of
-- sorting the table. The other leg is its mirror image and has no reader of its own; journals are read by the primary key.
CREATE INDEX ledger_posting_order ON ledger_posting (order_id) INCLUDE (kind, amount) WHERE account = 'psp_receivable';
