#include <algorithm>

#include <gtest/gtest.h>

#include "render/json/catalog.h"
#include "tests/declare/read.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

// What random catalogs do not hold, but databases do.

void expect_round_trip(const Catalog& catalog) {
  const std::string text = catalog_json(catalog, {});
  EXPECT_EQ(read(text, *catalog.dialect), catalog) << text;
}

TEST(RoundTrip, KeepsTheOptionsOfPostgresql) {
  Table made = table("t", {column("a", "integer", false)}, {primary_key("k", {"a"}), check("c", "a > 0")});
  made.options = {{"partition_by", "RANGE (a)"},
                  {"strange", "1"},
                  {"unlogged", "true"},
                  {"with.fillfactor", "70"},
                  {"with.autovacuum_enabled", "false"}};
  std::get<PrimaryKey>(made.constraints[0]).options = {{"with.fillfactor", "50"},
                                                       {"without_overlaps", "true"}};
  std::get<Check>(made.constraints[1]).options = {{"enforced", "false"}};
  std::ranges::sort(made.options);
  const Catalog whole = catalog({made});
  expect_round_trip(whole);
  EXPECT_NE(catalog_json(whole, {}).find(R"("with": {"autovacuum_enabled": false, "fillfactor": 70})"),
            std::string::npos);
}

TEST(RoundTrip, KeepsTheSettingsOfPostgresql) {
  Table made = table("t", {column("a", "text", false)}, {primary_key("k", {"a"}), index("i", {"a"})});
  made.options = {{"access_method", "heap2"},
                  {"force_row_security", "true"},
                  {"replica_identity", "nothing"},
                  {"row_security", "true"},
                  {"tablespace", "fast"}};
  made.columns[0].options = {
      {"compression", "lz4"}, {"statistics", "0"}, {"storage", "main"}, {"with.n_distinct", "-0.5"}};
  std::get<PrimaryKey>(made.constraints[0]).options = {{"replica_identity", "true"}, {"tablespace", "fast"}};
  std::get<Index>(made.constraints[1]).options = {{"clustered", "true"}, {"statistics.1", "7"}};
  expect_round_trip(catalog({made}));
}

TEST(RoundTrip, KeepsWhatPostgresqlKnowsSince18) {
  Table made = table("t", {column("a", "integer", false), column("b", "daterange", false)},
                     {primary_key("k", {"a", "b"}), foreign_key("f", {"a", "b"}, "t", {"a", "b"})});
  made.columns[0].options = {
      {"not_null_name", "there"}, {"not_null_no_inherit", "true"}, {"not_null_not_valid", "true"}};
  std::get<PrimaryKey>(made.constraints[0]).options = {{"without_overlaps", "true"}};
  std::get<ForeignKey>(made.constraints[1]).options = {{"enforced", "false"}, {"period", "true"}};
  expect_round_trip(catalog({made}));
}

TEST(RoundTrip, SaysNoNameThatTheServerGaveToNotNull) {
  Table made = table("t", {column("a", "integer", false)});
  made.columns[0].options = {{"not_null_name", "t_a_not_null1"}};
  EXPECT_EQ(read(catalog_json(catalog({made}), {}), kPostgresql).tables[0].columns[0].options, Options{});
}

TEST(RoundTrip, KeepsTheOptionsOfSqlite) {
  Table made = table("t", {column("a", "", false, kSqlite), column("b", "INTEGER", false, kSqlite)},
                     {primary_key("k", {"a", "b"}, kSqlite), unique("u", {"b"}, kSqlite),
                      foreign_key("f", {"a"}, "t", {"b"}, kSqlite)},
                     kSqlite);
  made.options = {{"strict", "true"}, {"without_rowid", "true"}};
  made.columns[0].options = {{"not_null_on_conflict", "IGNORE"}};
  std::get<PrimaryKey>(made.constraints[0]).options = {
      {"collate", "a nocase"}, {"on_conflict", "REPLACE"}, {"order", "b"}};
  std::get<Unique>(made.constraints[1]).options = {{"collate", "b rtrim"}, {"order", "b"}};
  std::get<ForeignKey>(made.constraints[2]).options = {{"match", "ODD"}};
  expect_round_trip(catalog({made}, kSqlite));
}

TEST(RoundTrip, KeepsWhatIsNotModelled) {
  Catalog whole = catalog({});
  whole.schemas.clear();
  whole.unmodelled = {{"extension", {{}, n("citext")}, {}, ""},
                      {"function", q("f"), {}, "CREATE FUNCTION f() ...\n"},
                      {"trigger", q("g"), kPostgresql.qualified("app", "t"), ""}};
  expect_round_trip(whole);
  Catalog file = catalog({}, kSqlite);
  file.unmodelled = {{"view", q("v", kSqlite), {}, "CREATE VIEW v AS SELECT 1"}};
  expect_round_trip(file);
}

TEST(RoundTrip, TellsEqualKeysOfDottedNamesApart) {
  Table one = table("x.y", {column("a.b", "integer", false)}, {primary_key("pk", {"a.b"})});
  Table two = one;
  two.name = kPostgresql.qualified("x", "y");
  Table three = one;
  three.name = kPostgresql.qualified("", "y");
  Table four = one;
  four.name = kPostgresql.qualified("p.q", "r.s");
  for (Table* each : {&one, &two, &three, &four}) {
    each->constraints[0] = renamed(each->constraints[0], n("pk_" + to_string(each->name)), NamedBy::kUser);
    for (const auto& target : {one.name, two.name, three.name, four.name}) {
      ForeignKey key = foreign_key("fk_" + to_string(target), {"a.b"}, "", {"a.b"});
      key.referred_table = target;
      each->constraints.push_back(key);
    }
  }
  Catalog whole = catalog({one, two, three, four});
  whole.schemas.clear();
  for (const char* schema : {"p.q", "public", "x"}) whole.schemas.push_back({n(schema), "", {}});
  Sequence sequence;
  sequence.name = q("s.1");
  sequence.owned_by = ColumnName{four.name, n("a.b")};
  whole.sequences = {sequence};
  whole.enums = {{q("e.f"), {"", "a"}, "", {}}};
  expect_round_trip(sorted(whole));
}

TEST(RoundTrip, KeepsSchemasThatAreEmptyOrAbsent) {
  Catalog without_public = catalog({});
  without_public.schemas = {{n("app"), "", {}}};
  expect_round_trip(without_public);
  Catalog none = catalog({});
  none.schemas.clear();
  expect_round_trip(none);
}

}  // namespace
}  // namespace tenon::test::this_file
