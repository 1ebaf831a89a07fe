#include <gtest/gtest.h>
#include <sqlite3.h>

#include <filesystem>

#include "model/error.h"
#include "reflect/database.h"
#include "reflect/sqlite/handle.h"
#include "reflect/sqlite/url.h"
#include "tests/support/print.h"
#include "tests/support/sqlite.h"

namespace tenon::this_file {

void PrintTo(const SqliteFile& file, std::ostream* out) {
  *out << file.path << " as " << file.opened << (file.in_memory ? " in memory" : "") << " waiting "
       << file.timeout.value_or(std::chrono::milliseconds(-1)).count();
}

namespace {

namespace fs = std::filesystem;

std::string refusal(const std::string& url) {
  try {
    open_sqlite(url)->reflect();
    return "opened";
  } catch (const Error& error) {
    return error.what();
  }
}

void expect_refusal(const std::string& url, std::string_view part) {
  const std::string said = refusal(url);
  EXPECT_NE(said.find(part), std::string::npos) << said;
}

TEST(SqliteUrl, IsReadAsSqlalchemyReadsIt) {
  const std::string here = fs::current_path().string() + "/";
  EXPECT_EQ(sqlite_file("sqlite:///a/b.db").opened, here + "a/b.db");
  EXPECT_EQ(sqlite_file("sqlite:////a/b.db").opened, "/a/b.db");
  EXPECT_EQ(sqlite_file("sqlite+pysqlite:////a/b.db?timeout=3").opened, "/a/b.db");
  EXPECT_EQ(sqlite_file("sqlite:////a%20b%3F.db").opened, "/a b?.db");
  EXPECT_EQ(sqlite_file("sqlite:////100%.db").opened, "/100%.db");
  EXPECT_EQ(sqlite_file("sqlite:///file:x.db").opened, here + "file:x.db");
  for (const char* url : {"sqlite://", "sqlite:///:memory:"}) EXPECT_TRUE(sqlite_file(url).in_memory);
}

TEST(SqliteUrl, OfAUriIsOpenedForReadingWhateverItsMode) {
  const SqliteFile file = sqlite_file("sqlite:///file:/a/b.db?mode=rwc&uri=true&immutable=1&timeout=3");
  EXPECT_EQ(file, (SqliteFile{.path = "/a/b.db",
                              .opened = "file:/a/b.db?immutable=1",
                              .timeout = std::chrono::seconds(3)}));
  EXPECT_TRUE(sqlite_file("sqlite:///file:x?mode=memory&uri=true").in_memory);
}

TEST(SqliteUrl, TakesEveryParameterOfSqlalchemyPythonAndSqlite) {
  const std::string given =
      "sqlite:////a/"
      "b.db?mode=ro&uri=true&cache=private&check_same_thread=false&detect_types=3&isolation_level="
      "IMMEDIATE&cached_statements=9&factory=x&autocommit=1&timeout=2.5&&";
  EXPECT_EQ(sqlite_file(given),
            (SqliteFile{.path = "/a/b.db", .opened = "/a/b.db", .timeout = std::chrono::milliseconds(2500)}));
  EXPECT_EQ(sqlite_file("sqlite:///file:/a/b.db?nolock=1&psow=0&vfs=unix&modeof=%2Fc&uri=TRUE&cache=shared"),
            (SqliteFile{.path = "/a/b.db",
                        .opened = "file:/a/b.db?nolock=1&psow=0&vfs=unix&modeof=%2Fc&cache=shared"}));
}

TEST(SqliteUrl, RefusesAnUnknownParameterOrValueWithTheNearestKnownOne) {
  const auto expect = [](const std::string& query, std::string_view part) {
    for (const std::string name : {"/a.db", "file:/a.db", ":memory:"}) {
      const std::string said = refusal("sqlite:///" + name + "?" + query);
      EXPECT_NE(said.find(part), std::string::npos) << said;
    }
  };
  expect("mdoe=ro", "there is no parameter \"mdoe\"; did you mean \"mode\"?");
  expect("uri=true&Timeout=3", "there is no parameter \"Timeout\"; did you mean \"timeout\"?");
  expect("uri=true&xyzzyxyzzy", "there is no parameter \"xyzzyxyzzy\"; known are uri, mode, timeout, ");
  expect("uri=true&a%20secret=1", "there is no parameter \"***\"; known are ");
  expect("mode=r0", "the parameter mode takes ro, rw, rwc, memory; did you mean \"ro\"?");
  expect("uri=treu", "the parameter uri takes true, false, ");
  expect("cache=share", "did you mean \"shared\"?");
  expect("uri=true&immutable=ture", "did you mean \"true\"?");
  for (const char* timeout : {"timeout=soon", "timeout=", "timeout=-1", "timeout=5s", "timeout=nan"})
    expect(timeout, "the parameter timeout takes the seconds");
}

TEST(SqliteUrl, RefusesWhatMeansSomethingInAUriAlone) {
  for (const char* query : {"immutable=1", "nolock=1&uri=true", "vfs=unix", "mode=memory"})
    expect_refusal(std::string("sqlite:////a.db?") + query, " in a URI alone; write sqlite:///file:NAME?");
}

TEST(SqliteOpen, WaitsForALockAsLongAsTheUrlSays) {
  const test::TemporarySqlite database("CREATE TABLE a (x);");
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(database.path().c_str(), &writer), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(writer, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  expect_refusal(database.url() + "?timeout=0", "another program has it locked");
  const SqliteFile file = sqlite_file(database.url() + "?timeout=0.25");
  SqliteHandle::open_read_only(file.opened, file.path, file.timeout)
      .query("PRAGMA busy_timeout", [](const SqliteRow& row) { EXPECT_EQ(row.integer(0), 250); });
  sqlite3_close(writer);
}

TEST(SqliteUrl, WithoutAPathIsNoDatabase) {
  for (const char* url : {"sqlite:///", "sqlite:///?mode=ro", "sqlite+pysqlite:///"})
    expect_refusal(url, " names no file; write sqlite:///relative.db");
}

TEST(SqliteUrl, OfAnotherFormIsRefusedWithTheRightOne) {
  for (const char* url : {"sqlite:shop.db", "sqlite://shop.db", "sqlite:/shop.db", "sqlites:///shop.db"})
    expect_refusal(url, "write sqlite:///relative.db");
}

TEST(SqliteOpen, RefusesAFileThatIsNotThereAndMakesNone) {
  const test::TempFolder folder;
  expect_refusal("sqlite:///" + folder.file("gone.db"),
                 "there is no SQLite database " + folder.file("gone.db"));
  expect_refusal("sqlite:///" + folder.file("gone/gone.db"), "there is no SQLite database");
  expect_refusal("sqlite:///file:" + folder.file("gone.db") + "?mode=rwc&uri=true",
                 "there is no SQLite database");
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(SqliteOpen, RefusesAFolderAndAFileThatIsNoDatabase) {
  const test::TempFolder folder;
  expect_refusal("sqlite:///" + folder.path().string(), "is a folder");
  test::write_file(folder.file("note.txt"),
                   "this is a text, and long enough to be taken for the head of a database\n");
  expect_refusal("sqlite:///" + folder.file("note.txt"), "it is not a SQLite database");
}

TEST(SqliteOpen, ReadsThroughAWriteAheadLogThatAnotherHolds) {
  const test::TemporarySqlite database("");
  sqlite3* writer = nullptr;
  ASSERT_EQ(sqlite3_open(database.path().c_str(), &writer), SQLITE_OK);
  const char* const script =
      "PRAGMA journal_mode = wal; CREATE TABLE a (x); CREATE TABLE b (x); BEGIN IMMEDIATE; CREATE TABLE c "
      "(x)";
  EXPECT_EQ(sqlite3_exec(writer, script, nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(open_sqlite(database.url())->reflect().tables.size(), 2U);
  sqlite3_close(writer);
}

TEST(SqliteOpen, WritesNothing) {
  const test::TemporarySqlite database("CREATE TABLE a (x CHECK (x > 1)); CREATE VIEW v AS SELECT 1;");
  const std::string before = test::read_file(database.path());
  const auto opened = open_sqlite(database.url());
  const Catalog catalog = opened->reflect();
  opened->settle(
      {{.about = About::kExpression, .text = "x > 2", .table = &catalog.tables.at(0), .target = ""}});
  EXPECT_EQ(test::read_file(database.path()), before);
  EXPECT_EQ(std::distance(fs::directory_iterator(database.folder().path()), {}), 1);
}

TEST(SqliteOpen, ReflectsAsOftenAsAskedAndSeesWhatChanged) {
  const test::TemporarySqlite database("CREATE TABLE a (x);");
  const auto opened = open_sqlite(database.url());
  EXPECT_EQ(opened->reflect().tables.size(), 1U);
  database.run("CREATE TABLE b (x);");
  EXPECT_EQ(opened->reflect().tables.size(), 2U);
}

TEST(SqliteOpen, SaysWhatItOpened) {
  const test::TemporarySqlite database("");
  const Side side = open_sqlite(database.url())->side();
  EXPECT_EQ(side.kind, "sqlite");
  EXPECT_EQ(side.url, database.url());
  EXPECT_EQ(side.server_version.substr(0, 2), "3.");
}

TEST(SqliteOpen, OpensMemoryAsAnEmptyDatabase) {
  EXPECT_TRUE(open_sqlite("sqlite://")->reflect().tables.empty());
}

}  // namespace
}  // namespace tenon::this_file
