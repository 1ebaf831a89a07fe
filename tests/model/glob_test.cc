#include "model/glob.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace tenon::this_file {
namespace {

/// Every text of at most `longest` letters a and b.
std::vector<std::string> texts(std::size_t longest) {
  std::vector<std::string> all{""};
  for (std::size_t at = 0; at < all.size(); ++at)
    if (all[at].size() < longest)
      for (const char letter : {'a', 'b'}) all.push_back(all[at] + letter);
  return all;
}

std::string random_glob(std::mt19937& random) {
  std::string glob;
  for (std::size_t left = random() % 5; left > 0; --left) glob += std::string("ab?*")[random() % 4];
  return glob;
}

TEST(GlobsMeet, WhereATextMatchesBoth) {
  EXPECT_TRUE(globs_meet("tenant-*", "tenant-042"));
  EXPECT_TRUE(globs_meet("tenant-*", "*-042"));
  EXPECT_TRUE(globs_meet("fleet/tenant_*", "fleet/*"));
  EXPECT_TRUE(globs_meet("t?nt", "tänt"));
  EXPECT_TRUE(globs_meet("", "*"));
  EXPECT_FALSE(globs_meet("tenant-*", "orders"));
  EXPECT_FALSE(globs_meet("a-*", "b-*-?c"));
  EXPECT_FALSE(globs_meet("", "?"));
}

TEST(GlobsMeet, AsTryingEveryTextTells) {
  const unsigned seed = std::random_device{}();
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  const std::vector<std::string> all = texts(8);  // two globs of four parts need no longer one
  for (int run = 0; run < 2'000; ++run) {
    const std::string a = random_glob(random);
    const std::string b = random_glob(random);
    bool meet = false;
    for (const std::string& text : all) meet = meet || (glob_matches(a, text) && glob_matches(b, text));
    EXPECT_EQ(globs_meet(a, b), meet) << a << " " << b;
  }
}

}  // namespace
}  // namespace tenon::this_file
