#pragma once

#include <string>

#include "model/op.h"
#include "tests/support/builders.h"

namespace tenon::test {

// A small shop in which `orders` is what a rebuild has to be careful with: rows that cascade into three
// generations, a self reference, a number that was given out and deleted, triggers on both sides, views over
// views, comments in its text.

inline constexpr const char* kOrders =
    "CREATE TABLE orders (\n"
    "  id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number on the paper\n"
    "  up INTEGER REFERENCES orders (id) ON DELETE CASCADE,\n"
    "  code TEXT COLLATE NOCASE,\n"
    "  total NUMERIC(10, 2) DEFAULT 0 -- in euros\n"
    ")";

inline constexpr const char* kAroundOrders = R"(
CREATE TABLE item (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL REFERENCES "orders"(id) ON DELETE CASCADE);
CREATE TABLE note (item_id INTEGER REFERENCES item ON DELETE CASCADE, text);
CREATE TABLE log (text);
CREATE INDEX ix_code ON orders (code);
CREATE VIEW v AS SELECT id, code FROM orders;
CREATE VIEW vv AS SELECT id FROM v;
CREATE TRIGGER orders_ai AFTER INSERT ON orders BEGIN INSERT INTO log VALUES ('orders ' || NEW.id); END;
CREATE TRIGGER item_ai AFTER INSERT ON item BEGIN UPDATE orders SET total = total + 1 WHERE id = NEW.order_id; END;
CREATE TRIGGER v_ii INSTEAD OF INSERT ON v BEGIN INSERT INTO orders (code) VALUES (NEW.code); END;
INSERT INTO orders (id, up, code, total) VALUES (1, NULL, 'a', 5), (2, 1, 'b', -1), (3, 2, 'A', -2), (90, 3, 'gone', 0);
DELETE FROM orders WHERE id = 90;
INSERT INTO item VALUES (1, 1), (2, 2), (3, 3);
INSERT INTO note VALUES (1, 'x'), (3, 'y');
UPDATE orders SET up = NULL WHERE id = 3;
DELETE FROM log;
)";

inline std::string shop() { return std::string(kOrders) + ";\n" + kAroundOrders; }

inline Name s(std::string_view text) { return n(text, kSqlite); }

inline Column sqlite_column(std::string_view name, const std::string& type, bool nullable = true) {
  Column made = column(name, type, nullable, kSqlite);
  for (char& c : made.type.key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return made;
}

inline Constraint nameless(Constraint constraint) {
  return renamed(std::move(constraint), Name(), NamedBy::kNobody);
}

inline UnmodelledObject orders_trigger() {
  return {"trigger", q("orders_ai", kSqlite), q("orders", kSqlite),
          "CREATE TRIGGER orders_ai AFTER INSERT ON orders BEGIN INSERT INTO log VALUES ('orders ' || "
          "NEW.id); END"};
}

/// kOrders as the model has it.
inline Table orders() {
  Table made = table("orders",
                     {sqlite_column("id", "INTEGER", false), sqlite_column("up", "INTEGER"),
                      sqlite_column("code", "TEXT"), sqlite_column("total", "NUMERIC(10, 2)")},
                     {}, kSqlite);
  made.columns[2].collation = searched("NOCASE", kSqlite);
  made.columns[3].default_value = x("0");
  PrimaryKey key = primary_key("", {"id"}, kSqlite);
  key.options = {{"autoincrement", "true"}};
  ForeignKey up = foreign_key("", {"up"}, "orders", {"id"}, kSqlite);
  up.ondelete = Action::kCascade;
  made.constraints = {nameless(key), index("ix_code", {"code"}, kSqlite), nameless(up)};
  made.stored_sql = std::string(kOrders);
  return made;
}

/// A table as it is declared: nothing is stored of it yet.
inline Table declared(Table made) {
  made.stored_sql = std::string();
  sort_constraints(made.constraints);
  return made;
}

inline Table with(Table made, Constraint constraint) {
  made.constraints.push_back(std::move(constraint));
  return declared(std::move(made));
}

inline Table with(Table made, Column column) {
  made.columns.push_back(std::move(column));
  return declared(std::move(made));
}

inline Plan sqlite_plan(std::vector<Op> ops) { return {&kSqlite, {{true, std::move(ops)}}}; }

inline Plan rebuild_of_orders(Table to) {
  return sqlite_plan({RebuildTable{orders(), std::move(to), {orders_trigger()}}});
}

}  // namespace tenon::test
