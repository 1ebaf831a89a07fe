#include "model/faults.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace tenon::this_file {
namespace {

TEST(Faults, AreSaidTogetherInTheOrderOfTheirPlaces) {
  Faults faults;
  faults.raise();
  faults.add({"b.json", 1, 1}, "fourth");
  faults.add({"a.json", 10, 1}, "third");
  faults.add({"a.json", 2, 5}, "second");
  faults.add({"a.json", 2, 3}, "first");
  try {
    faults.raise();
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_STREQ(error.what(),
                 "a.json:2:3: first\na.json:2:5: second\na.json:10:1: third\nb.json:1:1: fourth");
    EXPECT_EQ(error.fault(), Fault::kDeclaration);
  }
}

}  // namespace
}  // namespace tenon::this_file
