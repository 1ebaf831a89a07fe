#include "model/nearest_word.h"

#include <gtest/gtest.h>

namespace tenon::this_file {
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

TEST(Suggestion, IsMadeOnlyWhereAWordIsClose) {
  EXPECT_EQ(suggestion("pubic", {"app", "public"}), "; did you mean \"public\"?");
  EXPECT_EQ(suggestion("billing", {"app", "public"}), "");
}

}  // namespace
}  // namespace tenon::this_file
