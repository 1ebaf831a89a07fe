#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "tests/diff/settling.h"

namespace tenon::test::this_file {
namespace {

TEST(Difference, AsksNothingWhenNothingDiffers) {
  Server server;
  EXPECT_EQ(between(catalog_with({check("ck", "a > 0")}), catalog_with({check("ck", "a > 0")}), server.ask()),
            Difference{});
  EXPECT_TRUE(server.calls.empty());
}

TEST(Difference, AsksNothingWhenNoTextDiffers) {
  Server server;
  EXPECT_EQ(between(catalog_with({unique("u", {"a"})}), catalog_with({}), server.ask()),
            (Difference{{Dropped{key(Kind::kUnique, "u"), unique("u", {"a"})}}, {}}));
  EXPECT_TRUE(server.calls.empty());
}

TEST(Difference, HoldsEqualWhatTheDatabaseBringsIntoOneForm) {
  Server server{{{"a IN (1)", "(t.a = 1)"}, {"a = 1", "(t.a = 1)"}}, {}};
  EXPECT_EQ(
      between(catalog_with({check("ck", "a IN (1)")}), catalog_with({check("ck", "a = 1")}), server.ask()),
      Difference{});
  EXPECT_EQ(server.asked(), (std::vector<std::string>{"a IN (1)", "a = 1"}));
}

TEST(Difference, ShowsTheTextsOfWhatTheDatabaseTellsApart) {
  Server server{{{"a > 1", "x"}, {"a > 2", "y"}}, {}};
  EXPECT_EQ(between(catalog_with({check("ck", "a > 1")}), catalog_with({check("ck", "a > 2")}), server.ask()),
            (Difference{{Altered{key(Kind::kCheck, "ck"),
                                 check("ck", "a > 1"),
                                 check("ck", "a > 2"),
                                 {{"sqltext", "a > 1", "a > 2"}}}},
                        {}}));
}

TEST(Difference, AsksEverythingInOneCallAndNothingTwice) {
  Server server{{{"1", "one"}, {"1.0", "one"}, {"a + 0", "a"}, {"a", "a"}, {"int4", "i"}, {"integer", "i"}},
                {}};
  Column before = column("a", "int4"), after = column("a", "integer");
  before.default_value = x("1");
  after.default_value = x("1.0");
  Index ix = index("ix", {"a"}), iy = ix;
  ix.elements[0].what = x("a + 0");
  iy.elements[0].what = x("a");
  ix.where = x("a + 0");
  iy.where = x("a");
  EXPECT_EQ(between(catalog_with({ix}, {before}), catalog_with({iy}, {after}), server.ask()), Difference{});
  ASSERT_EQ(server.calls.size(), 1u);
  std::set<std::tuple<About, std::string, const Table*, std::string>> once;
  for (const Question& q : server.calls[0])
    EXPECT_TRUE(once.insert({q.about, q.text, q.table, q.target}).second);
}

TEST(Difference, AsksOverTheTableOfTheSideThatATextBelongsTo) {
  Server server;
  Column before = column("a"), after = column("a");
  before.default_value = x("0");
  after.default_value = x("abs(0)");
  Catalog actual = catalog_with({}, {before}), declared = catalog_with({}, {after});
  difference(actual, declared, server.ask());
  EXPECT_EQ(
      server.calls,
      (std::vector<std::vector<Question>>{{{About::kDefault, "0", &actual.tables[0], "integer"},
                                           {About::kDefault, "abs(0)", &declared.tables[0], "integer"}}}));
}

TEST(Difference, AsksTheActualTextOverTheDeclaredTypesToo) {
  // After ALTER TYPE the server compiles the check again, over the new type.
  Server server{{{"a::text = 'x' over varchar", "((t.a)::text = 'x')"},
                 {"a::text = 'x' over text", "(t.a = 'x')"},
                 {"a = 'x' over text", "(t.a = 'x')"},
                 {"varchar", "varchar"},
                 {"text", "text"}},
                {}};
  EXPECT_EQ(between(catalog_with({check("ck", "a::text = 'x'")}, {column("a", "varchar")}),
                    catalog_with({check("ck", "a = 'x'")}, {column("a", "text")}), server.ask()),
            (Difference{{Altered{key(Kind::kColumn, "a"),
                                 column("a", "varchar"),
                                 column("a", "text"),
                                 {{"type", "varchar", "text"}}}},
                        {}}));
}

TEST(Difference, AsksADefaultForTheTypeThatItsColumnGets) {
  Server server{{{"'1'", "1"}, {"1", "1"}}, {}};
  Column before = column("a", "text"), after = column("a", "integer");
  before.default_value = x("'1'");
  after.default_value = x("1");
  Catalog actual = catalog_with({}, {before}), declared = catalog_with({}, {after});
  difference(actual, declared, server.ask());
  ASSERT_EQ(server.calls.size(), 1u);
  const Question anew{About::kDefault, "'1'", &declared.tables[0], "integer"};
  EXPECT_EQ(std::ranges::count(server.calls[0], anew), 1);
}

TEST(Difference, SettlesTypes) {
  Server server{{{"mood", "public.mood"}, {"public.mood", "public.mood"}}, {}};
  EXPECT_EQ(between(catalog_with({}, {column("a", "public.mood")}), catalog_with({}, {column("a", "mood")}),
                    server.ask()),
            Difference{});
  ASSERT_EQ(server.calls.size(), 1u);
  EXPECT_EQ(server.calls[0][0].about, About::kType);
}

TEST(Difference, LeavesEqualKeysInTheCatalogs) {
  Server server{{{"a IN (1)", "same"}, {"a = 1", "same"}}, {}};
  Catalog actual = catalog_with({check("ck", "a IN (1)")}), declared = catalog_with({check("ck", "a = 1")});
  difference(actual, declared, server.ask());
  EXPECT_EQ(diff(actual, declared), std::vector<Change>{});
  EXPECT_EQ(std::get<Check>(actual.tables[0].constraints[0]).sqltext.text, "a IN (1)");
}

TEST(Difference, SettlesEveryPlaceThatHoldsAText) {
  Server server{{{"x1", "same"}, {"x2", "same"}}, {}};
  const auto side = [](const std::string& text) {
    Column a = column("a");
    a.default_value = x(text);
    Column g = column("g");
    g.generated = Generated{x(text), true};
    Index ix = index("ix", {"a"});
    ix.elements.push_back({x(text), true, true, {}, {}, {}});
    ix.where = x(text);
    Exclusion ex;
    ex.name = n("ex");
    ex.elements = {{{x(text), false, false, {}, {}, {}}, searched("=")}};
    ex.where = x(text);
    return catalog_with({check("ck", text), ix, ex}, {a, g, column("t", text)});
  };
  EXPECT_EQ(between(side("x1"), side("x2"), server.ask()), Difference{});
}

// What the database cannot tell.

TEST(Undecided, IsAnUnknownAndNoChange) {
  Server server{{{"a = 1", "same"}}, {}};
  EXPECT_EQ(
      between(catalog_with({check("ck", "f(a)")}), catalog_with({check("ck", "a = 1")}), server.ask()),
      (Difference{{}, {{key(Kind::kCheck, "ck"), "sqltext", "actual: cannot read f(a)", "f(a)", "a = 1"}}}));
}

TEST(Undecided, SaysAReasonThatBothSidesShareOnce) {
  Server server;
  const Canonicalizer ask = [](const std::vector<Question>& q) {
    return std::vector<Answer>(q.size(), {"", "no rights"});
  };
  EXPECT_EQ(between(catalog_with({check("ck", "f(a)")}), catalog_with({check("ck", "g(a)")}), ask),
            (Difference{{}, {{key(Kind::kCheck, "ck"), "sqltext", "no rights", "f(a)", "g(a)"}}}));
}

TEST(Undecided, LeavesWhatElseDiffers) {
  Check before = check("ck", "f(a)"), after = check("ck", "g(a)");
  after.no_inherit = true;
  // What is not to be changed stays as it is in what is to become.
  Check becomes = after;
  becomes.sqltext = x("f(a)");
  EXPECT_EQ(
      between(catalog_with({before}), catalog_with({after}), Server().ask()),
      (Difference{{Altered{key(Kind::kCheck, "ck"), before, becomes, {{"no_inherit", "false", "true"}}}},
                  {{key(Kind::kCheck, "ck"), "sqltext",
                    "actual: cannot read f(a); declared: cannot read g(a)", "f(a)", "g(a)"}}}));
}

TEST(Undecided, IsNotWhatDiffersForSureInTheSameAttribute) {
  Index before = index("ix", {"a"}), after = before;
  before.elements[0].what = x("f(a)");
  after.elements[0].what = x("g(a)");
  after.elements[0].descending = after.elements[0].nulls_first = true;
  EXPECT_EQ(
      between(catalog_with({before}), catalog_with({after}), Server().ask()),
      (Difference{{Altered{key(Kind::kIndex, "ix"), before, after, {{"columns", "(f(a))", "(g(a)) DESC"}}}},
                  {}}));
}

TEST(Undecided, IsNotATextThatNamesWhatIsStillToCome) {
  Server server{{{"'x'::text", "'x'"}, {"text", "text"}}, {}};
  Column before = column("a", "text"), after = column("a", "public.mood");
  before.default_value = x("'x'::text");
  after.default_value = x("'x'::public.mood");
  Catalog declared = catalog_with({}, {after});
  Enum mood;
  mood.name = q("mood");
  mood.labels = {"x"};
  declared.enums.push_back(mood);
  EXPECT_EQ(
      between(catalog_with({}, {before}), declared, server.ask()),
      (Difference{{Added{{Kind::kEnum, n("public"), {}, n("mood")}, mood},
                   Altered{key(Kind::kColumn, "a"),
                           before,
                           after,
                           {{"type", "text", "public.mood"}, {"default", "'x'::text", "'x'::public.mood"}}}},
                  {}}));
}

TEST(Undecided, IsNotATextThatNamesALabelStillToCome) {
  Server server{{{"'x'::public.mood", "'x'"}}, {}};
  Column before = column("a", "public.mood"), after = before;
  before.default_value = x("'x'::public.mood");
  after.default_value = x("'y'::public.mood");
  Catalog actual = catalog_with({}, {before}), declared = catalog_with({}, {after});
  Enum mood;
  mood.name = q("mood");
  mood.labels = {"x"};
  actual.enums.push_back(mood);
  mood.labels = {"x", "y"};
  declared.enums.push_back(mood);
  const Difference found = between(actual, declared, server.ask());
  EXPECT_EQ(found.unknowns, std::vector<Unknown>{});
  EXPECT_EQ(found.changes.size(), 2U);
}

TEST(Undecided, IsNotATextOverATypeStillToCome) {
  Column before = column("a", "text");
  before.default_value = x("'new'::text");
  Column after = column("a", "mood");
  after.default_value = x("'new'");
  Catalog actual = catalog_with({check("c", "a <> 'x'::text")}, {before});
  Catalog declared = catalog_with({check("c", "a <> 'x'")}, {after});
  Enum mood;
  mood.name = q("mood");
  mood.labels = {"new", "x"};
  declared.enums.push_back(mood);
  Server server{{{"'new'::text", "new"}, {"a <> 'x'::text", "other"}, {"text", "text"}}, {}};
  const Difference found = between(actual, declared, server.ask());
  EXPECT_EQ(found.unknowns, std::vector<Unknown>{});
  ASSERT_EQ(found.changes.size(), 3U) << testing::PrintToString(found.changes);
  const auto* altered = std::get_if<Altered>(&found.changes[1]);
  ASSERT_TRUE(altered);
  EXPECT_EQ(altered->attributes,
            (std::vector<AttributeChange>{{"type", "text", "mood"}, {"default", "'new'::text", "'new'"}}));
}

TEST(Undecided, IsNotATextThatOnlyTheChangedTypeTakes) {
  CompositeType narrow;
  narrow.name = q("pair");
  narrow.attributes = {{n("x"), Type("integer", "integer"), {}}};
  CompositeType wide = narrow;
  wide.attributes.push_back({n("y"), Type("integer", "integer"), {}});
  Column before = column("a", "pair");
  before.default_value = x("ROW(1)::pair");
  Column after = column("a", "pair");
  after.default_value = x("ROW(1, 2)::pair");
  Catalog actual = catalog_with({}, {before});
  Catalog declared = catalog_with({}, {after});
  actual.composite_types.push_back(narrow);
  declared.composite_types.push_back(wide);
  Server server{{{"ROW(1)::pair", "1"}}, {}};
  const Difference found = between(actual, declared, server.ask());
  EXPECT_EQ(found.unknowns, std::vector<Unknown>{});
  EXPECT_EQ(found.changes.size(), 2U) << testing::PrintToString(found.changes);
}

// No server at all.

TEST(Offline, DifferingTextsAreUnknown) {
  const Difference found =
      between(catalog_with({check("ck", "f(a)")}), catalog_with({check("ck", "g(a)")}), Canonicalizer());
  EXPECT_EQ(found.changes, std::vector<Change>{});
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(found.unknowns[0].reason.find("compared offline"), 0u);
}

TEST(Offline, OtherNumbersAreAChange) {
  EXPECT_EQ(
      between(catalog_with({check("ck", "a > 1")}), catalog_with({check("ck", "a > 2")}), Canonicalizer()),
      (Difference{{Altered{key(Kind::kCheck, "ck"),
                           check("ck", "a > 1"),
                           check("ck", "a > 2"),
                           {{"sqltext", "a > 1", "a > 2"}}}},
                  {}}));
}

TEST(Offline, OtherTypesAreAChange) {
  EXPECT_EQ(
      between(catalog_with({}, {column("a", "integer")}), catalog_with({}, {column("a", "bigint")}),
              Canonicalizer()),
      (Difference{
          {Altered{
              key(Kind::kColumn, "a"), column("a"), column("a", "bigint"), {{"type", "integer", "bigint"}}}},
          {}}));
}

TEST(Offline, ATypeThatASearchPathFindsMayBeTheQualifiedOne) {
  const Difference found = between(catalog_with({}, {column("a", "citext")}),
                                   catalog_with({}, {column("a", "public.citext")}), Canonicalizer());
  EXPECT_EQ(found.changes, std::vector<Change>{});
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(found.unknowns[0].attribute, "type");
  EXPECT_EQ(between(catalog_with({}, {column("a", "x.citext")}),
                    catalog_with({}, {column("a", "public.citext")}), Canonicalizer())
                .changes.size(),
            1U);
}

TEST(Offline, WhatIsMissingOnOneSideIsAChange) {
  Column after = column("a");
  after.default_value = x("now()");
  EXPECT_EQ(
      between(catalog_with({}, {column("a")}), catalog_with({}, {after}), Canonicalizer()),
      (Difference{{Altered{key(Kind::kColumn, "a"), column("a"), after, {{"default", "", "now()"}}}}, {}}));
}

}  // namespace
}  // namespace tenon::test::this_file
