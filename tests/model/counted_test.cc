#include <gtest/gtest.h>

#include "model/shown.h"

namespace tenon {
namespace {

TEST(Counted, HasThePluralOfTheNoun) {
  EXPECT_EQ(counted(1, "operator_class"), "1 operator_class");
  EXPECT_EQ(counted(2, "operator_class"), "2 operator_classes");
  EXPECT_EQ(counted(0, "file"), "0 files");
  EXPECT_EQ(counted(3, "index"), "3 indexes");
  EXPECT_EQ(counted(4, "policy"), "4 policies");
  EXPECT_EQ(counted(6, "statistics"), "6 statistics");
}

}  // namespace
}  // namespace tenon
