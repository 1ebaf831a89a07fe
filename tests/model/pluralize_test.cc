#include <gtest/gtest.h>

#include "model/pluralize.h"

namespace tenon::this_file {
namespace {

TEST(Pluralize, HasThePluralOfTheNoun) {
  EXPECT_EQ(pluralize(1, "operator_class"), "1 operator_class");
  EXPECT_EQ(pluralize(2, "operator_class"), "2 operator_classes");
  EXPECT_EQ(pluralize(4, "foreign key"), "4 foreign keys");
  EXPECT_EQ(pluralize(4, "policy"), "4 policies");
  EXPECT_EQ(pluralize(0, "file"), "0 files");
  EXPECT_EQ(pluralize(3, "index"), "3 indexes");
  EXPECT_EQ(pluralize(4, "policy"), "4 policies");
  EXPECT_EQ(pluralize(6, "statistics"), "6 statistics");
}

}  // namespace
}  // namespace tenon::this_file
