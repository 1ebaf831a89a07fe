#include "diff/column_order.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using namespace test;

Catalog with_order(std::initializer_list<std::string_view> columns) {
  std::vector<Column> made;
  for (const std::string_view name : columns) made.push_back(column(name));
  return catalog({table("t", std::move(made)), table("u", {column("a"), column("b")})});
}

TEST(ColumnOrder, IsSaidInOneLineWhereCommonColumnsStandInAnotherOrder) {
  EXPECT_EQ(
      column_order_note(with_order({"a", "b", "c"}), with_order({"a", "c", "b"})),
      "the columns of 1 table (public.t) stand in another order on the two sides, which is not compared");
}

TEST(ColumnOrder, IsNotSaidWhereColumnsOnlyComeOrGo) {
  EXPECT_EQ(column_order_note(with_order({"a", "b", "c"}), with_order({"a", "x", "b", "c"})), "");
  EXPECT_EQ(column_order_note(with_order({"x", "a", "b"}), with_order({"a", "b"})), "");
  EXPECT_EQ(column_order_note(with_order({"a", "b"}), with_order({"a", "b"})), "");
}

}  // namespace
}  // namespace tenon::this_file
