#include "service/api/query.h"

#include <gtest/gtest.h>

#include <string>

#include "service/api/problem.h"

namespace tenon {
namespace {

std::string refusal(const Route& route, std::multimap<std::string, std::string> query) {
  HttpRequest request;
  request.query = std::move(query);
  try {
    require_known_parameters(route, request);
    return "";
  } catch (const RequestRefused& refused) {
    EXPECT_EQ(refused.problem().status, 400);
    return refused.problem().detail;
  }
}

TEST(Query, NamesTheParametersThatARouteDoesNotHave) {
  Route route;
  EXPECT_EQ(refusal(route, {}), "");
  EXPECT_EQ(refusal(route, {{"limit", "3"}}), "there is no parameter \"limit\"; this route takes none");
  route.query = {{"cursor", ""}, {"limit", ""}};
  EXPECT_EQ(refusal(route, {{"limit", "3"}, {"cursor", "x"}}), "");
  EXPECT_EQ(refusal(route, {{"limt", "3"}}), "there is no parameter \"limt\"; did you mean \"limit\"?");
  EXPECT_EQ(refusal(route, {{"limit", "3"}, {"limit", "4"}}), "\"limit\" is given twice");
}

/// Every parameter that a handler asks for stands in the table, so that nobody is refused what is used.
TEST(Query, OfEveryRouteOfTheTableIsDocumented) {
  for (const Route& route : api_routes())
    for (const RouteField& field : route.query) {
      EXPECT_FALSE(field.about.empty()) << route.path << " " << field.name;
      EXPECT_EQ(refusal(route, {{field.name, "1"}}), "") << route.path;
    }
}

}  // namespace
}  // namespace tenon
