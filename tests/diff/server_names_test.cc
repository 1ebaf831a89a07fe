#include <gtest/gtest.h>

#include "tests/diff/changes.h"

namespace tenon::test::this_file {
namespace {

TEST(ServerNames, MatchAnyNameOnAnEqualDefinition) {
  EXPECT_EQ(
      diff(with({check("positive", "a > 0")}), with({by(NamedBy::kServer, check("t_a_check", "a > 0"))})),
      Changes{});
}

TEST(ServerNames, MatchByDefinitionBeforeTheyMatchByName) {
  // The numbers that a server puts into names follow the order of creation.
  EXPECT_EQ(diff(with({check("t_a_check", "a > 1"), check("t_a_check1", "a > 2")}),
                 with({by(NamedBy::kServer, check("t_a_check", "a > 2")),
                       by(NamedBy::kServer, check("t_a_check1", "a > 1"))})),
            Changes{});
}

TEST(ServerNames, MatchByNameWhereNoDefinitionIsEqual) {
  ForeignKey before = foreign_key("t_a_fkey", {"a"}, "p", {"id"});
  ForeignKey after = by(NamedBy::kServer, before);
  after.ondelete = Action::kCascade;
  EXPECT_EQ(
      diff(with({before}), with({after})),
      Changes{(Altered{
          key(Kind::kForeignKey, "t", "t_a_fkey"), before, after, {{"ondelete", "NO ACTION", "CASCADE"}}})});
}

TEST(ServerNames, MatchWhatIsAboutTheSameWhenThereIsNoOther) {
  const ForeignKey before = foreign_key("handmade", {"a"}, "p", {"id"});
  ForeignKey after = foreign_key("t_a_fkey", {"a"}, "p", {"id"});
  after.ondelete = Action::kCascade;
  ForeignKey adopted = after;
  adopted.name = n("handmade");
  EXPECT_EQ(diff(with({before}), with({by(NamedBy::kServer, after)})),
            Changes{(Altered{key(Kind::kForeignKey, "t", "handmade"),
                             before,
                             adopted,
                             {{"ondelete", "NO ACTION", "CASCADE"}}})});
}

TEST(ServerNames, LeaveAloneWhatADeclaredNameClaims) {
  EXPECT_EQ(diff(with({unique("foo", {"a"})}),
                 with({unique("foo", {"b"}), by(NamedBy::kServer, unique("t_a_key", {"a"}))})),
            (Changes{Altered{key(Kind::kUnique, "t", "foo"),
                             unique("foo", {"a"}),
                             unique("foo", {"b"}),
                             {{"columns", "a", "b"}}},
                     Added{key(Kind::kUnique, "t", "t_a_key"), unique("t_a_key", {"a"})}}));
}

TEST(ServerNames, DoNotTakeANameThatIsGivenAway) {
  // The one that is there keeps its name, so the new one gets what the server would choose next.
  EXPECT_EQ(
      diff(with({check("t_a_check", "a > 1")}), with({by(NamedBy::kServer, check("t_a_check", "a > 2")),
                                                      by(NamedBy::kServer, check("t_a_check1", "a > 1"))})),
      Changes{(Added{key(Kind::kCheck, "t", "t_a_check1"), check("t_a_check1", "a > 2")})});
}

TEST(ServerNames, OfAPrimaryKeyMatchTheOnlyOne) {
  EXPECT_EQ(
      diff(with({primary_key("pk", {"a"})}), with({by(NamedBy::kServer, primary_key("t_pkey", {"b"}))})),
      Changes{(Altered{key(Kind::kPrimaryKey, "t", "pk"),
                       primary_key("pk", {"a"}),
                       primary_key("pk", {"b"}),
                       {{"columns", "a", "b"}}})});
}

TEST(ServerNames, OfTwoDuplicatesMatchTwo) {
  EXPECT_EQ(diff(with({unique("one", {"a"}), unique("two", {"a"})}),
                 with({by(NamedBy::kServer, unique("t_a_key", {"a"})),
                       by(NamedBy::kServer, unique("t_a_key1", {"a"}))})),
            Changes{});
}

TEST(ServerNames, OnBothSidesMatchByDefinition) {
  // A database that holds no names for constraints.
  EXPECT_EQ(diff(with({by(NamedBy::kServer, check("t_check", "a > 1")),
                       by(NamedBy::kServer, check("t_check1", "a > 2"))}),
                 with({by(NamedBy::kServer, check("t_check", "a > 2")),
                       by(NamedBy::kServer, check("t_check1", "a > 1"))})),
            Changes{});
}

TEST(ServerNames, AreRenamedToANameThatIsDeclared) {
  EXPECT_EQ(diff(with({by(NamedBy::kServer, check("t_check", "a > 0"))}), with({check("positive", "a > 0")})),
            Changes{(Renamed{key(Kind::kCheck, "t", "positive"),
                             n("t_check"),
                             check("t_check", "a > 0"),
                             check("positive", "a > 0"),
                             {}})});
}

TEST(ServerNames, ClaimNothingByChance) {
  EXPECT_EQ(diff(with({by(NamedBy::kServer, check("t_check", "a > 1"))}),
                 with({check("t_check", "a > 2"), by(NamedBy::kServer, check("t_check1", "a > 1"))})),
            Changes{(Added{key(Kind::kCheck, "t", "t_check"), check("t_check", "a > 2")})});
}

TEST(ConventionNames, MatchByName) {
  EXPECT_EQ(diff(with({by(NamedBy::kConvention, unique("uq_t_a", {"a"}))}), with({unique("uq_t_a", {"a"})})),
            Changes{});
}

}  // namespace
}  // namespace tenon::test::this_file
