#include "service/api/accept.h"

#include <gtest/gtest.h>

namespace tenon {
namespace {

const std::vector<std::string> kOffered{"application/json", "text/markdown", "text/html",
                                        "application/sarif+json"};

TEST(AcceptTest, NothingIsAnything) { EXPECT_EQ(accepted("", kOffered), "application/json"); }

TEST(AcceptTest, TheTypeItself) {
  for (const std::string& type : kOffered) EXPECT_EQ(accepted(type, kOffered), type);
  EXPECT_EQ(accepted(" TEXT/HTML ;level=1", kOffered), "text/html");
}

TEST(AcceptTest, HigherQualityGoesFirst) {
  EXPECT_EQ(accepted("text/html;q=0.5, application/json;q=0.1", kOffered), "text/html");
  EXPECT_EQ(accepted("*/*;q=0.1, text/*;q=0.5", kOffered), "text/markdown");
}

TEST(AcceptTest, TheMoreExactRangeCounts) {
  EXPECT_EQ(accepted("text/*, text/markdown;q=0", kOffered), "text/html");
  EXPECT_EQ(accepted("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", kOffered),
            "text/html");
}

TEST(AcceptTest, NothingFits) {
  for (const std::string none : {"image/png", "text/html;q=0", ",;", "*"})
    EXPECT_EQ(accepted(none, kOffered), "") << none;
}

}  // namespace
}  // namespace tenon
