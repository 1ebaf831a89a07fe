// Tests what is kept under a key.

#include "notify/sealed.h"

#include <gtest/gtest.h>

#include "notify/signature.h"

namespace tenon::this_file {
namespace {

const SourceArgument kKey("0123456789abcdef0123456789abcdef");

TEST(Sealed, IsOpenedByItsKeyAtItsPlace) {
  for (const std::string& text : {std::string(), std::string("hunter2"), std::string(5000, 'x')}) {
    const std::string kept = sealed(SourceArgument(text), kKey, "webhook a");
    EXPECT_EQ(kept.find("hunter2"), std::string::npos);
    EXPECT_EQ(unsealed(kept, kKey, "webhook a")->exposed(), text);
    EXPECT_FALSE(unsealed(kept, kKey, "webhook b"));
    EXPECT_FALSE(unsealed(kept, SourceArgument("another key of thirty-two digits"), "webhook a"));
  }
}

TEST(Sealed, IsAnotherTextEachTime) {
  EXPECT_NE(sealed(SourceArgument("a"), kKey, "p"), sealed(SourceArgument("a"), kKey, "p"));
}

TEST(Sealed, IsNotOpenedOnceItWasChanged) {
  const std::string kept = sealed(SourceArgument("hunter2"), kKey, "p");
  for (std::size_t i = 0; i < kept.size(); ++i) {
    std::string changed = kept;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(unsealed(changed, kKey, "p")) << i;
    EXPECT_FALSE(unsealed(kept.substr(0, i), kKey, "p")) << i;
  }
}

TEST(Sealed, SigningSecretsAreNewEachTimeAndSign) {
  const SourceArgument secret = new_signing_secret();
  EXPECT_TRUE(secret.exposed().starts_with("whsec_"));
  EXPECT_NE(secret.exposed(), new_signing_secret().exposed());
  EXPECT_TRUE(signature(std::vector{secret}, "msg_1", 1, "body").starts_with("v1,"));
}

}  // namespace
}  // namespace tenon::this_file
