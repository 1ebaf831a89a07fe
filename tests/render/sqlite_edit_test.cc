#include "render/sqlite/ddl_editor.h"

#include <gtest/gtest.h>

#include "tests/render/sqlite_orders.h"

namespace tenon::this_file {
namespace {

using namespace test;

struct Edited {
  const char* what;
  std::string stored;
  Table from;
  Table to;
  std::string text;
};

Table t(std::vector<Column> columns, std::vector<Constraint> constraints = {}, Options options = {}) {
  Table made = table("t", std::move(columns), std::move(constraints), kSqlite);
  made.options = std::move(options);
  return made;
}

Column col(std::string_view name, const std::string& type = "INTEGER", bool nullable = true) {
  return sqlite_column(name, type, nullable);
}

Column with_default(Column made, const std::string& value) {
  made.default_value = x(value);
  return made;
}

Column collated(Column made, std::string_view collation) {
  made.collation = searched(collation, kSqlite);
  return made;
}

Constraint uq(std::string_view name, std::initializer_list<std::string_view> columns) {
  return unique(name, columns, kSqlite);
}
Constraint ck(std::string_view name, const std::string& text) { return check(name, text, kSqlite); }
Constraint fk(std::string_view name, std::string_view column, std::string_view table) {
  return foreign_key(name, {column}, table, {"id"}, kSqlite);
}

std::vector<Edited> constraint_edits() {
  const Column a = col("a");
  const Column b = col("b");
  return {
      {"adds to one line", "CREATE TABLE t (a INTEGER, b INTEGER)", t({a, b}),
       t({a, b}, {uq("u", {"a", "b"})}),
       "CREATE TABLE t (a INTEGER, b INTEGER, CONSTRAINT \"u\" UNIQUE (\"a\", \"b\"))"},
      {"adds behind a comment", "CREATE TABLE t (\n\ta INTEGER, -- one\n\tb INTEGER -- two\n)", t({a, b}),
       t({a, b}, {ck("c", "a > 0")}),
       "CREATE TABLE t (\n\ta INTEGER, -- one\n\tb INTEGER, -- two\n\tCONSTRAINT \"c\" CHECK (a > 0)\n)"},
      {"removes one of a column",
       "CREATE TABLE t (a INTEGER UNIQUE, b INTEGER CONSTRAINT c CHECK (b > 0) REFERENCES p (id))",
       t({a, b}, {nameless(uq("", {"a"})), ck("c", "b > 0"), nameless(fk("", "b", "p"))}),
       t({a, b}, {nameless(uq("", {"a"})), nameless(fk("", "b", "p"))}),
       "CREATE TABLE t (a INTEGER UNIQUE, b INTEGER REFERENCES p (id))"},
      {"removes the first of a table",
       "CREATE TABLE t (\n  a INTEGER,\n  CONSTRAINT u UNIQUE (a), -- gone\n  CONSTRAINT c CHECK (a > 0) -- "
       "stays\n)",
       t({a}, {uq("u", {"a"}), ck("c", "a > 0")}), t({a}, {ck("c", "a > 0")}),
       "CREATE TABLE t (\n  a INTEGER,\n  CONSTRAINT c CHECK (a > 0) -- stays\n)"},
      {"removes the last of a table",
       "CREATE TABLE t (\n  a INTEGER,\n  CONSTRAINT u UNIQUE (a),\n  CONSTRAINT c CHECK (a > 0)\n)",
       t({a}, {uq("u", {"a"}), ck("c", "a > 0")}), t({a}, {uq("u", {"a"})}),
       "CREATE TABLE t (\n  a INTEGER,\n  CONSTRAINT u UNIQUE (a)\n)"},
      {"replaces a changed one", "CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (a > 0))",
       t({a}, {ck("c", "a > 0")}), t({a}, {ck("c", "a > 1")}),
       "CREATE TABLE t (a INTEGER, CONSTRAINT \"c\" CHECK (a > 1))"},
      {"renames", "CREATE TABLE t (a INTEGER CONSTRAINT [old] UNIQUE, CHECK (a>0))",
       t({a}, {uq("old", {"a"}), renamed(ck("t_a", "a>0"), s("t_a"), NamedBy::kConvention)}),
       t({a}, {uq("new", {"a"}), ck("ck_t", "a>0")}),
       "CREATE TABLE t (a INTEGER CONSTRAINT \"new\" UNIQUE, CONSTRAINT \"ck_t\" CHECK (a>0))"},
      {"leaves nameless what the convention names", "CREATE TABLE t (a INTEGER UNIQUE)",
       t({a}, {renamed(uq("uq_t_a", {"a"}), s("uq_t_a"), NamedBy::kConvention)}),
       t({a}, {uq("uq_t_a", {"a"}), ck("c", "a > 0")}),
       "CREATE TABLE t (a INTEGER UNIQUE, CONSTRAINT \"c\" CHECK (a > 0))"},
      {"leaves what the model does not compare",
       "CREATE TABLE t (a INTEGER REFERENCES p ON DELETE CASCADE, CHECK (a > 0) ON CONFLICT FAIL)",
       t({a}, {nameless(fk("", "a", "p")), nameless(ck("", "a > 0"))}),
       t({a}, {nameless(fk("", "a", "p")), nameless(ck("", "a > 0")), uq("u", {"a"})}),
       "CREATE TABLE t (a INTEGER REFERENCES p ON DELETE CASCADE, CHECK (a > 0) ON CONFLICT FAIL, CONSTRAINT "
       "\"u\" UNIQUE (\"a\"))"},
  };
}

std::vector<Edited> column_edits() {
  const Column a = col("a");
  const Column b = col("b");
  PrimaryKey counting = primary_key("", {"a"}, kSqlite);
  counting.options = {{"autoincrement", "true"}};
  const Constraint plain = nameless(primary_key("", {"a"}, kSqlite));
  return {
      {"adds before the constraints", "CREATE TABLE t (\n  a INTEGER, -- one\n  CHECK (a > 0)\n)",
       t({a}, {nameless(ck("", "a > 0"))}), t({a, b}, {nameless(ck("", "a > 0"))}),
       "CREATE TABLE t (\n  a INTEGER, -- one\n  \"b\" INTEGER,\n  CHECK (a > 0)\n)"},
      {"adds last", "CREATE TABLE t (a INTEGER)", t({a}),
       t({a, with_default(col("b", "TEXT", false), "'x'")}),
       "CREATE TABLE t (a INTEGER, \"b\" TEXT NOT NULL DEFAULT 'x')"},
      {"removes the first", "CREATE TABLE t (\n  a INTEGER, -- gone\n  b INTEGER -- stays\n)", t({a, b}),
       t({b}), "CREATE TABLE t (\n  b INTEGER -- stays\n)"},
      {"removes the last, its own constraints with it",
       "CREATE TABLE t (a INTEGER, b INTEGER UNIQUE CHECK (b > 0))",
       t({a, b}, {nameless(uq("", {"b"})), nameless(ck("", "b > 0"))}), t({a}), "CREATE TABLE t (a INTEGER)"},
      {"swaps the last for another", "CREATE TABLE t (a INTEGER, b INTEGER)", t({a, b}), t({a, col("c")}),
       "CREATE TABLE t (a INTEGER, \"c\" INTEGER)"},
      {"changes a type", "CREATE TABLE t (a int CHECK (a > 0))",
       t({col("a", "int")}, {nameless(ck("", "a > 0"))}),
       t({col("a", "BIGINT")}, {nameless(ck("", "a > 0"))}), "CREATE TABLE t (a BIGINT CHECK (a > 0))"},
      {"gives a type", "CREATE TABLE t (a UNIQUE)", t({col("a", "")}, {nameless(uq("", {"a"}))}),
       t({col("a", "BLOB")}, {nameless(uq("", {"a"}))}), "CREATE TABLE t (a BLOB UNIQUE)"},
      {"gives NOT NULL and a default", "CREATE TABLE t (a INTEGER /* a */, b)", t({a, col("b", "")}),
       t({with_default(col("a", "INTEGER", false), "1 + 1"), col("b", "")}),
       "CREATE TABLE t (a INTEGER NOT NULL DEFAULT (1 + 1) /* a */, b)"},
      {"takes NOT NULL and a default", "CREATE TABLE t (a INTEGER NOT NULL DEFAULT 3, b)",
       t({with_default(col("a", "INTEGER", false), "3"), col("b", "")}), t({a, col("b", "")}),
       "CREATE TABLE t (a INTEGER, b)"},
      {"changes default and collation", "CREATE TABLE t (a TEXT DEFAULT 'x' COLLATE nocase)",
       t({collated(with_default(col("a", "TEXT"), "'x'"), "nocase")}),
       t({collated(with_default(col("a", "TEXT"), "'y'"), "RTRIM")}),
       "CREATE TABLE t (a TEXT DEFAULT 'y' COLLATE \"RTRIM\")"},
      {"gives AUTOINCREMENT", "CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER)",
       t({col("a", "INTEGER", false), b}, {plain}), t({col("a", "INTEGER", false), b}, {nameless(counting)}),
       "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b INTEGER)"},
      {"gives options", "CREATE TABLE t (a INTEGER PRIMARY KEY)", t({col("a", "INTEGER", false)}, {plain}),
       t({col("a", "INTEGER", false)}, {plain}, {{"strict", "true"}}),
       "CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT"},
      {"takes options", "CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID",
       t({col("a", "INTEGER", false)}, {plain}, {{"without_rowid", "true"}}),
       t({col("a", "INTEGER", false)}, {plain}), "CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY)"},
  };
}

void expect_edits(std::vector<Edited> edits) {
  for (Edited& each : edits) {
    SCOPED_TRACE(each.what);
    each.from.stored_sql = each.stored;
    EXPECT_EQ(new_table_text(each.from, each.to), each.text);
  }
}

TEST(SqliteEdit, ChangesOnlyTheSpansOfChangedConstraints) { expect_edits(constraint_edits()); }

TEST(SqliteEdit, ChangesOnlyTheSpansOfChangedColumns) { expect_edits(column_edits()); }

TEST(SqliteEdit, KeepsTheSpellingOfWhatTheDatabaseHoldsToBeTheSame) {
  Table from = t({col("a")}, {ck("c", "( \"a\">0 )")});
  from.stored_sql = std::string("CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (( \"a\">0 )))");
  Table to = t({col("a")}, {ck("c", "a > 0"), uq("u", {"a"})});
  const Expression settled{"", "1 > 0"};
  std::get<Check>(from.constraints[0]).sqltext.key = settled.key;
  std::get<Check>(to.constraints[1]).sqltext.key = settled.key;
  EXPECT_EQ(new_table_text(from, to),
            "CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (( \"a\">0 )), CONSTRAINT \"u\" UNIQUE (\"a\"))");
}

TEST(SqliteEdit, TakesTheDeclaredTextWhenItSaysWhatIsDeclared) {
  Table from = t({col("a")});
  from.stored_sql = std::string("CREATE TABLE t (a INTEGER)");
  Table to = t({col("a", "INTEGER", false)}, {nameless(primary_key("", {"a"}, kSqlite))});
  to.stored_sql = std::string("CREATE TABLE t (a INTEGER /* mine */ PRIMARY KEY)");
  EXPECT_EQ(new_table_text(from, to), *to.stored_sql);
}

TEST(SqliteEdit, TakesADeclaredTextThatSaysThingsInAWayTheModelDoesNot) {
  struct Stored {
    std::string text;
    Table table;
  };
  PrimaryKey without = primary_key("", {"a", "b"}, kSqlite);
  const std::vector<Stored> all = {
      {"CREATE TABLE t (a COLLATE binary, b)", t({col("a", ""), col("b", "")})},
      {"CREATE TABLE t (a, b, PRIMARY KEY (a, b, a))", t({col("a", ""), col("b", "")}, {nameless(without)})},
      {"CREATE TABLE t (a UNIQUE UNIQUE, UNIQUE (a))", t({col("a", "")}, {nameless(uq("", {"a"}))})},
      {"CREATE TABLE t (a NOT NULL ON CONFLICT ABORT UNIQUE ON CONFLICT ABORT)",
       t({col("a", "", false)}, {nameless(uq("", {"a"}))})},
      {"CREATE TABLE t (a DEFAULT foo)", t({with_default(col("a", ""), "'foo'")})},
      {"CREATE TABLE t (a DEFAULT NULL)", t({col("a", "")})},
      {"CREATE TABLE t (a INTEGER PRIMARY KEY)",
       t({col("a", "INTEGER", false)}, {nameless(primary_key("", {"a"}, kSqlite))})},
  };
  for (Stored each : all) {
    each.table.stored_sql = each.text;
    EXPECT_EQ(new_table_text(t({col("z")}), each.table), each.text);
  }
}

TEST(SqliteEdit, WritesTheTableFromTheModelWhenTheTextSaysAnotherThing) {
  Table from = t({col("a")});
  from.stored_sql = std::string("CREATE TABLE t (a INTEGER UNIQUE, b TEXT)");
  EXPECT_EQ(new_table_text(from, t({col("a")}, {uq("u", {"a"})})),
            "CREATE TABLE \"t\" (\n    \"a\" INTEGER,\n    CONSTRAINT \"u\" UNIQUE (\"a\")\n)");
}

}  // namespace
}  // namespace tenon::this_file
