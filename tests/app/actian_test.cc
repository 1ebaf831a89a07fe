#include <gtest/gtest.h>

#include <string>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::read_file;
using test::shell;
using test::TempFolder;
using test::write_file;

const std::string kGolden = std::string(TENON_TEST_DATA) + "/golden/actian/";

Ran generated(const TempFolder& folder, const std::string& actual, const std::string& declared) {
  return shell(std::string(TENON_BIN) + " generate " + actual + " " + declared +
               " -m change --rev-id 1 --allow drop_column --dir " + folder.file("m"));
}

/// Columns come and go, a key acts otherwise, names change, an index comes before the key that it is behind.
TEST(Actian, TablesThatAreThereAreAlteredByWhatItsReferenceSays) {
  const TempFolder folder;
  const Ran ran = generated(folder, kGolden + "actual.json", kGolden + "declared.json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(read_file(folder.file("m/1_change.up.sql")), read_file(kGolden + "alter.up.sql"));
  EXPECT_EQ(read_file(folder.file("m/1_change.down.sql")), read_file(kGolden + "alter.down.sql"));
}

/// A table with these columns of it, and more of it, before and after.
struct RefusedOp {
  const char* before;
  const char* after;
  const char* what;
  const char* way_out;
};

const RefusedOp kRefused[] = {
    {R"({"c": {"type": "INTEGER"}})", R"({"c": {"type": "BIGINT"}})", "change column t.c where it is",
     "make another beside it"},
    {R"({"c": {"type": "INTEGER"}})", R"({"c": {"type": "INTEGER", "nullable": false}})",
     "change column t.c where it is", "make another beside it"},
    {R"({"c": {"type": "INTEGER"}})", R"({"d": {"type": "INTEGER", "renamed_from": "c"}})",
     "rename column t.c", "copy the rows"},
    {R"({"c": {"type": "INTEGER"}})", R"({"c": {"type": "INTEGER"}}, "renamed_from": "former")",
     "rename table former", "copy the rows"},
    {R"({"c": {"type": "INTEGER"}}, "primary_key": {"columns": ["c"], "name": "a"})",
     R"({"c": {"type": "INTEGER"}}, "primary_key": {"columns": ["c"], "name": "b"})",
     "rename a primary key (a of t)", R"("name": "a")"},
    {R"({"c": {"type": "INTEGER"}})",
     R"({"c": {"type": "INTEGER"}}, "checks": [{"name": "k", "sqltext": "c > 0"}])",
     "check a condition (k of t)", "leave the check out"},
    {R"({"c": {"type": "INTEGER"}})",
     R"({"c": {"type": "INTEGER"}, "g": {"type": "INTEGER", "computed": "c + 1"}})", "generate a column (g)",
     "make it a plain column"},
    {R"({"c": {"type": "INTEGER"}})",
     R"({"c": {"type": "INTEGER"}}, "indexes": [{"name": "i", "columns": [{"expression": "c + 1"}]}])",
     "make an index over an expression (i)", "keep its value in a column"},
    {R"({"c": {"type": "INTEGER"}})",
     R"({"c": {"type": "INTEGER"}}, "indexes": [{"name": "i", "columns": ["c"], "where": "c > 0"}])",
     "make a partial index (i)", "leave out its \"where\""},
};

TEST(Actian, WhatCanNotBeSaidIsRefusedWithTheWayOut) {
  for (const RefusedOp& one : kRefused) {
    const TempFolder folder;
    const auto file = [&](const std::string& name, const std::string& table, const std::string& columns) {
      write_file(folder.file(name),
                 R"({"dialect": "actian", "tables": {")" + table + R"(": {"columns": )" + columns + "}}}");
      return folder.file(name);
    };
    const bool is_table = std::string(one.after).find("former") != std::string::npos;
    const Ran ran = generated(folder, file("a.json", is_table ? "former" : "t", one.before),
                              file("b.json", "t", one.after));
    EXPECT_EQ(ran.code, 1) << one.what << ran.err;
    EXPECT_NE(ran.err.find(one.what), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find(one.way_out), std::string::npos) << ran.err;
  }
}

TEST(Actian, EveryColumnHasATypeAndNoAdviceIsOfOtherDatabases) {
  const TempFolder folder;
  const auto ran = [&](const std::string& verb, const std::string& columns) {
    write_file(folder.file("t.json"), R"({"dialect": "actian", "tables": {"t": {"columns": {)" + columns +
                                          R"(}, "uniques": [{"name": "u", "columns": ["a", "b"]}]}}})");
    return shell(std::string(TENON_BIN) + " " + verb + " " + folder.file("t.json"));
  };
  const std::string a = R"("a": {"type": "INTEGER", "nullable": false}, )";
  const Ran untyped = ran("inspect -o sql", a + R"("b": {"type": ""})");
  EXPECT_EQ(untyped.code, 1) << untyped.out;
  EXPECT_NE(untyped.err.find("\"type\" of column t.b is empty"), std::string::npos) << untyped.err;
  const Ran nullable = ran("lint", a + R"("b": {"type": "INTEGER"})");
  EXPECT_NE(nullable.out.find("NOT NULL, or a unique index"), std::string::npos)
      << nullable.out << nullable.err;
}

TEST(Actian, KeysThatActInOtherWaysAreRefused) {
  const std::pair<const char*, const char*> kKeys[] = {
      {R"("onupdate": "CASCADE")", "leave out its \"onupdate\""},
      {R"("onupdate": "SET NULL")", "leave out its \"onupdate\""},
      {R"("ondelete": "SET NULL")", "say RESTRICT or CASCADE"},
      {R"("match": "FULL")", "leave out its \"match\""},
  };
  for (const auto& [key, way_out] : kKeys) {
    const TempFolder folder;
    write_file(
        folder.file("b.json"),
        R"({"dialect": "actian", "tables": {"t": {"columns": {"id": {"type": "INTEGER", "primary_key": true},
                  "up": {"type": "INTEGER", "foreign_key": {"references": "t.id", )" +
            std::string(key) + "}}}}}}");
    const Ran ran = shell(std::string(TENON_BIN) + " inspect " + folder.file("b.json") + " -o sql");
    EXPECT_EQ(ran.code, 1) << key;
    EXPECT_NE(ran.err.find(way_out), std::string::npos) << ran.err;
  }
}

}  // namespace
}  // namespace tenon
