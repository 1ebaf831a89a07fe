#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "diff/diff.h"
#include "tests/support/builders.h"

namespace tenon {

static void PrintTo(const Difference& difference, std::ostream* out) {
  *out << "changes " << testing::PrintToString(difference.changes) << "\nunknowns "
       << testing::PrintToString(difference.unknowns);
}

static bool operator==(const Difference& a, const Difference& b) {
  return a.changes == b.changes && a.unknowns == b.unknowns;
}

}  // namespace tenon

namespace tenon::test {
namespace {

Key key(Kind kind, std::string_view name) { return {kind, n("public"), n("t"), n(name)}; }

template <class T>
T by_server(T constraint) {
  constraint.named_by = NamedBy::kServer;
  return constraint;
}

/// A table `t` with columns a integer and b text.
Catalog with(std::vector<Constraint> constraints,
             std::vector<Column> columns = {column("a"), column("b", "text")}) {
  return catalog({table("t", std::move(columns), std::move(constraints))});
}

/// A database that knows the forms of some texts and refuses all others. It remembers what it was asked.
struct Server {
  std::map<std::string, std::string> forms;
  std::vector<std::vector<Question>> calls;

  Ask ask() {
    return [this](const std::vector<Question>& questions) {
      calls.push_back(questions);
      std::vector<Answer> answers;
      for (const auto& q : questions) {
        const std::string type = q.table->columns.front().type.text;
        const auto exact = forms.find(q.text + " over " + type);
        const auto any = exact == forms.end() ? forms.find(q.text) : exact;
        answers.push_back(any == forms.end() ? Answer{"", "cannot read " + q.text} : Answer{any->second, ""});
      }
      return answers;
    };
  }
  std::vector<std::string> asked() const {
    std::vector<std::string> texts;
    for (const auto& call : calls)
      for (const auto& q : call) texts.push_back(q.text);
    return texts;
  }
};

/// A check whose text was brought into one form with another, under whose key it goes now.
Check joined(std::string_view name, std::string text, std::string key_of_other) {
  Check made = check(name, std::move(text));
  made.sqltext.key = std::move(key_of_other);
  return made;
}

Difference between(Catalog actual, Catalog declared, const Ask& ask) {
  return difference(actual, declared, ask);
}

TEST(Difference, AsksNothingWhenNothingDiffers) {
  Server server;
  EXPECT_EQ(between(with({check("ck", "a > 0")}), with({check("ck", "a > 0")}), server.ask()), Difference{});
  EXPECT_TRUE(server.calls.empty());
}

TEST(Difference, AsksNothingWhenNoTextDiffers) {
  Server server;
  EXPECT_EQ(between(with({unique("u", {"a"})}), with({}), server.ask()),
            (Difference{{Dropped{key(Kind::kUnique, "u"), unique("u", {"a"})}}, {}}));
  EXPECT_TRUE(server.calls.empty());
}

TEST(Difference, HoldsEqualWhatTheDatabaseBringsIntoOneForm) {
  Server server{{{"a IN (1)", "(t.a = 1)"}, {"a = 1", "(t.a = 1)"}}, {}};
  EXPECT_EQ(between(with({check("ck", "a IN (1)")}), with({check("ck", "a = 1")}), server.ask()),
            Difference{});
  EXPECT_EQ(server.asked(), (std::vector<std::string>{"a IN (1)", "a = 1"}));
}

TEST(Difference, ShowsTheTextsOfWhatTheDatabaseTellsApart) {
  Server server{{{"a > 1", "x"}, {"a > 2", "y"}}, {}};
  EXPECT_EQ(between(with({check("ck", "a > 1")}), with({check("ck", "a > 2")}), server.ask()),
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
  EXPECT_EQ(between(with({ix}, {before}), with({iy}, {after}), server.ask()), Difference{});
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
  Catalog actual = with({}, {before}), declared = with({}, {after});
  difference(actual, declared, server.ask());
  EXPECT_EQ(
      server.calls,
      (std::vector<std::vector<Question>>{{{About::kDefault, "0", &actual.tables[0], "integer"},
                                           {About::kDefault, "abs(0)", &declared.tables[0], "integer"}}}));
}

TEST(Difference, AsksTheActualTextOverTheDeclaredTypesToo) {
  // After ALTER TYPE the server compiles the check anew, over the new type.
  Server server{{{"a::text = 'x' over varchar", "((t.a)::text = 'x')"},
                 {"a::text = 'x' over text", "(t.a = 'x')"},
                 {"a = 'x' over text", "(t.a = 'x')"},
                 {"varchar", "varchar"},
                 {"text", "text"}},
                {}};
  EXPECT_EQ(between(with({check("ck", "a::text = 'x'")}, {column("a", "varchar")}),
                    with({check("ck", "a = 'x'")}, {column("a", "text")}), server.ask()),
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
  Catalog actual = with({}, {before}), declared = with({}, {after});
  difference(actual, declared, server.ask());
  ASSERT_EQ(server.calls.size(), 1u);
  const Question anew{About::kDefault, "'1'", &declared.tables[0], "integer"};
  EXPECT_EQ(std::ranges::count(server.calls[0], anew), 1);
}

TEST(Difference, SettlesTypes) {
  Server server{{{"mood", "public.mood"}, {"public.mood", "public.mood"}}, {}};
  EXPECT_EQ(between(with({}, {column("a", "public.mood")}), with({}, {column("a", "mood")}), server.ask()),
            Difference{});
  ASSERT_EQ(server.calls.size(), 1u);
  EXPECT_EQ(server.calls[0][0].about, About::kType);
}

TEST(Difference, LeavesEqualKeysInTheCatalogs) {
  Server server{{{"a IN (1)", "same"}, {"a = 1", "same"}}, {}};
  Catalog actual = with({check("ck", "a IN (1)")}), declared = with({check("ck", "a = 1")});
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
    ex.elements = {{{x(text), false, false, {}, {}, {}}, "="}};
    ex.where = x(text);
    return with({check("ck", text), ix, ex}, {a, g, column("t", text)});
  };
  EXPECT_EQ(between(side("x1"), side("x2"), server.ask()), Difference{});
}

// What the database cannot tell.

TEST(Undecided, IsAnUnknownAndNoChange) {
  Server server{{{"a = 1", "same"}}, {}};
  EXPECT_EQ(
      between(with({check("ck", "f(a)")}), with({check("ck", "a = 1")}), server.ask()),
      (Difference{{}, {{key(Kind::kCheck, "ck"), "sqltext", "actual: cannot read f(a)", "f(a)", "a = 1"}}}));
}

TEST(Undecided, SaysAReasonThatBothSidesShareOnce) {
  Server server;
  const Ask ask = [](const std::vector<Question>& q) {
    return std::vector<Answer>(q.size(), {"", "no rights"});
  };
  EXPECT_EQ(between(with({check("ck", "f(a)")}), with({check("ck", "g(a)")}), ask),
            (Difference{{}, {{key(Kind::kCheck, "ck"), "sqltext", "no rights", "f(a)", "g(a)"}}}));
}

TEST(Undecided, LeavesWhatElseDiffers) {
  Check before = check("ck", "f(a)"), after = check("ck", "g(a)");
  after.no_inherit = true;
  // What is not to be changed stays as it is in what is to become.
  Check becomes = after;
  becomes.sqltext = x("f(a)");
  EXPECT_EQ(
      between(with({before}), with({after}), Server().ask()),
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
      between(with({before}), with({after}), Server().ask()),
      (Difference{{Altered{key(Kind::kIndex, "ix"), before, after, {{"columns", "(f(a))", "(g(a)) DESC"}}}},
                  {}}));
}

TEST(Undecided, IsNotATextThatNamesWhatIsStillToCome) {
  Server server{{{"'x'::text", "'x'"}, {"text", "text"}}, {}};
  Column before = column("a", "text"), after = column("a", "public.mood");
  before.default_value = x("'x'::text");
  after.default_value = x("'x'::public.mood");
  Catalog declared = with({}, {after});
  Enum mood;
  mood.name = q("mood");
  mood.labels = {"x"};
  declared.enums.push_back(mood);
  EXPECT_EQ(
      between(with({}, {before}), declared, server.ask()),
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
  Catalog actual = with({}, {before}), declared = with({}, {after});
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

// Renames that only show once the texts are settled.

TEST(SettledRenames, AreFound) {
  Server server{{{"a IN (1)", "same"}, {"a = 1", "same"}}, {}};
  EXPECT_EQ(between(with({check("old", "a IN (1)")}), with({check("new", "a = 1")}), server.ask()),
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
      between(with({check("a", "x1"), check("b", "y1"), check("c", "z1")}),
              with({check("d", "y2"), check("e", "z2"), check("f", "x2")}), server.ask()),
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
      between(with({before}), with({after}), server.ask()),
      (Difference{{Added{key(Kind::kIndex, "new"), after}, Dropped{key(Kind::kIndex, "old"), before}}, {}}));
  EXPECT_TRUE(server.calls.empty());
}

TEST(SettledRenames, ThatMayBeAreSaidBesideDropAndAdd) {
  EXPECT_EQ(between(with({check("old", "f(a)")}), with({check("new", "g(a)")}), Server().ask()),
            (Difference{{Added{key(Kind::kCheck, "new"), check("new", "g(a)")},
                         Dropped{key(Kind::kCheck, "old"), check("old", "f(a)")}},
                        {{key(Kind::kCheck, "old"), "name",
                          "dropped and added, though it may be one renamed: actual: cannot read f(a); "
                          "declared: cannot read g(a)",
                          "old", "new"}}}));
}

TEST(SettledRenames, ThatMayBeAreSaidOnceForAllOfOneShape) {
  const Difference found = between(with({check("a", "f(1)"), check("b", "f(2)")}),
                                   with({check("c", "g(1)"), check("d", "g(2)")}), Server().ask());
  EXPECT_EQ(found.changes.size(), 4u);
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(found.unknowns[0].actual, "a, b");
  EXPECT_EQ(found.unknowns[0].declared, "c, d");
}

// Names that nobody chose.

TEST(SettledServerNames, FindTheirConstraintAndTakeItsName) {
  Server server{{{"a IN (1)", "same"}, {"a = 1", "same"}}, {}};
  Catalog actual = with({check("only_one", "a IN (1)")});
  Catalog declared = with({by_server(check("t_a_check", "a = 1"))});
  EXPECT_EQ(difference(actual, declared, server.ask()), Difference{});
  EXPECT_EQ(name_of(declared.tables[0].constraints[0]), n("only_one"));
  EXPECT_EQ(named_by(declared.tables[0].constraints[0]), NamedBy::kUser);
}

TEST(SettledServerNames, AreSortedOutWhenTheServerNumberedThemOtherwise) {
  Server server{{{"x1", "x"}, {"x2", "x"}, {"y1", "y"}, {"y2", "y"}}, {}};
  Catalog actual = with({check("t_check", "x1"), check("t_check1", "y1")});
  Catalog declared = with({by_server(check("t_check", "y2")), by_server(check("t_check1", "x2"))});
  EXPECT_EQ(difference(actual, declared, server.ask()), Difference{});
  EXPECT_EQ(declared.tables[0].constraints,
            (std::vector<Constraint>{check("t_check", "x2"), check("t_check1", "y2")}));
}

TEST(SettledServerNames, TakeTheActualNameWithoutAnyQuestion) {
  Catalog actual = with({unique("one", {"a"})}), declared = with({by_server(unique("t_a_key", {"a"}))});
  EXPECT_EQ(difference(actual, declared, Ask()), Difference{});
  EXPECT_EQ(declared, actual);
}

TEST(SettledServerNames, AreUnknownTogetherWhenOnlyTheDefinitionCouldTell) {
  Catalog actual = with({check("some_name", "f(a)")});
  Catalog declared = with({by_server(check("t_a_check", "g(a)"))});
  EXPECT_EQ(difference(actual, declared, Server().ask()),
            (Difference{{},
                        {{key(Kind::kCheck, "some_name"), "sqltext",
                          "actual: cannot read f(a); declared: cannot read g(a)", "f(a)", "g(a)"}}}));
  EXPECT_EQ(name_of(declared.tables[0].constraints[0]), n("some_name"));
}

TEST(SettledServerNames, DropNothingThatTheyMayMean) {
  const Difference found = between(with({check("one", "f(a)"), check("two", "h(a)")}),
                                   with({by_server(check("t_a_check", "g(a)"))}), Server().ask());
  EXPECT_EQ(found.changes, std::vector<Change>{});
  ASSERT_EQ(found.unknowns.size(), 2u);
  EXPECT_EQ(found.unknowns[0].key, key(Kind::kCheck, "one"));
  EXPECT_EQ(found.unknowns[1].key, key(Kind::kCheck, "two"));
}

TEST(SettledServerNames, DropWhatTheyCannotMean) {
  Server server{{{"a > 1", "x"}, {"a > 2", "y"}}, {}};
  EXPECT_EQ(
      between(with({check("one", "a > 1")}), with({by_server(check("t_a_check", "a > 2"))}), server.ask()),
      (Difference{{Dropped{key(Kind::kCheck, "one"), check("one", "a > 1")},
                   Added{key(Kind::kCheck, "t_a_check"), check("t_a_check", "a > 2")}},
                  {}}));
}

// No server at all.

TEST(Offline, DifferingTextsAreUnknown) {
  const Difference found = between(with({check("ck", "f(a)")}), with({check("ck", "g(a)")}), Ask());
  EXPECT_EQ(found.changes, std::vector<Change>{});
  ASSERT_EQ(found.unknowns.size(), 1u);
  EXPECT_EQ(found.unknowns[0].reason.find("compared offline"), 0u);
}

TEST(Offline, OtherNumbersAreAChange) {
  EXPECT_EQ(between(with({check("ck", "a > 1")}), with({check("ck", "a > 2")}), Ask()),
            (Difference{{Altered{key(Kind::kCheck, "ck"),
                                 check("ck", "a > 1"),
                                 check("ck", "a > 2"),
                                 {{"sqltext", "a > 1", "a > 2"}}}},
                        {}}));
}

TEST(Offline, OtherTypesAreAChange) {
  EXPECT_EQ(
      between(with({}, {column("a", "integer")}), with({}, {column("a", "bigint")}), Ask()),
      (Difference{
          {Altered{
              key(Kind::kColumn, "a"), column("a"), column("a", "bigint"), {{"type", "integer", "bigint"}}}},
          {}}));
}

TEST(Offline, WhatIsMissingOnOneSideIsAChange) {
  Column after = column("a");
  after.default_value = x("now()");
  EXPECT_EQ(
      between(with({}, {column("a")}), with({}, {after}), Ask()),
      (Difference{{Altered{key(Kind::kColumn, "a"), column("a"), after, {{"default", "", "now()"}}}}, {}}));
}

}  // namespace
}  // namespace tenon::test
