#include "app/unmodelled.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace tenon::test {
namespace {

Catalog holding(std::vector<UnmodelledObject> unmodelled) {
  Catalog catalog;
  catalog.dialect = &kPostgresql;
  catalog.unmodelled = std::move(unmodelled);
  return catalog;
}

UnmodelledObject view(std::string_view name, std::string definition) {
  return {"view", q(name), {}, std::move(definition)};
}

/// Which views differ, by name.
std::vector<std::string> differing(const UnmodelledSide& actual, const UnmodelledSide& declared) {
  std::vector<std::string> names;
  for (const UnmodelledKind& kind : compared_unmodelled(actual, declared))
    for (const UnmodelledEntry& object : kind.objects)
      if (object.differs) names.push_back(object.name.name.text);
  return names;
}

TEST(Others, DifferWhereOneOfTwoWholeListsLacksThemOrTheDefinitionsDo) {
  const Catalog a = holding({view("same", "SELECT  1"), view("other", "SELECT 1"), view("gone", "SELECT 1")});
  const Catalog b = holding({view("same", "select 1"), view("other", "SELECT 2"), view("new", "SELECT 1")});
  EXPECT_EQ(differing({a, true}, {b, true}), (std::vector<std::string>{"gone", "new", "other"}));
}

TEST(Others, DoNotDifferFromWhatIsNotSaid) {
  const Catalog live = holding({view("v", "SELECT 1"), view("w", "SELECT 1")});
  const Catalog without_text = holding({view("v", ""), view("w", "")});
  EXPECT_EQ(differing({live, true}, {without_text, true}), std::vector<std::string>());
  EXPECT_EQ(differing({live, true}, {holding({}), false}), std::vector<std::string>());
  EXPECT_EQ(differing({live, true}, {holding({}), true}), (std::vector<std::string>{"v", "w"}));
}

TEST(Others, AreOneWhateverWordsOfTheirArgumentsAServerQuotes) {
  const Catalog old_server = holding({{"function", q("f(json json)"), {}, "BEGIN END"}});
  const Catalog new_server = holding({{"function", q("f(\"json\" json)"), {}, "BEGIN END"}});
  EXPECT_EQ(differing({old_server, true}, {new_server, true}), std::vector<std::string>());
}

TEST(Others, AreNotMissedWhereAListLeavesOutTheirKind) {
  const Catalog live = holding({{"grant", q("t"), {}, "SELECT"}, view("v", "SELECT 1")});
  const std::vector<std::string> without_grants = {"grant"};
  EXPECT_EQ(differing({live, true}, {holding({}), true, without_grants}), std::vector<std::string>{"v"});
  EXPECT_EQ(differing({live, true, without_grants}, {holding({}), true}),
            (std::vector<std::string>{"t", "v"}));
  EXPECT_EQ(differing({holding({}), true, without_grants}, {live, true}), std::vector<std::string>{"v"});
}

TEST(Others, OfOneNameAreComparedTogether) {
  const auto grants = [](const char* first, const char* second) {
    return sorted(holding({{"grant", q("app"), {}, first}, {"grant", q("app"), {}, second}}));
  };
  EXPECT_EQ(differing({grants("USAGE", "CREATE"), true}, {grants("CREATE", "USAGE"), true}),
            std::vector<std::string>());
  EXPECT_EQ(differing({grants("USAGE", "CREATE"), true}, {grants("SELECT", "USAGE"), true}),
            std::vector<std::string>{"app"});
  EXPECT_EQ(differing({grants("USAGE", "CREATE"), true}, {grants("SELECT", ""), true}),
            std::vector<std::string>());
  EXPECT_EQ(differing({grants("USAGE", "CREATE"), true}, {holding({{"grant", q("app"), {}, "USAGE"}}), true}),
            std::vector<std::string>{"app"});
}

TEST(Others, LeaveOutWhatWasNotUnderstood) {
  Catalog odd = holding({});
  odd.not_understood = {{q("t"), {}, "why", "CREATE TABLE"}};
  EXPECT_TRUE(compared_unmodelled({odd, true}, {holding({}), true}).empty());
}

}  // namespace
}  // namespace tenon::test
