#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "render/alembic.h"
#include "tests/support/alembic.h"
#include "tests/support/builders.h"
#include "tests/support/sqlite.h"

namespace tenon {
namespace {

using test::ns;
using test::x;

QualifiedName q(std::string_view name) { return test::q(name, kSqlite); }
Column column(std::string_view name, std::string type = "INTEGER", bool nullable = true) {
  return test::column(name, std::move(type), nullable, kSqlite);
}
Column column_with_default(std::string_view name, std::string type, std::string value, bool nullable = true) {
  Column made = column(name, std::move(type), nullable);
  made.default_value = x(std::move(value));
  return made;
}
Table table(std::string_view name, std::vector<Column> columns, std::vector<Constraint> constraints = {}) {
  return test::table(name, std::move(columns), std::move(constraints), kSqlite);
}
PrimaryKey primary_key(std::string_view name, std::initializer_list<std::string_view> columns) {
  return test::primary_key(name, columns, kSqlite);
}
Unique unique_key(std::string_view name, std::initializer_list<std::string_view> columns) {
  return test::unique(name, columns, kSqlite);
}
Check check(std::string_view name, std::string sqltext) {
  return test::check(name, std::move(sqltext), kSqlite);
}
Index index(std::string_view name, std::initializer_list<std::string_view> columns) {
  return test::index(name, columns, kSqlite);
}
ForeignKey foreign_key(std::string_view name, std::initializer_list<std::string_view> columns,
                       std::string_view referred, std::initializer_list<std::string_view> referred_columns) {
  return test::foreign_key(name, columns, referred, referred_columns, kSqlite);
}
/// As the catalog of a live database has a constraint that was given no name.
Constraint nameless(const Constraint& constraint) {
  return renamed(constraint, name_of(constraint), NamedBy::kConvention);
}

Migration up_and_down(std::vector<Op> up, std::vector<Op> down) {
  return {test::plan_of(kSqlite, std::move(up)), test::plan_of(kSqlite, std::move(down))};
}
Migration rebuilding(const Table& actual, const Table& declared, const std::vector<Other>& triggers = {}) {
  return up_and_down({RebuildTable{actual, declared, triggers}}, {RebuildTable{declared, actual, triggers}});
}

// All that SQLite itself says about a schema, but for what the spelling of a CREATE TABLE holds.
constexpr const char* kFacts = R"sql(
SELECT t.name, x.name, upper(x.type), x."notnull", replace(x.dflt_value, ' ', ''), x.pk, x.hidden
  FROM sqlite_master t, pragma_table_xinfo(t.name) x WHERE t.type = 'table' ORDER BY t.name, x.name;
SELECT t.name, f."table", f."from", f."to", f.on_update, f.on_delete, f.match
  FROM sqlite_master t, pragma_foreign_key_list(t.name) f ORDER BY 1, 2, 3, 4, 5, 6, 7;
SELECT t.name, i."unique", i.origin, i.partial,
    (SELECT group_concat(coalesce(c.name, '?') || c."desc" || c.coll) FROM pragma_index_xinfo(i.name) c WHERE c.key)
  FROM sqlite_master t, pragma_index_list(t.name) i WHERE t.name <> 'alembic_version' ORDER BY 1, 2, 3, 4, 5;
SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1, 2;
SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY 1;
)sql";

/// A database file with an Alembic environment around it.
class Database {
 public:
  explicit Database(const std::string& before) : sqlite_(before), environment_(sqlite_.url()) {}

  std::string run(const std::string& sql) const {
    const test::Ran ran = test::shell("sqlite3 -bail " + sqlite_.path(), sql);
    EXPECT_EQ(ran.err, "") << sql;
    return ran.out;
  }
  std::string facts() const { return run("DROP TABLE IF EXISTS alembic_version; " + std::string(kFacts)); }
  /// The CREATE TABLE, white space squeezed.
  std::string declaration(const std::string& name) const {
    std::string squeezed;
    for (const char c : run("SELECT sql FROM sqlite_master WHERE name = '" + name + "'")) {
      const bool space = c == ' ' || c == '\n' || c == '\t';
      if (!space)
        squeezed += c;
      else if (!squeezed.empty() && squeezed.back() != ' ')
        squeezed += ' ';
    }
    return squeezed;
  }
  /// The columns and constraints of the CREATE TABLE; SQLAlchemy keeps no order among the latter.
  std::set<std::string> items(const std::string& name) const {
    const std::string text = declaration(name);
    std::set<std::string> found;
    std::string item;
    int depth = 0;
    for (const char c : text) {
      if (c == ')') --depth;
      const bool ends = (depth == 1 && c == ',') || (depth == 0 && c == ')');
      if (ends) {
        if (item.ends_with(' ')) item.pop_back();
        found.insert(std::exchange(item, ""));
      }
      if (depth > 0 && !ends && !(item.empty() && c == ' ')) item += c;
      if (c == '(') ++depth;
    }
    return found;
  }
  void write(const Migration& migration) {
    text_ = alembic_revision(migration, {"0123456789ab", std::nullopt, "a revision", "2025-01-31"});
    environment_.write_revision("0123456789ab", text_);
  }
  test::Ran alembic(const std::string& arguments) const { return environment_.run(arguments); }
  void expect_run(const std::string& arguments) const {
    const test::Ran ran = alembic(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err << text_;
  }
  void up(const Migration& migration) {
    write(migration);
    expect_run("upgrade head");
  }
  void down() const { expect_run("downgrade base"); }
  void set_up_connection_by(const std::string& sql) { environment_.set_up_connection_by(sql); }
  const std::string& text() const { return text_; }
  bool says(const std::string& python) const { return text_.find(python) != std::string::npos; }

 private:
  test::TemporarySqlite sqlite_;
  test::AlembicEnvironment environment_;
  std::string text_;
};

TEST(AlembicSqlite, AddsAForeignKeyInBatch) {
  const Table actual =
      table("address", {column("id"), column("user_id")}, {primary_key("pk_address", {"id"})});
  Table declared = actual;
  declared.constraints.push_back(foreign_key("fk_user_address", {"user_id"}, "user", {"id"}));
  Database database(
      "CREATE TABLE user (id INTEGER PRIMARY KEY);"
      "CREATE TABLE address (id INTEGER, user_id INTEGER, CONSTRAINT pk_address PRIMARY KEY (id));"
      "INSERT INTO user VALUES (7); INSERT INTO address VALUES (5, 7), (6, NULL)");
  database.up(rebuilding(actual, declared));
  EXPECT_TRUE(database.says(
      "        batch_op.create_foreign_key(batch_op.f('fk_user_address'), 'user', ['user_id'], ['id'])\n"))
      << database.text();
  EXPECT_EQ(database.declaration("address"),
            "CREATE TABLE \"address\" ( id INTEGER, user_id INTEGER, CONSTRAINT pk_address PRIMARY KEY (id), "
            "CONSTRAINT fk_user_address FOREIGN KEY(user_id) REFERENCES user (id) ) ");
  EXPECT_EQ(database.run("SELECT * FROM address"), "5|7\n6|\n");
  database.down();
  EXPECT_EQ(
      database.declaration("address"),
      "CREATE TABLE \"address\" ( id INTEGER, user_id INTEGER, CONSTRAINT pk_address PRIMARY KEY (id) ) ");
}

// A table with one of everything that a rebuild may lose.
constexpr const char* kRichSql = R"sql(
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT COLLATE NOCASE NOT NULL ON CONFLICT IGNORE,
  b TINYINT DEFAULT (1 + 1) CHECK (b <> ':x'), up INTEGER REFERENCES t (id) ON DELETE CASCADE, g INTEGER AS (b * 2) STORED,
  UNIQUE (a, b) ON CONFLICT REPLACE, CONSTRAINT late FOREIGN KEY (b) REFERENCES other (k) MATCH FULL DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE other (k INTEGER UNIQUE);
CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);
CREATE INDEX part ON t (a DESC, lower(b)) WHERE b > 0;
CREATE TRIGGER own AFTER INSERT ON t BEGIN SELECT ':x; %'; END;
CREATE TRIGGER elsewhere AFTER INSERT ON other BEGIN DELETE FROM t WHERE b = new.k; END;
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT * FROM v;
INSERT INTO t (id, a, b, up) VALUES (1, 'x', 5, NULL), (2, 'y', 'many', 1), (90, 'z', 6, 2);
DELETE FROM t WHERE id = 90;
INSERT INTO child VALUES (1), (2);
)sql";

Table rich_table() {
  Table made = table("t", {column("id"), column("a", "TEXT", false),
                           column_with_default("b", "TINYINT", "1 + 1"), column("up"), column("g")});
  made.columns[1].collation = test::searched("NOCASE", kSqlite);
  made.columns[1].options = with_option({}, "not_null_on_conflict", "IGNORE");
  made.columns[4].generated = Generated{x("b * 2"), true};
  PrimaryKey key = primary_key("pk_t", {"id"});
  key.options = with_option({}, "autoincrement", "true");
  Unique pair = unique_key("uq_t_a", {"a", "b"});
  pair.options = with_option({}, "on_conflict", "REPLACE");
  ForeignKey up = foreign_key("fk_t_up_t", {"up"}, "t", {"id"});
  up.ondelete = Action::kCascade;
  ForeignKey late = foreign_key("late", {"b"}, "other", {"k"});
  late.match = Match::kFull;
  late.deferrable = late.initially_deferred = true;
  Index part = index("part", {"a"});
  part.elements[0].descending = true;
  part.elements.emplace_back().what = x("lower(b)");
  part.where = x("b > 0");
  made.constraints = {
      nameless(key), nameless(pair), part, nameless(check("ck_t_b", "b <> ':x'")), nameless(up), late};
  return made;
}

std::set<std::string> rich_items() {
  return {"id INTEGER PRIMARY KEY AUTOINCREMENT",
          "a TEXT COLLATE \"NOCASE\" NOT NULL ON CONFLICT IGNORE",
          "b TINYINT DEFAULT (1 + 1)",
          "up INTEGER",
          "g INTEGER GENERATED ALWAYS AS (b * 2) STORED",
          "UNIQUE (a, b) ON CONFLICT REPLACE",
          "CHECK (b <> ':x')",
          "FOREIGN KEY(up) REFERENCES t (id) ON DELETE CASCADE",
          "CONSTRAINT late FOREIGN KEY(b) REFERENCES other (k) MATCH FULL DEFERRABLE INITIALLY DEFERRED"};
}

std::vector<Other> rich_triggers() {
  return {{"trigger", q("own"), q("t"), "CREATE TRIGGER own AFTER INSERT ON t BEGIN SELECT ':x; %'; END"}};
}

TEST(AlembicSqlite, LosesNothingOfATable) {
  const Table actual = rich_table();
  Table declared = actual;
  declared.columns.insert(declared.columns.begin() + 2, column("n"));
  declared.constraints.push_back(check("ck_new", "a <> ' \\:y'"));
  Database database(kRichSql);
  const std::string start = database.facts();
  database.up(rebuilding(actual, declared, rich_triggers()));
  EXPECT_TRUE(database.says("batch_op.create_check_constraint(")) << database.text();
  std::set<std::string> wanted = rich_items();
  wanted.insert({"n INTEGER", "CONSTRAINT ck_new CHECK (a <> ' \\:y')"});
  EXPECT_EQ(database.items("t"), wanted) << database.text();
  EXPECT_EQ(database.run("SELECT group_concat(name) FROM pragma_table_xinfo('t')"), "id,a,n,b,up,g\n");
  EXPECT_EQ(database.run("SELECT id, a, n, b, up, g FROM t; SELECT * FROM child; SELECT * FROM w"),
            "1|x||5||10\n2|y||many|1|0\n1\n2\nx\ny\n");
  EXPECT_EQ(database.run("SELECT name, seq FROM sqlite_sequence"), "t|90\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
  EXPECT_EQ(database.items("t"), rich_items());
  EXPECT_EQ(database.run("SELECT name, seq FROM sqlite_sequence"), "t|90\n");
}

TEST(AlembicSqlite, DropsWhatHasNoNameByTheNameItIsKnownBy) {
  const Table actual = rich_table();
  Table declared = actual;
  std::erase_if(declared.constraints, [](const Constraint& c) {
    return std::holds_alternative<Check>(c) || std::holds_alternative<Unique>(c) ||
           std::holds_alternative<ForeignKey>(c);
  });
  Database database(kRichSql);
  database.up(rebuilding(actual, declared, rich_triggers()));
  std::set<std::string> wanted = rich_items();
  std::erase_if(
      wanted, [](const std::string& item) { return std::isupper(static_cast<unsigned char>(item[0])) != 0; });
  EXPECT_EQ(database.items("t"), wanted) << database.text();
}

TEST(AlembicSqlite, KeepsRowidsThatNoColumnHolds) {
  const Table actual = table("t", {column("a"), column("oid", "TEXT")});
  Table declared = actual;
  declared.constraints.push_back(unique_key("u", {"a"}));
  Database database("CREATE TABLE t (a INTEGER, oid TEXT); INSERT INTO t (rowid, a) VALUES (5, 1), (99, 2)");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.run("SELECT rowid, a FROM t ORDER BY 1"), "5|1\n99|2\n");
  database.down();
  EXPECT_EQ(database.run("SELECT rowid, a FROM t ORDER BY 1"), "5|1\n99|2\n");
}

TEST(AlembicSqlite, AltersColumnsWithoutTouchingTheirValues) {
  const Table actual = table("t", {column("kept"), column_with_default("b", "TINYINT", "1"),
                                   column("c", "TEXT"), column("d", "TEXT"), column("gone")});
  Table declared = table(
      "t", {column("kept"), column("b", "BIGINT"), column_with_default("c", "TEXT", "'it''s :x'", false),
            column("d", "TEXT"), column("last", "VARCHAR(30)"), column_with_default("end", "REAL", "-1")});
  declared.columns[3].collation = test::searched("NOCASE", kSqlite);
  Database database(
      "CREATE TABLE t (kept INTEGER, b TINYINT DEFAULT 1, c TEXT, d TEXT, gone INTEGER);"
      "INSERT INTO t VALUES (1, 'many', NULL, 'd', 5), (2, 3, 'c', NULL, 6)");
  const std::string start = database.facts();
  database.up(rebuilding(actual, declared));
  EXPECT_TRUE(database.says("with op.batch_alter_table(")) << database.text();
  EXPECT_EQ(database.run("SELECT *, typeof(b) FROM t"),
            "1|many|it's :x|d||-1.0|text\n2|3|c|||-1.0|integer\n");
  EXPECT_EQ(
      database.run("SELECT name, type, \"notnull\", dflt_value FROM pragma_table_info('t')"),
      "kept|INTEGER|0|\nb|BIGINT|0|\nc|TEXT|1|'it''s :x'\nd|TEXT|0|\nlast|VARCHAR(30)|0|\nend|REAL|0|-1\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
}

TEST(AlembicSqlite, PutsNewColumnsBehindThoseTheyAreDeclaredBehind) {
  const Table actual = table("t", {column("a"), column("b")});
  Table declared = table("t", {column("x1"), column("x2"), column("a"), column("y1"), column("y2"),
                               column("b"), column("z1"), column("z2")});
  declared.columns[4].generated = Generated{x("a + 1"), false};
  Database database("CREATE TABLE t (a INTEGER, b INTEGER); INSERT INTO t VALUES (1, 2)");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.run("SELECT group_concat(name) FROM pragma_table_xinfo('t')"),
            "x1,x2,a,y1,y2,b,z1,z2\n");
  EXPECT_EQ(database.run("SELECT a, y2, b FROM t"), "1|2|2\n");
  database.down();
  EXPECT_EQ(database.run("SELECT group_concat(name) FROM pragma_table_xinfo('t')"), "a,b\n");
}

TEST(AlembicSqlite, ChangesPrimaryKeys) {
  const Table none = table("t", {column("a", "INTEGER", false), column("b", "TEXT", false)});
  Table one = none;
  one.constraints = {primary_key("pk_a", {"a"})};
  Table two = none;
  two.constraints = {primary_key("pk_ba", {"b", "a"})};
  for (const auto& [actual, declared] : {std::pair(none, one), std::pair(one, two), std::pair(two, none)}) {
    Database database("");
    database.run(
        actual.constraints.empty() ? "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL)"
        : actual == one
            ? "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, CONSTRAINT pk_a PRIMARY KEY (a))"
            : "CREATE TABLE t (a INTEGER NOT NULL, b TEXT NOT NULL, CONSTRAINT pk_ba PRIMARY KEY (b, a))");
    database.run("INSERT INTO t VALUES (3, 'x')");
    const std::string start = database.facts();
    database.up(rebuilding(actual, declared));
    EXPECT_TRUE(database.says("with op.batch_alter_table(")) << database.text();
    const auto* key = declared.constraints.empty() ? nullptr : &std::get<PrimaryKey>(declared.constraints[0]);
    std::string columns;
    if (key)
      for (const Name& name : key->columns) columns += (columns.empty() ? "" : ",") + name.text;
    EXPECT_EQ(
        database.run(
            "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('t') WHERE pk ORDER BY pk)"),
        columns + "\n");
    EXPECT_EQ(database.run("SELECT * FROM t"), "3|x\n");
    database.down();
    EXPECT_EQ(database.facts(), start);
  }
}

// What batch mode has no word for is done by the statements that a SQL script would have.
TEST(AlembicSqlite, WritesSqlWhereBatchModeWouldLoseSomething) {
  Table strict = table("t", {column("a", "INTEGER"), column("b", "TEXT")});
  strict.options = with_option({}, "strict", "true");
  Table own = table("t", {column("a"), column("b", "TEXT")}, {check("c", "t.a > 0")});
  Table named = table("t", {column("a"), column("b", "TEXT")}, {primary_key("mine", {"a"})});
  std::get<PrimaryKey>(named.constraints[0]).options = with_option({}, "autoincrement", "true");
  Unique replacing = unique_key("u", {"b"});
  replacing.options = with_option({}, "on_conflict", "REPLACE");
  struct Case {
    const char* before;
    Table actual;
    Constraint added;
  };
  for (const Case& each :
       {Case{"CREATE TABLE t (a INTEGER, b TEXT) STRICT", strict, unique_key("u", {"b"})},
        Case{"CREATE TABLE t (a INTEGER, b TEXT, CONSTRAINT c CHECK (t.a > 0))", own, unique_key("u", {"b"})},
        Case{"CREATE TABLE t (a INTEGER CONSTRAINT mine PRIMARY KEY AUTOINCREMENT, b TEXT)", named,
             unique_key("u", {"b"})},
        Case{"CREATE TABLE t (a INTEGER, b TEXT)", table("t", {column("a"), column("b", "TEXT")}),
             replacing}}) {
    Table declared = each.actual;
    declared.constraints.push_back(each.added);
    sort_constraints(declared.constraints);
    Database database(std::string(each.before) +
                      "; CREATE VIEW v AS SELECT * FROM t;"
                      "CREATE TABLE child (t INTEGER REFERENCES t (a)); INSERT INTO t VALUES (1, 'x')");
    const std::string start = database.facts();
    database.up(rebuilding(each.actual, declared));
    EXPECT_GT(database.text().find("batch_alter_table"), database.text().find("def downgrade"))
        << database.text();
    EXPECT_EQ(database.run("SELECT origin FROM pragma_index_list('t'); SELECT * FROM v"), "u\n1|x\n")
        << each.before;
    database.down();
    EXPECT_EQ(database.facts(), start) << each.before;
  }
}

TEST(AlembicSqlite, StopsBeforeACascadeCouldWipeRows) {
  const Table actual = table("t", {column("id")}, {primary_key("pk_t", {"id"})});
  Table declared = actual;
  declared.columns.push_back(column("b"));
  declared.constraints.push_back(unique_key("u", {"b"}));
  for (const Migration& migration :
       {rebuilding(actual, declared), up_and_down({DropTable{actual}}, {CreateTable{actual}})}) {
    Database database(
        "CREATE TABLE t (id INTEGER, CONSTRAINT pk_t PRIMARY KEY (id));"
        "CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);"
        "INSERT INTO t VALUES (1); INSERT INTO child VALUES (1)");
    database.write(migration);
    database.set_up_connection_by("PRAGMA foreign_keys=ON");
    const test::Ran refused = database.alembic("upgrade head");
    EXPECT_NE(refused.code, 0);
    EXPECT_NE(refused.err.find("PRAGMA foreign_keys is on"), std::string::npos) << refused.err;
    EXPECT_EQ(database.run("SELECT * FROM child; SELECT count(*) FROM t"), "1\n1\n");
    const test::Ran offline = database.alembic("upgrade head --sql");
    EXPECT_NE(offline.code, 0);
    EXPECT_NE(offline.err.find("run it online, without --sql"), std::string::npos) << offline.err;
  }
}

TEST(AlembicSqlite, RunsOnceForeignKeysAreOffAsItsMessageSays) {
  const Table actual = table("t", {column("id")}, {primary_key("pk_t", {"id"})});
  Table declared = actual;
  declared.columns.push_back(column("b"));
  declared.constraints.push_back(unique_key("u", {"b"}));
  Database database(
      "CREATE TABLE t (id INTEGER, CONSTRAINT pk_t PRIMARY KEY (id));"
      "CREATE TABLE child (t INTEGER REFERENCES t (id) ON DELETE CASCADE);"
      "INSERT INTO t VALUES (1); INSERT INTO child VALUES (1)");
  database.set_up_connection_by("PRAGMA foreign_keys=ON;PRAGMA foreign_keys=OFF");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.run("SELECT * FROM child; SELECT * FROM t"), "1\n1|\n");
}

TEST(AlembicSqlite, StopsAtRowsThatAreInTheWayAndLeavesEverythingAsItWas) {
  const Table actual = table("t", {column("a"), column("b")});
  Table key = actual;
  key.constraints = {foreign_key("f", {"a"}, "p", {"id"})};
  Table full = actual;
  full.columns[1].nullable = false;
  Table alone = actual;
  alone.constraints = {unique_key("u", {"a"})};
  struct Case {
    Table declared;
    const char* message;
  };
  for (const Case& each : {Case{key, "t: 2 "}, Case{full, "t: 1 "}, Case{alone, "t: 1 "}}) {
    Database database(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INTEGER, b INTEGER);"
        "INSERT INTO t VALUES (5, NULL), (5, 1)");
    const std::string start = database.run(".dump");
    Migration migration = rebuilding(actual, each.declared);
    migration.up.steps[0].ops.insert(migration.up.steps[0].ops.begin(),
                                     CreateTable{table("new", {column("a")})});
    database.write(migration);
    const test::Ran ran = database.alembic("upgrade head");
    EXPECT_NE(ran.code, 0);
    EXPECT_NE(ran.err.find(each.message), std::string::npos) << ran.err;
    EXPECT_EQ(database.run("SELECT count(*) FROM sqlite_master WHERE name = 'new' OR name LIKE '%tmp%'"),
              "0\n");
    EXPECT_EQ(database.run("DROP TABLE IF EXISTS alembic_version;\n.dump"), start);
  }
}

TEST(AlembicSqlite, StopsWhereChildrenWouldLoseTheirParents) {
  const Table parent = table("p", {column("id")}, {primary_key("pk_p", {"id"})});
  Database database(
      "CREATE TABLE p (id INTEGER, CONSTRAINT pk_p PRIMARY KEY (id)); CREATE TABLE t (a INTEGER REFERENCES p "
      "(id));"
      "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1)");
  database.write(up_and_down({DropTable{parent}}, {CreateTable{parent}}));
  const test::Ran ran = database.alembic("upgrade head");
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.err.find("t: 1 rows refer to rows that are not there"), std::string::npos) << ran.err;
  EXPECT_EQ(database.run("SELECT * FROM p"), "1\n");
}

TEST(AlembicSqlite, CreatesTablesOfEveryKind) {
  Table rowless = table("rowless", {column("a", "TEXT", false)}, {primary_key("pk_r", {"a"})});
  rowless.options = with_option({}, "without_rowid", "true");
  Table strict = table("strict", {column("a", "ANY")});
  strict.options = with_option({}, "strict", "true");
  PrimaryKey key = primary_key("pk_c", {"id"});
  key.options = with_option({}, "autoincrement", "true");
  Table counted = table("counted", {column("id")}, {nameless(key)});
  Table dotted = table("do.tted", {column("a")}, {foreign_key("f", {"a"}, "do.tted", {"a"})});
  Table odd = table(
      "Select \"it's\"", {column("%s :x", ""), column("two\nlines", "TINYINT"), column("returning")},
      {unique_key("d\xc3\xa9j\xc3\xa0", {"%S :X", "RETURNING"}), check("100%", "\"%s :x\" <> ' :y %'")});
  odd.columns[1].default_value = x("'a' || ':b'");
  Index desc = index("i", {"%s :x"});
  desc.elements[0].descending = true;
  desc.elements[0].collation = test::searched("NOCASE", kSqlite);
  desc.unique = true;
  desc.where = x("\"%s :x\" <> ':z'");
  std::vector<Op> up;
  std::vector<Op> down = {DropConstraint{odd.name, desc}};
  for (const Table& each : {rowless, strict, counted, dotted, odd}) {
    up.push_back(CreateTable{each});
    down.push_back(DropTable{each});
  }
  up.push_back(AddConstraint{odd.name, desc});
  Database database("");
  database.up(up_and_down(up, down));
  EXPECT_EQ(database.declaration("counted"),
            "CREATE TABLE counted ( id INTEGER PRIMARY KEY AUTOINCREMENT ) ");
  EXPECT_EQ(database.declaration("rowless"),
            "CREATE TABLE rowless ( a TEXT NOT NULL, CONSTRAINT pk_r PRIMARY KEY (a) ) WITHOUT ROWID ");
  EXPECT_EQ(database.run("SELECT name, type, dflt_value FROM pragma_table_info('Select \"it''s\"')"),
            "%s :x||\ntwo\nlines|TINYINT|'a' || ':b'\nreturning|INTEGER|\n");
  EXPECT_EQ(database.run("SELECT count(*) FROM pragma_foreign_key_list('do.tted')"), "1\n");
  EXPECT_EQ(database.run("SELECT sql LIKE '%STRICT' FROM sqlite_master WHERE name = 'strict'"), "1\n");
  EXPECT_EQ(database.run("SELECT \"unique\", origin, partial FROM pragma_index_list('Select \"it''s\"')"),
            "1|c|1\n1|u|0\n");
  database.down();
  EXPECT_EQ(
      database.run(
          "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE '%alembic%' AND name NOT LIKE 'sqlite%'"),
      "0\n");
}

TEST(AlembicSqlite, RebuildsWhateverTheNamesAre) {
  std::vector<Op> up;
  std::vector<Op> down;
  for (const char* odd : {"Mixed Case", "qu\"o\"te", "it's", "dotted.name", "100%% %(name)s", "two\nlines",
                          "d\xc3\xa9j\xc3\xa0", ":colon :x", "select", "returning", "back\\slash",
                          "a_very_long_name_that_goes_on_and_on_and_on_and_on_and_on_and_on_and_on"}) {
    const std::string name = odd;
    const Table actual = table(name, {column(name), column("b")}, {unique_key(name + "u", {odd})});
    Table declared = actual;
    declared.columns.push_back(column(name + "2", "TEXT"));
    declared.constraints = {unique_key(name + "v", {odd, "b"}), index(name + "i", {odd}),
                            check(name + "c", "b <> ':x'"), foreign_key(name + "f", {"b"}, name, {odd})};
    up.insert(up.end(), {CreateTable{actual}, RebuildTable{actual, declared, {}}});
    down.insert(down.end(), {RebuildTable{declared, actual, {}}, DropTable{actual}});
  }
  Database database("");
  database.up(up_and_down(up, down));
  EXPECT_EQ(
      database.run(
          "SELECT count(*), sum((SELECT count(*) FROM pragma_index_list(t.name))), sum((SELECT count(*) "
          "FROM pragma_foreign_key_list(t.name))), sum((SELECT count(*) FROM pragma_table_info(t.name))) "
          "FROM sqlite_master t WHERE type = 'table' AND name <> 'alembic_version'"),
      "12|24|12|36\n");
  database.down();
  EXPECT_EQ(database.run("SELECT name FROM sqlite_master WHERE name NOT LIKE '%alembic%'"), "");
}

TEST(AlembicSqlite, MindsNoCaseWhereSqliteDoesNot) {
  const Table actual =
      table("T", {column("Id"), column("B")}, {primary_key("PK", {"id"}), unique_key("u", {"b"})});
  Table declared =
      table("t", {column("ID"), column("b")},
            {primary_key("pk", {"Id"}), unique_key("U", {"b"}), foreign_key("f", {"B"}, "T", {"iD"})});
  Database database(
      "CREATE TABLE T (Id INTEGER, B INTEGER, CONSTRAINT PK PRIMARY KEY (id), CONSTRAINT u UNIQUE (b))");
  database.up(rebuilding(actual, declared));
  EXPECT_EQ(database.declaration("T"),
            "CREATE TABLE \"T\" ( \"Id\" INTEGER, \"B\" INTEGER, CONSTRAINT \"PK\" PRIMARY KEY (\"Id\"), "
            "CONSTRAINT u "
            "UNIQUE (\"B\"), CONSTRAINT f FOREIGN KEY(\"B\") REFERENCES \"T\" (\"Id\") ) ")
      << database.text();
}

TEST(AlembicSqlite, AddsAndDropsColumnsInPlace) {
  const Column added = column_with_default("c", "VARCHAR(30)", "'x'", false);
  Database database("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)");
  const std::string start = database.facts();
  database.up(up_and_down({AddColumn{q("t"), added}}, {DropColumn{q("t"), added}}));
  EXPECT_TRUE(database.says(
      "    op.add_column('t', sa.Column('c', sa.String(length=30), server_default=sa.text(\"'x'\"), "
      "nullable=False))\n"))
      << database.text();
  EXPECT_EQ(database.run("SELECT * FROM t"), "1|x\n");
  database.down();
  EXPECT_EQ(database.facts(), start);
}

}  // namespace
}  // namespace tenon
