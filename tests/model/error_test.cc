#include "model/error.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
namespace {

TEST(Error, IsOneLineWhateverItHolds) {
  const Error error(Fault::kDeclaration, "no table a\n::error::b\x1b[2J");
  EXPECT_STREQ(error.what(), "no table a\\n::error::b\\x1b[2J");
  EXPECT_EQ(error.reason(), Reason::kParse);
}

TEST(Error, OfSeveralFaultsHasALineForEach) {
  const Error error(Fault::kDeclaration, {"a.json:1: no\nsuch", "\tx", "\t^"});
  EXPECT_STREQ(error.what(), "a.json:1: no\\nsuch\n\tx\n\t^");
}

TEST(Error, HasAReasonOfItsOwnOrItsFaults) {
  EXPECT_EQ(failure_of(Error(Fault::kConnection, Reason::kLock, "busy")),
            (Failure{Reason::kLock, "busy", 1}));
  EXPECT_EQ(failure_of(Error(Fault::kUsage, "no")), (Failure{Reason::kParse, "no", 64}));
  EXPECT_EQ(failure_of(Error(Fault::kUnsupported, "no")), (Failure{Reason::kNotModelled, "no", 1}));
  EXPECT_EQ(failure_of(Error(Fault::kRights, "no")), (Failure{Reason::kRights, "no", 1}));
}

}  // namespace
}  // namespace tenon::this_file
