#include "sql/partition.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

std::string printed(const std::optional<PartitionKey>& key) {
  if (!key) return "none";
  std::string text = key->strategy;
  for (const PartitionElement& each : key->elements)
    text += " [" + std::string(each.column) + "|" + std::string(each.expression) + "|" +
            std::string(each.rest) + "]";
  return text;
}

std::string printed(const std::optional<PartitionBound>& bound) {
  if (!bound) return "none";
  std::string text = std::to_string(static_cast<int>(bound->form));
  for (const auto& list : bound->lists) {
    text += " (";
    for (const std::string_view value : list) text += "[" + std::string(value) + "]";
    text += ")";
  }
  return text;
}

TEST(PartitionKey, IsTakenApart) {
  EXPECT_EQ(printed(partition_key("range (a)")), "RANGE [a||]");
  EXPECT_EQ(printed(partition_key("LIST (\"A, b\" COLLATE \"C\" text_ops, (a % (3)), f(a, ')') x.ops)")),
            "LIST [\"A, b\"||COLLATE \"C\" text_ops] [|(a % (3))|] [|f(a, ')')|x.ops]");
  EXPECT_EQ(printed(partition_key("RANGE (((a + b)), abs(b))")), "RANGE [|((a + b))|] [|abs(b)|]");
}

TEST(PartitionKey, IsNoneWhereAnyPartIsMissing) {
  for (const char* text : {"", "RANGE", "RANGE ()", "RANGE (a", "(a)", "RANGE (a) b", "RANGE (a,, b)"})
    EXPECT_EQ(printed(partition_key(text)), "none") << text;
}

TEST(PartitionBound, IsTakenApart) {
  EXPECT_EQ(printed(partition_bound("default")), "0");
  EXPECT_EQ(printed(partition_bound("for values in ('a,)', NULL, 1+0)")), "1 (['a,)'][NULL][1+0])");
  EXPECT_EQ(printed(partition_bound("FOR VALUES FROM (1, minvalue) TO (ARRAY[1,2], f(1, 2))")),
            "2 ([1][minvalue]) ([ARRAY[1,2]][f(1, 2)])");
  EXPECT_EQ(printed(partition_bound("FOR VALUES WITH (modulus 4, remainder 0)")),
            "3 ([modulus 4][remainder 0])");
}

TEST(PartitionBound, IsNoneWhereAnyPartIsMissing) {
  for (const char* text : {"", "FOR VALUES", "FOR VALUES IN", "FOR VALUES FROM (1)", "FOR VALUES FROM (1) TO",
                           "FOR VALUES IN (1) x", "DEFAULT x", "VALUES IN (1)"})
    EXPECT_EQ(printed(partition_bound(text)), "none") << text;
}

}  // namespace
}  // namespace tenon::this_file
