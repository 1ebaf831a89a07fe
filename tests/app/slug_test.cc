#include "app/files.h"

#include <gtest/gtest.h>

namespace tenon {
namespace {

TEST(Slug, KeepsWordsAndCutsAtOne) {
  EXPECT_EQ(slug("Add order constraints"), "add_order_constraints");
  EXPECT_EQ(slug("  What's   new? (v2)"), "what_s_new_v2");
  EXPECT_EQ(slug("../../etc/passwd"), "etc_passwd");
  EXPECT_EQ(slug("one two three four five six seven eight nine ten"),
            "one_two_three_four_five_six_seven_eight");
  EXPECT_EQ(slug("größe"), "größe");
  EXPECT_EQ(slug("!!!"), "");
}

}  // namespace
}  // namespace tenon
