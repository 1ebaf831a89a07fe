#include <gtest/gtest.h>

#include "render/definition.h"
#include "render/sql_script.h"
#include "tests/render/sqlite_orders.h"

namespace tenon::this_file {
namespace {

using namespace test;

Key key(Kind kind, std::string_view name) { return {kind, n("public"), n("t"), n(name)}; }

IndexElement element(std::variant<Name, Expression> what) {
  IndexElement made;
  made.what = std::move(what);
  return made;
}

std::string defined(const Constraint& constraint, const Dialect& dialect = kPostgresql) {
  const Name schema = dialect.name_of(dialect.default_schema);
  const Key of{kind_of(constraint), schema, dialect.name_of("t"), name_of(constraint)};
  return definition(object_of(constraint), of, dialect);
}

TEST(Definition, LeavesOutTheDefaultSchemaAndNeedlessQuotes) {
  ForeignKey fk = foreign_key("fk", {"user_id"}, "users", {"id"});
  fk.ondelete = Action::kCascade;
  EXPECT_EQ(defined(fk), "FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE");
  fk.referred_table = kPostgresql.qualified("Other", "order");
  fk.columns = ns({"userId", "\xC3\xBC", "a b", "2nd", "a$1"});
  EXPECT_EQ(defined(fk),
            "FOREIGN KEY (\"userId\", \"\xC3\xBC\", \"a b\", \"2nd\", \"a$1\") REFERENCES "
            "\"Other\".\"order\" (id) ON DELETE "
            "CASCADE");
  fk.columns = ns({"userId", "group"}, kSqlite);
  fk.referred_table = q("users", kSqlite);
  EXPECT_EQ(defined(fk, kSqlite), "FOREIGN KEY (userId, \"group\") REFERENCES users ON DELETE CASCADE")
      << "a key of SQLite that does not fit names no columns";
  fk.referred_columns = ns({"id", "Of"}, kSqlite);
  EXPECT_EQ(defined(fk, kSqlite),
            "FOREIGN KEY (userId, \"group\") REFERENCES users (id, \"Of\") ON DELETE CASCADE");
}

TEST(Definition, SaysAllOfAConstraint) {
  PrimaryKey pk = primary_key("pk", {"a", "b"});
  pk.include = ns({"c"});
  EXPECT_EQ(defined(pk), "PRIMARY KEY (a, b) INCLUDE (c)");
  Unique uq = unique("uq", {"a", "b"});
  uq.nulls_not_distinct = uq.deferrable = true;
  EXPECT_EQ(defined(uq), "UNIQUE NULLS NOT DISTINCT (a, b) DEFERRABLE");
  Check ck = check("ck", "((x > 0))");
  ck.validated = false;
  EXPECT_EQ(defined(ck), "CHECK (x > 0) NOT VALID");
  Exclusion ex;
  ex.name = n("ex");
  ex.method = n("gist");
  ex.elements = {{element(n("room")), searched("=")}, {element(x("tsrange(a, b)")), searched("&&")}};
  ex.where = x("a > 0");
  EXPECT_EQ(defined(ex), "EXCLUDE USING gist (room WITH =, (tsrange(a, b)) WITH &&) WHERE (a > 0)");
}

TEST(Definition, OfAnIndexIsItsStatement) {
  Index ix = index("ix_t_a", {"a"});
  ix.unique = true;
  ix.elements.push_back({x("lower(b)"), true, false, searched("text_pattern_ops"), {}, searched("C")});
  ix.include = ns({"c"});
  ix.method = n("gin");
  ix.where = x("(a is not null)");
  ix.options = {{"with.fastupdate", "off"}};
  EXPECT_EQ(defined(ix),
            "CREATE UNIQUE INDEX ix_t_a ON t USING gin (a, (lower(b)) COLLATE \"C\" text_pattern_ops DESC "
            "NULLS LAST) "
            "INCLUDE (c) WITH (fastupdate = off) WHERE a is not null");
}

TEST(Definition, OfColumnsAndTables) {
  Column id = column("id", "integer", false);
  id.identity = Identity{true, {.type = "integer", .start = "5", .maximum = "2147483647"}};
  Column user = column("user_id", "integer", false);
  user.default_value = x("0");
  EXPECT_EQ(definition(user, key(Kind::kColumn, "user_id"), kPostgresql),
            "user_id integer NOT NULL DEFAULT 0");
  EXPECT_EQ(definition(table("orders", {id, user}, {primary_key("pk", {"id"}), index("ix", {"user_id"})}),
                       key(Kind::kTable, "orders"), kPostgresql),
            "CREATE TABLE orders (id integer GENERATED ALWAYS AS IDENTITY (START WITH 5) NOT NULL, user_id "
            "integer NOT "
            "NULL DEFAULT 0, PRIMARY KEY (id))");
  EXPECT_EQ(definition(orders(), {Kind::kTable, {}, {}, s("orders")}, kSqlite),
            "CREATE TABLE orders (id INTEGER NOT NULL, up INTEGER, code TEXT COLLATE NOCASE, total "
            "NUMERIC(10, 2) DEFAULT "
            "0, PRIMARY KEY (id) AUTOINCREMENT, FOREIGN KEY (up) REFERENCES orders (id) ON DELETE CASCADE)");
}

TEST(Definition, OfSchemasEnumsAndSequences) {
  Schema schema;
  schema.name = n("App");
  EXPECT_EQ(definition(schema, {Kind::kSchema, {}, {}, schema.name}, kPostgresql), "CREATE SCHEMA \"App\"");
  Enum mood;
  mood.name = kPostgresql.qualified("app", "mood");
  mood.labels = {"it's", "b"};
  EXPECT_EQ(definition(mood, key(Kind::kEnum, "mood"), kPostgresql),
            "CREATE TYPE app.mood AS ENUM ('it''s', 'b')");
  Sequence down;
  down.name = q("down");
  down.options = {.type = "smallint",
                  .start = "-1",
                  .increment = "-2",
                  .minimum = "-32768",
                  .maximum = "-1",
                  .cycle = true};
  down.owned_by = ColumnName{q("t"), n("id")};
  EXPECT_EQ(definition(down, key(Kind::kSequence, "down"), kPostgresql),
            "CREATE SEQUENCE down AS smallint INCREMENT BY -2 CYCLE OWNED BY t.id");
}

TEST(Definition, QualifiesACollationWhereItsSchemaMatters) {
  Column text = column("a", "text");
  const auto printed = [&](const QualifiedName& collation) {
    text.collation = collation;
    return definition(text, key(Kind::kColumn, "a"), kPostgresql);
  };
  EXPECT_EQ(printed(searched("en_US.utf8")), "a text COLLATE \"en_US.utf8\"");
  EXPECT_EQ(printed(searched("app.mine")), "a text COLLATE app.mine");
  EXPECT_EQ(printed(searched("\"my.app\".\"my.own\"")), "a text COLLATE \"my.app\".\"my.own\"");
  EXPECT_EQ(printed(searched("public.mine")), "a text COLLATE mine");
}

}  // namespace
}  // namespace tenon::this_file
