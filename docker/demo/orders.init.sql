-- The database orders as it became: a foreign key lost its action, an index is missing.
CREATE TABLE users (
  id bigint PRIMARY KEY,
  email text NOT NULL CONSTRAINT uq_users_email UNIQUE
);

CREATE TABLE orders (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL CONSTRAINT fk_orders_user_id_users REFERENCES users (id),
  total numeric(12, 2) NOT NULL CONSTRAINT ck_orders_total CHECK (total >= 0)
);
