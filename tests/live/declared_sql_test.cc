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

/// The files that declare many forms of everything.
std::vector<std::string> declared_files() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(TENON_TEST_DATA "/declare/sql"))
    paths.push_back(entry.path().string());
  std::ranges::sort(paths);
  return paths;
}

std::string stem(const testing::TestParamInfo<std::string>& info) {
  return std::filesystem::path(info.param).stem().string();
}

class DeclaredSql : public testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Files, DeclaredSql, testing::ValuesIn(declared_files()), stem);

/// What a check of a database against a file says; in sync is all there is to say.
void expect_to_match(const TemporaryDatabase& database, const std::string& path) {
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + shell_quoted(path));
  EXPECT_EQ(ran.code, 0) << path << "\n" << ran.out << ran.err;
}

/// What a file needs beforehand that an inspection leaves to others.
std::string not_modelled(const std::string& path) {
  const bool collates = std::filesystem::path(path).stem() == "indexes";
  return collates ? "CREATE COLLATION german (provider = icu, locale = 'de');" : "";
}

TEST_P(DeclaredSql, IsWhatTheServerMakesOfIt) {
  const TemporaryDatabase database(read_file(GetParam()));
  expect_to_match(database, GetParam());
}

TEST_P(DeclaredSql, ADumpReadsLikeTheDatabase) {
  const TemporaryDatabase database(read_file(GetParam()));
  const TempFolder folder;
  write_file(folder.file("dump.sql"), output_of("pg_dump --schema-only " + database.name()));
  expect_to_match(database, folder.file("dump.sql"));
}

TEST_P(DeclaredSql, AnInspectionMakesTheSameDatabaseAndReadsLikeIt) {
  const TemporaryDatabase database(read_file(GetParam()));
  const TempFolder folder;
  const Ran inspected =
      tenon("inspect " + shell_quoted(database.url()) + " -o sql=" + folder.file("made.sql"));
  ASSERT_EQ(inspected.code, 0) << inspected.err;
  expect_to_match(database, folder.file("made.sql"));
  const TemporaryDatabase made(not_modelled(GetParam()) + read_file(folder.file("made.sql")));
  const Ran ran = tenon("diff --exit-code --ignore-not-modelled " + shell_quoted(made.url()) + " " +
                        shell_quoted(database.url()));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST_P(DeclaredSql, AScratchServerReadsTheSame) {
  const TemporaryDatabase database(read_file(GetParam()));
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + GetParam() + " --scratch " +
                        shell_quoted(postgres_server()));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(OwnOperators, AreFoundByTheSearchPath) {
  const TempFolder folder;
  const std::string sql = R"(
CREATE SCHEMA app;
SET search_path = app, public;
CREATE FUNCTION alike(a integer, b integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a = b';
CREATE OPERATOR === (LEFTARG = integer, RIGHTARG = integer, FUNCTION = alike, COMMUTATOR = ===);
CREATE OPERATOR CLASS alike_ops FOR TYPE integer USING hash AS OPERATOR 1 ===, FUNCTION 1 hashint4(integer);
CREATE TABLE app.seat (
  number integer,
  CONSTRAINT mine EXCLUDE USING hash (number alike_ops WITH ===),
  CONSTRAINT server EXCLUDE USING hash (number WITH =));
SET search_path = public;
CREATE OPERATOR CLASS other_ops FOR TYPE integer USING hash
  AS OPERATOR 1 app.===, FUNCTION 1 hashint4(integer);
CREATE TABLE parted (a integer, b text) PARTITION BY HASH (a other_ops, b COLLATE "C" text_pattern_ops);
CREATE TABLE parted_app (a integer) PARTITION BY HASH (a app.alike_ops);
)";
  const TemporaryDatabase database(sql);
  write_file(folder.file("a.sql"), sql);
  expect_to_match(database, folder.file("a.sql"));
  write_file(folder.file("dump.sql"), output_of("pg_dump --schema-only " + database.name()));
  expect_to_match(database, folder.file("dump.sql"));
  std::string changed = sql;
  const std::string from = "(number WITH =)";
  changed.replace(changed.find(from), from.size(), "(number alike_ops WITH ===)");
  write_file(folder.file("b.sql"), changed);
  const Ran other =
      tenon("diff --exit-code " + shell_quoted(database.url()) + " -o json " + folder.file("b.sql"));
  EXPECT_EQ(other.code, 2) << other.out << other.err;
  EXPECT_NE(other.out.find("OPERATOR(app.===)"), std::string::npos) << other.out;
}

TEST(DeclaredSql, KnowsTheDefaultOperatorClassesOfExtensions) {
  const TempFolder folder;
  const std::string sql =
      "create extension ltree; create extension hstore; create extension pg_trgm; create extension "
      "btree_gist; "
      "create extension btree_gin; create extension intarray; create table t (l ltree, ls ltree[], h hstore, "
      "n "
      "int, ns int[], d text, v varchar(9), c cidr, e regclass, exclude using gist (n gist_int4_ops with "
      "=)); "
      "create index a on t using gist (l gist_ltree_ops, ls gist__ltree_ops, c gist_cidr_ops); create index "
      "b on "
      "t (l ltree_ops, h btree_hstore_ops); create index c on t using gin (h gin_hstore_ops, v varchar_ops, "
      "c "
      "cidr_ops); create index d on t using gin (d gin_trgm_ops, ns gin__int_ops); create index e on t using "
      "gist (ns gist__intbig_ops, v gist_text_ops, e gist_oid_ops); create index f on t using gist (ns "
      "gist__int_ops, c gist_inet_ops, l gist_ltree_ops(siglen=100)); create index g on t using gist ((n + "
      "1) "
      "gist_int4_ops);";
  const TemporaryDatabase database(sql);
  write_file(folder.file("a.sql"), sql);
  expect_to_match(database, folder.file("a.sql"));
}

TEST(DeclaredSql, KnowsWhatADumpSaysOfAColumnWithoutADefaultBelowAParent) {
  const TempFolder folder;
  const std::string sql =
      "create domain k as int; create domain l as int default 3; create table p (k k default 1, l l default "
      "1); "
      "create table c () inherits (p); alter table c alter k drop default, alter l set default null; create "
      "table q (k k default 1, n int) partition by list (n); create table q1 partition of q default; alter "
      "table q1 alter k drop default; create table own (k k default null);";
  const TemporaryDatabase database(sql);
  write_file(folder.file("a.sql"), sql);
  expect_to_match(database, folder.file("a.sql"));
  const std::string dump = output_of("pg_dump --schema-only " + database.name());
  write_file(folder.file("dump.sql"), dump);
  expect_to_match(database, folder.file("dump.sql"));
  expect_to_match(TemporaryDatabase(dump), folder.file("a.sql"));
}

TEST(Scratch, ReadsWhatOnlyAServerKnows) {
  const TempFolder folder;
  write_file(folder.file("a.sql"),
             "create table a (id int primary key);\ncreate table b as select id, 'x'::text as t from a;");
  const TemporaryDatabase database("create table a (id int primary key); create table b (id int, t text)");
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + folder.file("a.sql") + " --scratch " +
                        shell_quoted(postgres_server()));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(Scratch, SaysWhereTheServerRefuses) {
  const TempFolder folder;
  write_file(folder.file("a.sql"), "create table a (id int);\ncreate table b (\n  id int,\n  m nosuch\n);\n");
  const Ran ran = tenon("inspect " + folder.file("a.sql") + " --scratch " + shell_quoted(postgres_server()));
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(
      ran.err.find(
          "a.sql:4:5: the scratch server says: type \"nosuch\" does not exist\n      m nosuch\n        ^"),
      std::string::npos)
      << ran.err;
}

TEST(Scratch, NeverReachesBeyondItsDatabase) {
  const TempFolder folder;
  write_file(folder.file("a.sql"),
             "create role tenon_scratch_role; create database tenon_scratch_other; alter system set work_mem "
             "= '5MB';\n"
             "copy (select 1) to program 'touch " +
                 folder.file("made") +
                 "'; create table a (id int);\n"
                 "alter table a owner to nobody_at_all; grant select on a to nobody_at_all;");
  const Ran ran =
      tenon("inspect " + folder.file("a.sql") + " -o json --scratch " + shell_quoted(postgres_server()));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("\"a\""), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder.file("made")));
  EXPECT_EQ(output_of("psql -XAtc \"select count(*) from pg_roles where rolname = 'tenon_scratch_role'\""),
            "0\n");
}

TEST(Scratch, IsGoneWhenTheProgramIsInterrupted) {
  const TempFolder folder;
  write_file(folder.file("slow.sql"), "create table tenon_was_here (id int); select pg_sleep(60);");
  for (const char* signal : {"TERM", "INT"}) {
    const Ran ran = shell("timeout -s " + std::string(signal) + " 2 " TENON_BIN " inspect " +
                          folder.file("slow.sql") + " --scratch " + shell_quoted(postgres_server()));
    EXPECT_EQ(ran.code, 124) << ran.err;
    EXPECT_EQ(ran.err, "");
    EXPECT_EQ(
        output_of(
            "psql -XAtc \"select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> "
            "pg_backend_pid() and datname like 'tenon_scratch_%'\""),
        "0\n");
  }
}

/// What only the server can read is between what tenon reads too.
TEST(Scratch, KnowsWhereThingsStand) {
  const TempFolder folder;
  write_file(folder.file("a.sql"),
             "create table a (id int primary key);\n\ncreate table made as select 1 as x;\n"
             "alter table made\n  add check (x > 0);\ncreate index i on a (id);\n");
  const TemporaryDatabase database("create table a (id int primary key); create table made (x int)");
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + folder.file("a.sql") + " --scratch " +
                        shell_quoted(database.url()) + " -o json");
  EXPECT_EQ(ran.code, 2) << ran.err;
  const auto report = nlohmann::json::parse(ran.out);
  ASSERT_EQ(report["findings"].size(), 2U) << ran.out;
  EXPECT_EQ(report["findings"][0]["key"], "index:public.a.i");
  EXPECT_EQ(report["findings"][0]["declared"]["source"]["line"], 6);
  EXPECT_FALSE(report["findings"][1]["declared"].contains("source"));
}

TEST(DeclaredSqlReport, PointsAtTheLine) {
  const TempFolder folder;
  write_file(folder.file("a.sql"), "create table a (id int primary key);\n\ncreate index i\n  on a (id);\n");
  const TemporaryDatabase database("create table a (id int primary key)");
  const Ran ran = tenon("check " + shell_quoted(database.url()) + " " + folder.file("a.sql") + " -o json");
  EXPECT_EQ(ran.code, 2) << ran.err;
  const auto report = nlohmann::json::parse(ran.out);
  EXPECT_EQ(report["declared"]["kind"], "sql");
  EXPECT_EQ(report["declared"]["path"], folder.file("a.sql"));
  EXPECT_EQ(report["findings"][0]["declared"]["source"]["path"], folder.file("a.sql"));
  EXPECT_EQ(report["findings"][0]["declared"]["source"]["line"], 3);
}

}  // namespace
}  // namespace tenon::test::this_file
