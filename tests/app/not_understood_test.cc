#include "app/not_understood.h"

#include <gtest/gtest.h>

#include "model/dialect.h"
#include "model/report.h"
#include "tests/support/builders.h"

namespace tenon {
namespace {

using namespace test;

NotUnderstoodObject odd(std::string_view name) {
  return {q(name, kSqlite), {}, "it says WITHOUT SENSE", "CREATE TABLE odd (x)"};
}

TEST(NotUnderstood, ATableIsUnknownAndNeverMissing) {
  Catalog actual = catalog({}, kSqlite);
  actual.not_understood.push_back(odd("Odd"));
  Catalog declared = catalog({table("odd", {column("x", "integer", true, kSqlite)}, {}, kSqlite),
                              table("plain", {column("x", "integer", true, kSqlite)}, {}, kSqlite)},
                             kSqlite);
  const Difference found = with_not_understood({diff(actual, declared), {}}, actual, declared);
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(to_string(found.unknowns[0].key), "table:Odd");
  EXPECT_EQ(found.unknowns[0].reason, "the stored definition is not understood: it says WITHOUT SENSE");
  ASSERT_EQ(found.changes.size(), 1u);
  EXPECT_EQ(to_string(key_of(found.changes[0])), "table:plain");
}

TEST(NotUnderstood, AnIndexIsUnknownAndItsTableIsCompared) {
  Catalog actual = catalog({table("t", {column("x", "integer", true, kSqlite)}, {}, kSqlite)}, kSqlite);
  Catalog declared = actual;
  declared.tables[0].constraints.emplace_back(index("i", {"x"}));
  actual.not_understood.push_back({q("i", kSqlite), q("t", kSqlite), "odd\nand more", "CREATE INDEX i"});
  const Difference found = with_not_understood({diff(actual, declared), {}}, actual, declared);
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(to_string(found.unknowns[0].key), "index:t.i");
  EXPECT_EQ(found.unknowns[0].reason, "the stored definition is not understood: odd");
  EXPECT_TRUE(found.changes.empty());
}

TEST(NotUnderstood, WhatIsNotComparedIsNeverInSync) {
  Report report;
  report.compared.tables = 1;
  report.unknowns.push_back({{Kind::kTable, {}, {}, Name("odd")}, "", "why", "", ""});
  EXPECT_EQ(outcome(report), Outcome::kUnknown);
  EXPECT_EQ(exit_code(outcome(report)), 1);
}

}  // namespace
}  // namespace tenon
