-- The database billing as it became: somebody added a column and an index by hand.
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  number text NOT NULL CONSTRAINT uq_invoices_number UNIQUE,
  due_at date NOT NULL,
  note text
);

CREATE INDEX invoices_due_by_hand ON invoices (due_at);
