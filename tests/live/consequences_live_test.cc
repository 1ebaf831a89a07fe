#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/live/target.h"
#include "tests/support/postgres.h"

namespace tenon::test::this_file {
namespace {

/// A schema before and after, and how it is called in the output of a failed test.
struct Pair {
  const char* dialect;
  const char* name;
  const char* before;
  const char* after;
};

void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.name; }

const Pair kPairs[] = {
    {"postgresql", "ADroppedTable", "CREATE TABLE a (x integer); CREATE TABLE b (x integer);",
     "CREATE TABLE a (x integer);"},
    {"postgresql", "ADroppedColumnAndANarrowerType",
     "CREATE TABLE a (x integer, n numeric(10,2)); INSERT INTO a VALUES (1, 1.5);",
     "CREATE TABLE a (n integer);"},
    {"postgresql", "ADroppedSequenceAndLabel",
     "CREATE SEQUENCE s; CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (m mood);",
     "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood);"},
    {"postgresql", "NothingThatIsDestroyed", "CREATE TABLE a (x integer);",
     "CREATE TABLE a (x integer CHECK (x > 0));"},
    {"sqlite", "ADroppedTableAndColumn", "CREATE TABLE a (x INTEGER, y TEXT); CREATE TABLE b (x INTEGER);",
     "CREATE TABLE a (x INTEGER);"},
    {"sqlite", "ANumberOfText", "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('007'), ('b');",
     "CREATE TABLE a (x INTEGER);"},
    {"sqlite", "ADefaultForNull", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (NULL), (1);",
     "CREATE TABLE a (x INTEGER NOT NULL DEFAULT 7);"},
    {"sqlite", "ATextOfNumbersThatAllFit", "CREATE TABLE a (x TEXT); INSERT INTO a VALUES ('7');",
     "CREATE TABLE a (x INTEGER);"},
};

class FixLine : public testing::TestWithParam<Pair> {};

INSTANTIATE_TEST_SUITE_P(Pairs, FixLine, testing::ValuesIn(kPairs),
                         [](const auto& each) { return std::string(each.param.dialect) + each.param.name; });

/// The command behind `fix: tenon `.
std::string fix_of(const std::string& text) {
  const auto begin = text.find("\nfix: tenon ");
  return begin == std::string::npos ? "" : text.substr(begin + 12, text.find('\n', begin + 1) - begin - 12);
}

TEST_P(FixLine, WritesTheMigrationWhenItIsCopied) {
  const auto target = make_target(GetParam().dialect);
  ASSERT_EQ(target->run(GetParam().before).code, 0);
  const TempFolder folder;
  write_file(folder.file("schema.sql"), GetParam().after);
  const Ran checked = tenon("check " + target->url() + " " + folder.file("schema.sql"));
  EXPECT_EQ(checked.code, 2) << checked.out << checked.err;
  const std::string command = fix_of(checked.out);
  ASSERT_NE(command, "") << checked.out;
  const Ran written = tenon(command + " --rev-id 1 --dir " + folder.file("m"));
  ASSERT_EQ(written.code, 0) << command << written.err;
  std::string script;
  for (const auto& entry : std::filesystem::directory_iterator(folder.file("m")))
    if (entry.path().string().ends_with(".up.sql")) script = read_file(entry.path());
  const Ran ran = target->run(script);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(check(*target, folder.file("schema.sql")).code, 0);
}

TEST(NoFixLine, IsOfferedWhereNoMigrationCanBeWritten) {
  const auto target = make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE p (a integer) PARTITION BY RANGE (a);").code, 0);
  const TempFolder folder;
  write_file(folder.file("schema.sql"), "CREATE TABLE p (a integer) PARTITION BY LIST (a);");
  const Ran checked = tenon("check " + target->url() + " " + folder.file("schema.sql"));
  EXPECT_EQ(checked.code, 2) << checked.out;
  EXPECT_EQ(fix_of(checked.out), "") << checked.out;
  EXPECT_NE(checked.out.find("note: no migration can be written: "), std::string::npos) << checked.out;
}

/// A change of the table t, and whether the server writes its rows again.
struct Change {
  const char* before;
  const char* after;
};

const Change kChanges[] = {
    {"c varchar(3)", "c varchar(5)"},
    {"c varchar(5)", "c varchar(3)"},
    {"c varchar(5)", "c varchar"},
    {"c varchar(5)", "c text"},
    {"c text", "c varchar"},
    {"c text", "c varchar(9)"},
    {"c char(3)", "c char(5)"},
    {"c char(3)", "c text"},
    {"c numeric(5,2)", "c numeric(8,2)"},
    {"c numeric(5,2)", "c numeric(8,3)"},
    {"c numeric(5,2)", "c numeric"},
    {"c numeric", "c numeric(8,2)"},
    {"c varbit(3)", "c varbit(5)"},
    {"c bit(3)", "c bit(5)"},
    {"c timestamp(3)", "c timestamp(5)"},
    {"c timestamp(3)", "c timestamp"},
    {"c timestamp", "c timestamp(3)"},
    {"c time(3)", "c time(5)"},
    {"c interval(3)", "c interval(5)"},
    {"c interval", "c interval(5)"},
    {"c timestamptz(3)", "c timestamptz"},
    {"c date", "c timestamp"},
    {"c smallint", "c integer"},
    {"c integer", "c bigint"},
    {"c integer", "c oid"},
    {"c real", "c double precision"},
    {"c cidr", "c inet"},
    {"c xml", "c text"},
    {"c json", "c jsonb"},
    {"c text", "c text COLLATE \"C\""},
    {"d integer", "d integer, c integer"},
    {"d integer", "d integer, c integer DEFAULT 7"},
    {"d integer", "d integer, c timestamptz DEFAULT now()"},
    {"d integer", "d integer, c timestamptz DEFAULT clock_timestamp()"},
    {"d integer", "d integer, c double precision DEFAULT random()"},
    {"d integer", "d integer, c uuid DEFAULT gen_random_uuid()"},
    {"d integer", "d integer, c text DEFAULT lower('A')"},
    {"d integer", "d integer, c serial"},
    {"d integer", "d integer, c integer GENERATED ALWAYS AS IDENTITY"},
    {"d integer", "d integer, c integer GENERATED ALWAYS AS (d + 1) STORED"},
    {"d integer, c integer GENERATED ALWAYS AS (d + 1) STORED",
     "d integer, c integer GENERATED ALWAYS AS (d + 2) STORED"},
    {"d integer, c integer GENERATED ALWAYS AS (d + 1) STORED", "d integer, c integer"},
    {"d integer, c integer GENERATED ALWAYS AS (d + 1) STORED", "d integer"},
    {"d integer", "d integer NOT NULL"},
    {"d integer", "d integer DEFAULT 7"},
    {"d integer NOT NULL", "d integer GENERATED ALWAYS AS IDENTITY"},
};

std::string filenode(const TemporaryDatabase& database) {
  return database.query("SELECT pg_relation_filenode('t')");
}

TEST(Rewrites, AreSaidWhereTheServerWritesTheRowsAgainAndNowhereElse) {
  for (const Change& change : kChanges) {
    SCOPED_TRACE(std::string(change.before) + " becomes " + change.after);
    const TemporaryDatabase database("CREATE TABLE t (" + std::string(change.before) + ", z integer);");
    const TempFolder folder;
    write_file(folder.file("schema.sql"), "CREATE TABLE t (" + std::string(change.after) + ", z integer);");
    const std::string sides = shell_quoted(database.url()) + " " + folder.file("schema.sql");
    const auto report = nlohmann::json::parse(tenon("diff -o json " + sides).out);
    const bool said = std::ranges::any_of(report["consequences"], [](const auto& one) {
      return one["effect"] == "rewrite" && one["key"] == "table:public.t";
    });
    const Ran written = tenon("generate " + sides + " -m x --rev-id 1 --allow all --dir " + folder.file("m"));
    ASSERT_EQ(written.code, 0) << written.err;
    const std::string before = filenode(database);
    database.run(read_file(folder.file("m/1_x.up.sql")));
    EXPECT_EQ(said, filenode(database) != before) << report["consequences"];
  }
}

}  // namespace
}  // namespace tenon::test::this_file
