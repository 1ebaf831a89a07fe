#include "render/report/finding.h"

#include <gtest/gtest.h>

#include "tests/render/sqlite_orders.h"

namespace tenon::this_file {
namespace {

using namespace test;

/// What a report says of a column whose type was `actual` and is to be `declared`.
FindingChange retyped(std::string actual, std::string declared, const Dialect& dialect) {
  Altered change{{Kind::kColumn, {}, dialect.name_of("t"), dialect.name_of("a")},
                 column("a", actual, true, dialect),
                 column("a", declared, true, dialect),
                 {{"type", actual, declared}}};
  Report report;
  report.changes = {change};
  return findings(report, dialect).at(0).changes.at(0);
}

void expect_affinities(const FindingChange& change, std::string_view actual, std::string_view declared) {
  EXPECT_EQ(change.actual_affinity, actual);
  EXPECT_EQ(change.declared_affinity, declared);
}

TEST(Finding, SaysTheAffinitiesOfTypesWhereTheyDiffer) {
  expect_affinities(retyped("INT", "VARCHAR(10)", kSqlite), "INTEGER", "TEXT");
  expect_affinities(retyped("", "DECIMAL", kSqlite), "BLOB", "NUMERIC");
  expect_affinities(retyped("VARCHAR(10)", "TEXT", kSqlite), "", "");
  expect_affinities(retyped("ANY", "TEXT", kSqlite), "", "");
  expect_affinities(retyped("integer", "text", kPostgresql), "", "");
}

}  // namespace
}  // namespace tenon::this_file
