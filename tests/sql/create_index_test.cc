#include "sql/create_index.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

std::string printed(std::string_view sql) {
  const auto result = scan_create_index(sql);
  if (const auto* reason = std::get_if<NotUnderstood>(&result))
    return "wanted " + std::string(reason->wanted) + ", found <" + std::string(reason->found.of(sql)) + ">";
  const auto& index = std::get<ScannedIndex>(result);
  std::string out = (index.unique ? "unique " : "") + index.name.text + " on " + index.table.text;
  for (const auto& element : index.elements) {
    out += " | " + (element.column.text.empty() ? "<" + std::string(element.expression.of(sql)) + ">"
                                                : element.column.text);
    if (!element.collation.empty()) out += "~" + element.collation;
    if (element.descending) out += "-";
  }
  return out + (index.where.empty() ? "" : " where <" + std::string(index.where.of(sql)) + ">");
}

TEST(CreateIndex, ReadsColumns) {
  EXPECT_EQ(printed("CREATE INDEX i ON t(a)"), "i on t | a");
  EXPECT_EQ(
      printed(
          "CREATE UNIQUE INDEX IF NOT EXISTS main.\"i j\" ON [t] (a COLLATE nocase DESC, 'b' ASC, (c)); "),
      "unique i j on t | a~nocase- | b | c");
}

TEST(CreateIndex, TellsExpressionsFromColumns) {
  EXPECT_EQ(printed("CREATE INDEX i ON t(lower(a), a + b DESC, (a || b) COLLATE rtrim, -a, null)"),
            "i on t | <lower(a)> | <a + b>- | <a || b>~rtrim | <-a> | <null>");
  EXPECT_EQ(printed("CREATE INDEX i ON t(substr(a, 1, 2))"), "i on t | <substr(a, 1, 2)>");
}

TEST(CreateIndex, LeavesACollationToTheOperandItBelongsTo) {
  EXPECT_EQ(printed("CREATE INDEX i ON t(a || b COLLATE nocase)"), "i on t | <a || b COLLATE nocase>");
  EXPECT_EQ(printed("CREATE INDEX i ON t(lower(a) COLLATE nocase)"), "i on t | <lower(a)>~nocase");
  EXPECT_EQ(printed("CREATE INDEX i ON t((a COLLATE binary) COLLATE nocase)"), "i on t | a~nocase");
}

TEST(CreateIndex, ReadsThePredicate) {
  EXPECT_EQ(printed("CREATE INDEX i ON t(a) WHERE a IS NOT NULL AND b IN (1, 2) -- c"),
            "i on t | a where <a IS NOT NULL AND b IN (1, 2)>");
}

TEST(CreateIndex, SaysWhereItStoppedUnderstanding) {
  EXPECT_EQ(printed("CREATE INDEX i ON t()"), "wanted a column or an expression, found <)>");
  EXPECT_EQ(printed("CREATE INDEX i ON t(a"), "wanted ), found <>");
  EXPECT_EQ(printed("CREATE INDEX i ON t(a) WHERE"), "wanted an expression, found <>");
  EXPECT_EQ(printed("CREATE TABLE t(a)"), "wanted index, found <TABLE>");
}

}  // namespace
}  // namespace tenon::this_file
