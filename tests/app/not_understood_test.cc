#include "app/not_understood.h"

#include <gtest/gtest.h>

#include "model/dialect.h"
#include "model/report.h"
#include "tests/support/builders.h"

namespace tenon {
namespace {

using namespace test;

UnmodelledObject odd(std::string kind, std::string_view name) {
  UnmodelledObject other;
  other.kind = std::move(kind);
  other.name = q(name, kSqlite);
  other.definition = "-- not understood: it says WITHOUT SENSE\nCREATE TABLE odd (x)";
  return other;
}

TEST(NotUnderstood, ATableIsUnknownAndNeverMissing) {
  Catalog actual = catalog({}, kSqlite);
  actual.unmodelled.push_back(odd("table not understood", "Odd"));
  Catalog declared = catalog({table("odd", {column("x", "integer", true, kSqlite)}, {}, kSqlite),
                              table("plain", {column("x", "integer", true, kSqlite)}, {}, kSqlite)},
                             kSqlite);
  const Difference found = with_not_understood({diff(actual, declared), {}}, actual, declared);
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(shown(found.unknowns[0].key), "table:Odd");
  EXPECT_EQ(found.unknowns[0].reason, "the stored definition is not understood: it says WITHOUT SENSE");
  ASSERT_EQ(found.changes.size(), 1u);
  EXPECT_EQ(shown(key_of(found.changes[0])), "table:plain");
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
