#include "model/network.h"

#include <gtest/gtest.h>

#include "model/access_scope.h"
#include "model/columns.h"

namespace tenon::this_file {
namespace {

bool is_in(const char* address, const char* network) {
  return parsed_network(network).value().contains(parsed_address(address).value());
}

TEST(Network, HoldsTheAddressesOfItsPrefix) {
  EXPECT_TRUE(is_in("10.255.0.1", "10.0.0.0/8"));
  EXPECT_FALSE(is_in("11.0.0.1", "10.0.0.0/8"));
  EXPECT_TRUE(is_in("172.31.255.255", "172.16.0.0/12"));
  EXPECT_FALSE(is_in("172.32.0.0", "172.16.0.0/12"));
  EXPECT_TRUE(is_in("10.0.0.7", "10.0.0.7"));
  EXPECT_FALSE(is_in("10.0.0.8", "10.0.0.7"));
  EXPECT_TRUE(is_in("fd12::1", "fc00::/7"));
  EXPECT_TRUE(is_in("203.0.113.9", "0.0.0.0/0"));
  EXPECT_FALSE(is_in("2001:db8::1", "0.0.0.0/0"));
}

/// A server that listens on both kinds sees IPv4 peers as IPv6 addresses.
TEST(Network, KnowsAnIpv4AddressInItsOtherForm) {
  EXPECT_TRUE(is_in("::ffff:10.1.2.3", "10.0.0.0/8"));
  EXPECT_TRUE(is_loopback(*parsed_address("::ffff:127.0.0.1")));
}

TEST(Network, RefusesWhatIsNone) {
  for (const char* text : {"", "10.0.0", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "proxy",
                           "10.0.0.0/8/8", "1.2.3.4.5", "/8", "10.0.0.0/ 8"})
    EXPECT_EQ(parsed_network(text), std::nullopt) << text;
}

TEST(Network, KnowsLoopback) {
  for (const char* text : {"127.0.0.1", "127.9.9.9", "::1"})
    EXPECT_TRUE(is_loopback(*parsed_address(text))) << text;
  for (const char* text : {"0.0.0.0", "::", "128.0.0.1", "10.0.0.1", "::2"})
    EXPECT_FALSE(is_loopback(*parsed_address(text))) << text;
}

TEST(AccessScopes, AreReadAndWrittenAsWords) {
  EXPECT_EQ(to_string(*parsed_scopes("audit,read,read")), "read,audit");
  for (const std::string& word : access_scope_words()) EXPECT_EQ(to_string(*parsed_scopes(word)), word);
  for (const char* text : {"", "raed", "read,", ",read", "read audit", "READ"})
    EXPECT_EQ(parsed_scopes(text), std::nullopt) << text;
}

TEST(AccessScopes, AdminAllowsEverything) {
  for (const std::string& word : access_scope_words()) {
    const AccessScope scope = access_scope_named(word).value();
    EXPECT_TRUE(Scopes{AccessScope::kAdmin}.allows(scope)) << word;
    EXPECT_EQ(Scopes{AccessScope::kRead}.allows(scope), scope == AccessScope::kRead) << word;
    EXPECT_FALSE(Scopes().allows(scope)) << word;
  }
}

TEST(Columns, StandBelowOneAnother) {
  EXPECT_EQ(in_columns({{"1", "orders", "x"}, {"12", "a", "yy"}}), "1   orders  x\n12  a       yy\n");
  EXPECT_EQ(in_columns({}), "");
}

}  // namespace
}  // namespace tenon::this_file
