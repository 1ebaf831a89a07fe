#include <gtest/gtest.h>

#include "tests/diff/settling.h"

namespace tenon::test::this_file {
namespace {

// Renames that only show once the texts are settled.

TEST(SettledRenames, AreFound) {
  Server server{{{"a IN (1)", "same"}, {"a = 1", "same"}}, {}};
  EXPECT_EQ(
      between(catalog_with({check("old", "a IN (1)")}), catalog_with({check("new", "a = 1")}), server.ask()),
      (Difference{{Renamed{key(Kind::kCheck, "new"),
                           n("old"),
                           joined("old", "a IN (1)", "a = 1"),
                           check("new", "a = 1"),
                           {}}},
                  {}}));
}

TEST(SettledRenames, ArePairedByDefinitionAmongMany) {
  Server server{{{"x1", "x"}, {"x2", "x"}, {"y1", "y"}, {"y2", "y"}, {"z1", "z"}, {"z2", "other"}}, {}};
  EXPECT_EQ(
      between(catalog_with({check("a", "x1"), check("b", "y1"), check("c", "z1")}),
              catalog_with({check("d", "y2"), check("e", "z2"), check("f", "x2")}), server.ask()),
      (Difference{{Dropped{key(Kind::kCheck, "c"), check("c", "z1")},
                   Renamed{key(Kind::kCheck, "d"), n("b"), joined("b", "y1", "y2"), check("d", "y2"), {}},
                   Added{key(Kind::kCheck, "e"), check("e", "z2")},
                   Renamed{key(Kind::kCheck, "f"), n("a"), joined("a", "x1", "x2"), check("f", "x2"), {}}},
                  {}}));
}

TEST(SettledRenames, AreNotAskedForWhereSomethingElseDiffers) {
  Server server;
  Index before = index("old", {"a"}), after = index("new", {"b"});
  before.where = x("f(a)");
  after.where = x("g(a)");
  EXPECT_EQ(
      between(catalog_with({before}), catalog_with({after}), server.ask()),
      (Difference{{Added{key(Kind::kIndex, "new"), after}, Dropped{key(Kind::kIndex, "old"), before}}, {}}));
  EXPECT_TRUE(server.calls.empty());
}

TEST(SettledRenames, ThatMayBeAreSaidBesideDropAndAdd) {
  EXPECT_EQ(
      between(catalog_with({check("old", "f(a)")}), catalog_with({check("new", "g(a)")}), Server().ask()),
      (Difference{{Added{key(Kind::kCheck, "new"), check("new", "g(a)")},
                   Dropped{key(Kind::kCheck, "old"), check("old", "f(a)")}},
                  {{key(Kind::kCheck, "old"), "name",
                    "dropped and added, though it may be one renamed: actual: cannot read f(a); "
                    "declared: cannot read g(a)",
                    "old", "new"}}}));
}

TEST(SettledRenames, ThatMayBeAreSaidOnceForAllOfOneShape) {
  const Difference found = between(catalog_with({check("a", "f(1)"), check("b", "f(2)")}),
                                   catalog_with({check("c", "g(1)"), check("d", "g(2)")}), Server().ask());
  EXPECT_EQ(found.changes.size(), 4u);
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(found.unknowns[0].actual, "a, b");
  EXPECT_EQ(found.unknowns[0].declared, "c, d");
}

// Names that nobody chose.

TEST(SettledServerNames, FindTheirConstraintAndTakeItsName) {
  Server server{{{"a IN (1)", "same"}, {"a = 1", "same"}}, {}};
  Catalog actual = catalog_with({check("only_one", "a IN (1)")});
  Catalog declared = catalog_with({by_server(check("t_a_check", "a = 1"))});
  EXPECT_EQ(difference(actual, declared, server.ask()), Difference{});
  EXPECT_EQ(name_of(declared.tables[0].constraints[0]), n("only_one"));
  EXPECT_EQ(named_by(declared.tables[0].constraints[0]), NamedBy::kUser);
}

TEST(SettledServerNames, AreSortedOutWhenTheServerNumberedThemOtherwise) {
  Server server{{{"x1", "x"}, {"x2", "x"}, {"y1", "y"}, {"y2", "y"}}, {}};
  Catalog actual = catalog_with({check("t_check", "x1"), check("t_check1", "y1")});
  Catalog declared = catalog_with({by_server(check("t_check", "y2")), by_server(check("t_check1", "x2"))});
  EXPECT_EQ(difference(actual, declared, server.ask()), Difference{});
  EXPECT_EQ(declared.tables[0].constraints,
            (std::vector<Constraint>{check("t_check", "x2"), check("t_check1", "y2")}));
}

TEST(SettledServerNames, TakeTheActualNameWithoutAnyQuestion) {
  Catalog actual = catalog_with({unique("one", {"a"})}),
          declared = catalog_with({by_server(unique("t_a_key", {"a"}))});
  EXPECT_EQ(difference(actual, declared, Canonicalizer()), Difference{});
  EXPECT_EQ(declared, actual);
}

TEST(SettledServerNames, AreUnknownTogetherWhenOnlyTheDefinitionCouldTell) {
  Catalog actual = catalog_with({check("some_name", "f(a)")});
  Catalog declared = catalog_with({by_server(check("t_a_check", "g(a)"))});
  EXPECT_EQ(difference(actual, declared, Server().ask()),
            (Difference{{},
                        {{key(Kind::kCheck, "some_name"), "sqltext",
                          "actual: cannot read f(a); declared: cannot read g(a)", "f(a)", "g(a)"}}}));
  EXPECT_EQ(name_of(declared.tables[0].constraints[0]), n("some_name"));
}

TEST(SettledServerNames, DropNothingThatTheyMayMean) {
  const Difference found = between(catalog_with({check("one", "f(a)"), check("two", "h(a)")}),
                                   catalog_with({by_server(check("t_a_check", "g(a)"))}), Server().ask());
  EXPECT_EQ(found.changes, std::vector<Change>{});
  ASSERT_EQ(found.unknowns.size(), 2u);
  EXPECT_EQ(found.unknowns[0].key, key(Kind::kCheck, "one"));
  EXPECT_EQ(found.unknowns[1].key, key(Kind::kCheck, "two"));
}

TEST(SettledServerNames, DropWhatTheyCannotMean) {
  Server server{{{"a > 1", "x"}, {"a > 2", "y"}}, {}};
  EXPECT_EQ(between(catalog_with({check("one", "a > 1")}),
                    catalog_with({by_server(check("t_a_check", "a > 2"))}), server.ask()),
            (Difference{{Dropped{key(Kind::kCheck, "one"), check("one", "a > 1")},
                         Added{key(Kind::kCheck, "t_a_check"), check("t_a_check", "a > 2")}},
                        {}}));
}

}  // namespace
}  // namespace tenon::test::this_file
