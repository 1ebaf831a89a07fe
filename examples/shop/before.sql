-- The shop as it grew: tables without names for their constraints, and rules that live in nobody's head.
CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  email VARCHAR(200) NOT NULL,
  name VARCHAR(80)
);

CREATE TABLE orders (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL,
  total NUMERIC(10, 2) NOT NULL, -- in euros
  placed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

INSERT INTO customer VALUES (1, 'ada@example.org', 'Ada'), (2, 'bob@example.org', 'Bob');
INSERT INTO orders (id, customer_id, total) VALUES (10, 1, 19.90), (11, 1, 5), (12, 2, 120);
