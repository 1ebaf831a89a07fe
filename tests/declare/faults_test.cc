#include "declare/faults.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace tenon {
namespace {

TEST(Nearest, FindsWhatWasMeant) {
  const std::vector<std::string> known{"nullable", "columns", "id", "uix", "primary_key"};
  EXPECT_EQ(nearest("nulable", known), "nullable");
  EXPECT_EQ(nearest("colums", known), "columns");
  EXPECT_EQ(nearest("uid", known), "id");
  EXPECT_EQ(nearest("PRIMARY_KEY", known), "primary_key");
  EXPECT_EQ(nearest("frobnicate", known), std::nullopt);
  EXPECT_EQ(nearest("ab", known), std::nullopt);
  EXPECT_EQ(nearest("x", {}), std::nullopt);
}

TEST(Hint, NamesTheNearestOrElseWhatIsKnown) {
  EXPECT_EQ(hint("nulable", {"nullable", "type"}), "; did you mean \"nullable\"?");
  EXPECT_EQ(hint("frobnicate", {"nullable", "type"}), "; known here: nullable, type");
  EXPECT_EQ(hint("frobnicate", std::vector<std::string>(100, "word")), "");
}

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
}  // namespace tenon
