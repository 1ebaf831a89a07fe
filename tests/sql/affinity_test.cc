#include "sql/affinity.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

TEST(Affinity, IsThatOfTheFirstRuleThatHolds) {
  EXPECT_EQ(affinity("varchar(10)"), "TEXT");
  EXPECT_EQ(affinity("CHARINT"), "INTEGER");
  EXPECT_EQ(affinity("FLOATING POINT"), "INTEGER");
  EXPECT_EQ(affinity("double precision"), "REAL");
  EXPECT_EQ(affinity("decimal(10,2)"), "NUMERIC");
  EXPECT_EQ(affinity("blob"), "BLOB");
  EXPECT_EQ(affinity(""), "BLOB");
}

TEST(Affinity, OfAnyIsNoneInAStrictTableOnly) {
  EXPECT_EQ(affinity("any", true), "BLOB");
  EXPECT_EQ(affinity("any", false), "NUMERIC");
}

}  // namespace
}  // namespace tenon::this_file
