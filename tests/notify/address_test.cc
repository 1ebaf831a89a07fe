// Tests which addresses messages are never sent to.

#include "notify/address.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "notify/send.h"

namespace tenon {
namespace {

TEST(Address, OfThisMachineAndOfMetadataIsRefusedInEverySpelling) {
  for (const char* address : {"127.0.0.1",
                              "127.255.255.254",
                              "0.0.0.0",
                              "0.1.2.3",
                              "169.254.169.254",
                              "169.254.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "100.100.100.200",
                              "::1",
                              "::",
                              "fe80::1",
                              "fe80::1%eth0",
                              "ff02::1",
                              "::ffff:127.0.0.1",
                              "::ffff:169.254.169.254",
                              "::127.0.0.1",
                              "64:ff9b::7f00:1",
                              "2002:7f00:1::",
                              "fd00:ec2::254",
                              "nonsense",
                              ""})
    EXPECT_NE(why_refused(address), "") << address;
}

TEST(Address, OfAPrivateNetworkIsRefused) {
  for (const char* address : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                              "fd00::1", "::ffff:10.1.2.3", "64:ff9b::a00:1"})
    EXPECT_NE(why_refused(address), "") << address;
}

TEST(Address, ThatIsPublicIsTaken) {
  for (const char* address :
       {"93.184.216.34", "128.0.0.1", "169.253.255.255", "172.32.0.1", "172.15.0.1", "100.128.0.1",
        "192.169.0.1", "11.0.0.1", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"})
    EXPECT_EQ(why_refused(address), "") << address;
}

TEST(Address, OfAnAddressIsItself) {
  EXPECT_EQ(addresses_of("127.0.0.1", "443"), std::vector<std::string>{"127.0.0.1"});
  EXPECT_EQ(addresses_of("::1", "443"), std::vector<std::string>{"::1"});
}

std::string refusal(const char* url, bool allows_private = false) {
  try {
    require_sendable({.name = "pager", .url = url, .allows_private = allows_private});
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(Webhook, IsHttpsWithoutUserAndItsUrlIsNotShown) {
  EXPECT_EQ(refusal("https://hooks.example/T0/canary"), "");
  EXPECT_EQ(refusal("http://hooks.example/", true), "");
  for (const char* url : {"http://hooks.example/canary", "ftp://hooks.example/canary", "file:///canary",
                          "https://u:canary@hooks.example/", "canary", "", "https://"}) {
    EXPECT_NE(refusal(url), "") << url;
    EXPECT_EQ(refusal(url).find("canary"), std::string::npos) << refusal(url);
  }
}

TEST(Webhook, OfThisMachineIsNotSentTo) {
  for (const char* url : {"https://127.0.0.1:9/x", "https://localhost:9/x", "https://[::1]:9/x",
                          "https://2130706433:9/x", "https://0x7f.1:9/x"}) {
    const SendResult result = sent({.name = "pager", .url = url}, "msg_1", "{}", {});
    EXPECT_NE(result.error.find("leads to this machine"), std::string::npos) << url << ": " << result.error;
  }
}

}  // namespace
}  // namespace tenon
