#include "service/http/router.h"

#include <gtest/gtest.h>

#include "model/redaction.h"
#include "service/http/message.h"

namespace tenon {
namespace {

Router targets() {
  Router router;
  router.add("GET", "/targets");
  router.add("GET", "/targets/{name}");
  router.add("PUT", "/targets/{name}");
  router.add("GET", "/targets/all");
  router.add("POST", "/targets/{name}/audits");
  router.add("GET", "/");
  return router;
}

TEST(RouterTest, FindsByMethodAndPath) {
  EXPECT_EQ(std::get<FoundRoute>(targets().find("GET", "/targets")).index, 0U);
  EXPECT_EQ(std::get<FoundRoute>(targets().find("PUT", "/targets/x")).index, 2U);
  EXPECT_EQ(std::get<FoundRoute>(targets().find("GET", "/")).index, 5U);
}

TEST(RouterTest, HeadIsGet) { EXPECT_EQ(std::get<FoundRoute>(targets().find("HEAD", "/targets")).index, 0U); }

TEST(RouterTest, WrittenOutGoesBeforeAnyName) {
  EXPECT_EQ(std::get<FoundRoute>(targets().find("GET", "/targets/all")).index, 3U);
  EXPECT_EQ(std::get<FoundRoute>(targets().find("PUT", "/targets/all")).index, 2U);
}

TEST(RouterTest, ANameMayHoldASlash) {
  const auto found = std::get<FoundRoute>(targets().find("POST", "/targets/app%2Ftenant_1/audits"));
  EXPECT_EQ(found.values.at("name"), "app/tenant_1");
}

TEST(RouterTest, OtherMethodsAreNamed) {
  EXPECT_EQ(std::get<NoSuchMethod>(targets().find("DELETE", "/targets/x")).allowed, "GET, HEAD, PUT");
}

TEST(RouterTest, OtherPathsAreNone) {
  for (const std::string path :
       {"/target", "/targets//audits", "/targets/x/y", "/targets/x/audits/1", "//targets", "*"})
    EXPECT_TRUE(std::holds_alternative<NoSuchPath>(targets().find("GET", path))) << path;
}

TEST(UrlTest, EncodingIsUndone) {
  const std::string all = "a b/c?d=é%\"<>\n";
  EXPECT_EQ(path_segments("/" + percent_encoded(all)), std::vector<std::string>{all});
  EXPECT_EQ(form_fields("k=" + percent_encoded(all)).find("k")->second, all);
}

TEST(UrlTest, WhatIsNotEncodedRightStandsForItself) {
  EXPECT_EQ(form_fields("a=%&b=%zz&c=%4&d&&=e+f").find("a")->second, "%");
  EXPECT_EQ(form_fields("b=%zz").find("b")->second, "%zz");
  EXPECT_EQ(form_fields("d").find("d")->second, "");
  EXPECT_EQ(form_fields("=e+f").find("")->second, "e f");
}

}  // namespace
}  // namespace tenon
