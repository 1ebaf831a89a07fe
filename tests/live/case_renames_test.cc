// Renames that change nothing but the case of a name. To SQLite both are one name; to PostgreSQL they are
// two.
#include <gtest/gtest.h>

#include "tests/live/renames.h"

namespace tenon::test::this_file {
namespace {

constexpr const char* kBefore =
    "CREATE TABLE \"Foo\" (\"Id\" integer PRIMARY KEY, \"NAME\" text UNIQUE CHECK (\"NAME\" <> ''));"
    "CREATE TABLE kid (r integer REFERENCES \"Foo\" (\"Id\"));"
    "INSERT INTO \"Foo\" VALUES (1, 'ann'); INSERT INTO kid VALUES (1);";

constexpr const char* kComments =
    "CREATE TABLE foo ( -- tenon: renamed from Foo\n  id integer PRIMARY KEY, -- tenon: renamed from Id\n"
    "  name text UNIQUE CHECK (name <> '') -- tenon: renamed from NAME\n);\n"
    "CREATE TABLE kid (r integer REFERENCES foo (id));\n";

constexpr const char* kBare =
    "CREATE TABLE foo (id integer PRIMARY KEY, name text UNIQUE CHECK (name <> ''));\n"
    "CREATE TABLE kid (r integer REFERENCES foo (id));\n";

std::string json(bool says) {
  const auto former = [&](const std::string& name) {
    return says ? R"("renamed_from": ")" + name + R"(", )" : std::string();
  };
  return R"({"tables": {"foo": {)" + former("Foo") + R"("columns": {
    "id": {)" +
         former("Id") + R"("type": "integer", "primary_key": true},
    "name": {)" +
         former("NAME") + R"("type": "text", "unique": true, "check": {"sqltext": "name <> ''"}}}},
    "kid": {"columns": {"r": {"type": "integer", "foreign_key": {"references": "foo.id"}}}}}})";
}

constexpr const char* kFlags =
    "--rename table:Foo=foo --rename column:foo.Id=id --rename column:foo.NAME=name";

/// The names of table and columns, letter for letter.
std::string names(Target& target) {
  if (target.dialect() == "postgresql")
    return target
        .run(
            "COPY (SELECT relname, attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid "
            "WHERE lower(relname) = 'foo' AND attnum > 0 ORDER BY attnum) TO STDOUT")
        .out;
  return target
      .run(
          "SELECT t.name || char(9) || c.name FROM sqlite_schema t, pragma_table_info(t.name) c "
          "WHERE lower(t.name) = 'foo' ORDER BY c.cid;")
      .out;
}

struct Way {
  const char* name;
  const char* dialect;
  bool is_json;
  bool by_flags;
};

void PrintTo(const Way& way, std::ostream* out) { *out << way.name; }

class CaseRename : public testing::TestWithParam<Way> {};

TEST_P(CaseRename, IsSeenAndDoneAndSeenToBeDone) {
  const Way& way = GetParam();
  const TempFolder folder;
  const auto target = make_target(way.dialect);
  ASSERT_EQ(target->run(kBefore).code, 0);
  const std::string declared = folder.file(way.is_json ? "schema.json" : "schema.sql");
  write_file(declared, way.is_json ? json(!way.by_flags) : way.by_flags ? kBare : kComments);
  const std::string flags = way.by_flags ? kFlags : "";
  const Ran found = tenon("check " + target->word() + " " + declared + " " + flags);
  EXPECT_EQ(found.code, 2) << found.err;
  for (const char* said : {"Foo -> foo", "Id -> id", "NAME -> name"})
    EXPECT_NE(found.out.find(said), std::string::npos) << found.out << found.err;
  const std::string before = target->dump();
  const std::string path = generate_sql(*target, declared, folder.file("m"), flags);
  const Ran ran = target->run(read_file(path + ".up.sql"));
  ASSERT_EQ(ran.code, 0) << ran.err << read_file(path + ".up.sql");
  EXPECT_EQ(names(*target), "foo\tid\nfoo\tname\n") << read_file(path + ".up.sql");
  const Ran again = tenon("check " + target->word() + " " + declared + " " + flags);
  EXPECT_EQ(again.code, 0) << again.out << again.err;
  const Ran back = target->run(read_file(path + ".down.sql"));
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(names(*target), "Foo\tId\nFoo\tNAME\n");
  EXPECT_EQ(dump_difference(*target, before, target->dump()), "");
}

TEST_P(CaseRename, RunsUnderAlembic) {
  const Way& way = GetParam();
  const TempFolder folder;
  const auto target = make_target(way.dialect);
  ASSERT_EQ(target->run(kBefore).code, 0);
  const std::string declared = folder.file(way.is_json ? "schema.json" : "schema.sql");
  write_file(declared, way.is_json ? json(!way.by_flags) : way.by_flags ? kBare : kComments);
  const Ran written =
      tenon("generate " + target->word() + " " + declared + " " + (way.by_flags ? kFlags : "") +
            " -m go --style alembic --rev-id 1 --dir " + folder.file("versions"));
  ASSERT_EQ(written.code, 0) << written.err;
  const Ran up = alembic(*target, folder.file("versions"), "upgrade head");
  ASSERT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(names(*target), "foo\tid\nfoo\tname\n");
  ASSERT_EQ(alembic(*target, folder.file("versions"), "downgrade base").code, 0);
  EXPECT_EQ(names(*target), "Foo\tId\nFoo\tNAME\n");
}

const Way kWays[] = {
    {"SqliteComments", "sqlite", false, false},       {"SqliteJson", "sqlite", true, false},
    {"SqliteFlags", "sqlite", false, true},           {"SqliteFlagsBesideJson", "sqlite", true, true},
    {"PostgresComments", "postgresql", false, false}, {"PostgresJson", "postgresql", true, false},
    {"PostgresFlags", "postgresql", false, true},
};

INSTANTIATE_TEST_SUITE_P(Live, CaseRename, testing::ValuesIn(kWays),
                         [](const auto& one) { return std::string(one.param.name); });

/// What hangs on the table follows, and what is to change besides finds the new names.
TEST(CaseRename, GoesWithDependentsAndARebuild) {
  const std::string before =
      "CREATE TABLE Foo (Id INTEGER PRIMARY KEY, Name TEXT); CREATE INDEX foo_name ON Foo (Name);"
      "CREATE VIEW v AS SELECT Name FROM Foo;"
      "CREATE TRIGGER tr AFTER INSERT ON Foo BEGIN UPDATE Foo SET Name = 'x' WHERE Id = 0; END;"
      "INSERT INTO Foo VALUES (1, 'ann');";
  for (const std::string more : {"", " NOT NULL"}) {
    const TempFolder folder;
    const auto target = make_target("sqlite");
    ASSERT_EQ(target->run(before).code, 0);
    const std::string start = target->dump();
    write_file(folder.file("schema.sql"),
               "CREATE TABLE foo ( -- tenon: renamed from Foo\n"
               "  id INTEGER PRIMARY KEY, -- tenon: renamed from Id\n  name TEXT" +
                   more + " -- tenon: renamed from Name\n);\nCREATE INDEX foo_name ON foo (name);\n" +
                   "CREATE VIEW v AS SELECT name FROM foo;\nCREATE TRIGGER tr AFTER INSERT ON foo " +
                   "BEGIN UPDATE foo SET name = 'x' WHERE id = 0; END;\n");
    const std::string path = generate_sql(*target, folder.file("schema.sql"), folder.file("m"));
    const Ran ran = target->run(read_file(path + ".up.sql"));
    ASSERT_EQ(ran.code, 0) << ran.err << read_file(path + ".up.sql");
    EXPECT_EQ(names(*target), "foo\tid\nfoo\tname\n");
    EXPECT_EQ(target->run("SELECT id, name FROM foo;").out, "1|ann\n");
    const Checked after = check(*target, folder.file("schema.sql"));
    EXPECT_EQ(after.findings, std::vector<std::string>{}) << after.text;
    const Ran back = target->run(read_file(path + ".down.sql"));
    ASSERT_EQ(back.code, 0) << back.err;
    EXPECT_EQ(dump_difference(*target, start, target->dump()), "");
  }
}

/// Without a word of it, another case is no difference to SQLite.
TEST(CaseRename, IsNotGuessed) {
  const TempFolder folder;
  const auto target = make_target("sqlite");
  ASSERT_EQ(target->run(kBefore).code, 0);
  write_file(folder.file("schema.sql"), kBare);
  EXPECT_EQ(check(*target, folder.file("schema.sql")).findings, std::vector<std::string>{});
}

}  // namespace
}  // namespace tenon::test::this_file
