-- What the database billing is declared to be.
CREATE TABLE invoices (
  id bigint PRIMARY KEY,
  number text NOT NULL CONSTRAINT uq_invoices_number UNIQUE,
  due_at date NOT NULL
);
