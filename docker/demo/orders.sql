-- What the database orders is declared to be.
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL CONSTRAINT uq_users_email UNIQUE
);

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL CONSTRAINT fk_orders_user_id_users REFERENCES users (id) ON DELETE CASCADE,
  total numeric(12, 2) NOT NULL CONSTRAINT ck_orders_total CHECK (total >= 0)
);

CREATE INDEX ix_orders_user_id ON orders (user_id);
