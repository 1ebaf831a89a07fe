#include "diff/diff.h"

#include <gtest/gtest.h>

#include <utility>

#include "diff/renames.h"
#include "tests/support/builders.h"

namespace tenon::test {
namespace {

using Changes = std::vector<Change>;

Key key(Kind kind, std::string_view table, std::string_view name) {
  return {kind, n("public"), table.empty() ? Name() : n(table), n(name)};
}

/// A catalog whose only table `t` (a integer, b text) has these constraints.
Catalog with(std::vector<Constraint> constraints) {
  return catalog({table("t", {column("a"), column("b", "text")}, std::move(constraints))});
}

template <class T>
T by(NamedBy who, T constraint) {
  constraint.named_by = who;
  return constraint;
}

TEST(Diff, IsEmptyForEqualCatalogs) {
  const Catalog one = with({primary_key("pk", {"a"}), check("ck", "a > 0"), index("ix", {"b"})});
  EXPECT_EQ(diff(one, one), Changes{});
}

TEST(Diff, IsEmptyWhenOnlyTheOrderOfColumnsDiffers) {
  EXPECT_EQ(diff(catalog({table("t", {column("a"), column("b")})}),
                 catalog({table("t", {column("b"), column("a")})})),
            Changes{});
}

TEST(Diff, IsEmptyWhenOnlySpellingAndSourceDiffer) {
  Check actual = check("ck", "a > 0"), declared = actual;
  declared.sqltext.text = "( A > 0 )";
  declared.source = Source{"schema.json", 1, 2};
  declared.named_by = NamedBy::kConvention;
  EXPECT_EQ(diff(with({actual}), with({declared})), Changes{});
}

TEST(Diff, ReportsATableOfOneSideAsOneChange) {
  const Table t = table("t", {column("a")}, {primary_key("pk", {"a"}), check("ck", "a > 0")});
  EXPECT_EQ(diff(catalog({}), catalog({t})), Changes{(Added{key(Kind::kTable, "", "t"), t})});
  EXPECT_EQ(diff(catalog({t}), catalog({})), Changes{(Dropped{key(Kind::kTable, "", "t"), t})});
}

TEST(Diff, ReportsATablesOwnAttributesApartFromWhatLivesOnIt) {
  Table before = table("t", {column("a")}), after = table("t", {column("a"), column("b")});
  after.comment = "what it is";
  const Changes expected = {
      Altered{key(Kind::kTable, "", "t"), before, after, {{"comment", "", "what it is"}}},
      Added{key(Kind::kColumn, "t", "b"), column("b")},
  };
  EXPECT_EQ(diff(catalog({before}), catalog({after})), expected);
}

TEST(Diff, NamesTheAttributesThatDiffer) {
  ForeignKey before = foreign_key("fk", {"a"}, "p", {"id"}), after = before;
  after.ondelete = Action::kRestrict;
  after.match = Match::kFull;
  EXPECT_EQ(diff(with({before}), with({after})),
            Changes{(Altered{key(Kind::kForeignKey, "t", "fk"),
                             before,
                             after,
                             {{"ondelete", "NO ACTION", "RESTRICT"}, {"match", "SIMPLE", "FULL"}}})});
}

TEST(Diff, TellsTheOrderOfCompositeColumns) {
  EXPECT_EQ(diff(with({unique("uq", {"a", "b"})}), with({unique("uq", {"b", "a"})})),
            Changes{(Altered{key(Kind::kUnique, "t", "uq"),
                             unique("uq", {"a", "b"}),
                             unique("uq", {"b", "a"}),
                             {{"columns", "a, b", "b, a"}}})});
}

TEST(Diff, KeepsEqualNamesOfKindsTablesAndSchemasApart) {
  Catalog actual = catalog({table("t", {column("a")}, {check("same", "a > 0"), unique("same", {"a"})}),
                            table("u", {column("a")}, {check("same", "a > 1")})});
  Catalog declared = actual;
  Table other = table("t", {column("z")});
  other.name.schema = n("app");
  declared.tables.push_back(other);
  declared = sorted(declared);
  std::get<Check>(find_table(declared, q("u"))->constraints[0]).sqltext = x("a > 2");
  EXPECT_EQ(diff(actual, declared), (Changes{Added{{Kind::kTable, n("app"), {}, n("t")}, other},
                                             Altered{key(Kind::kCheck, "u", "same"),
                                                     check("same", "a > 1"),
                                                     check("same", "a > 2"),
                                                     {{"sqltext", "a > 1", "a > 2"}}}}));
}

TEST(Diff, NeverMissesTheDefaultSchema) {
  Catalog without = catalog({});
  without.schemas.clear();
  EXPECT_EQ(diff(without, catalog({})), Changes{});
  EXPECT_EQ(diff(catalog({}), without), Changes{});
}

TEST(Diff, ComparesWhatIsSaidOfTheDefaultSchema) {
  const Catalog actual = catalog({});
  Catalog declared = actual;
  declared.schemas[0].comment = "ours";
  EXPECT_EQ(diff(actual, declared), Changes{(Altered{{Kind::kSchema, {}, {}, n("public")},
                                                     actual.schemas[0],
                                                     declared.schemas[0],
                                                     {{"comment", "", "ours"}}})});
}

TEST(Diff, ReportsOtherSchemas) {
  Catalog declared = catalog({});
  Schema app;
  app.name = n("app");
  declared.schemas.push_back(app);
  declared = sorted(declared);
  EXPECT_EQ(diff(catalog({}), declared), Changes{(Added{{Kind::kSchema, {}, {}, n("app")}, app})});
  declared.schemas[0].comment = "what it is";
  Catalog actual = catalog({});
  actual.schemas.insert(actual.schemas.begin(), app);
  EXPECT_EQ(
      diff(actual, declared),
      Changes{(Altered{
          {Kind::kSchema, {}, {}, n("app")}, app, declared.schemas[0], {{"comment", "", "what it is"}}})});
}

TEST(Diff, FoldsNamesAsTheDialectDoes) {
  const auto side = [](std::string_view t, std::string_view c) {
    return catalog({table(t, {column(c, "INTEGER", true, kSqlite)}, {unique("UQ", {c}, kSqlite)}, kSqlite)},
                   kSqlite);
  };
  EXPECT_EQ(diff(side("Orders", "Id"), side("ORDERS", "ID")), Changes{});
}

TEST(Diff, IsInTheOrderOfCreationThenOfNames) {
  Catalog declared = catalog({table("b", {column("x")}),
                              table("t", {column("a"), column("c"), column("b", "text")},
                                    {foreign_key("fk", {"a"}, "b", {"x"}), index("ix", {"a"}),
                                     primary_key("pk", {"a"}), unique("uq", {"a"}), check("ck", "a > 0")})});
  Enum mood;
  mood.name = q("mood");
  declared.enums.push_back(mood);
  Sequence seq;
  seq.name = q("seq");
  declared.sequences.push_back(seq);
  std::vector<std::string> keys;
  for (const Change& change : diff(with({}), declared)) keys.push_back(shown(key_of(change)));
  EXPECT_EQ(keys,
            (std::vector<std::string>{"enum:public.mood", "sequence:public.seq", "table:public.b",
                                      "column:public.t.c", "primary_key:public.t.pk", "unique:public.t.uq",
                                      "index:public.t.ix", "check:public.t.ck", "foreign_key:public.t.fk"}));
}

// Renames.

TEST(Renames, AreOneChangeNeverDropAndAdd) {
  EXPECT_EQ(diff(with({unique("old", {"a"})}), with({unique("new", {"a"})})),
            Changes{(Renamed{
                key(Kind::kUnique, "t", "new"), n("old"), unique("old", {"a"}), unique("new", {"a"}), {}})});
}

TEST(Renames, AreFoundForEveryKindOfConstraint) {
  Exclusion ex;
  ex.name = n("old");
  ex.elements = {{index("", {"a"}).elements[0], "="}};
  const std::vector<Constraint> all = {primary_key("old", {"a"}),
                                       unique("old", {"a"}),
                                       index("old", {"a"}),
                                       check("old", "a > 0"),
                                       ex,
                                       foreign_key("old", {"a"}, "p", {"id"})};
  for (const Constraint& before : all) {
    const Constraint after = renamed(before, n("new"), NamedBy::kUser);
    EXPECT_EQ(diff(with({before}), with({after})),
              Changes{(Renamed{
                  key(kind_of(before), "t", "new"), n("old"), object_of(before), object_of(after), {}})});
  }
}

TEST(Renames, StayWithinOneKind) {
  const Index ix = [] {
    Index made = index("two", {"a"});
    made.unique = true;
    return made;
  }();
  EXPECT_EQ(diff(with({unique("one", {"a"})}), with({ix})),
            (Changes{Dropped{key(Kind::kUnique, "t", "one"), unique("one", {"a"})},
                     Added{key(Kind::kIndex, "t", "two"), ix}}));
}

TEST(Renames, StayWithinOneTable) {
  const auto side = [](std::vector<Constraint> t, std::vector<Constraint> u) {
    return catalog({table("t", {column("a")}, std::move(t)), table("u", {column("a")}, std::move(u))});
  };
  EXPECT_EQ(diff(side({check("one", "a > 0")}, {}), side({}, {check("two", "a > 0")})),
            (Changes{Dropped{key(Kind::kCheck, "t", "one"), check("one", "a > 0")},
                     Added{key(Kind::kCheck, "u", "two"), check("two", "a > 0")}}));
}

TEST(Renames, PairDuplicatesInTheOrderOfTheirNames) {
  const Changes found = diff(with({unique("b", {"a"}), unique("a", {"a"}), unique("c", {"a"})}),
                             with({unique("y", {"a"}), unique("x", {"a"})}));
  EXPECT_EQ(
      found,
      (Changes{Dropped{key(Kind::kUnique, "t", "c"), unique("c", {"a"})},
               Renamed{key(Kind::kUnique, "t", "x"), n("a"), unique("a", {"a"}), unique("x", {"a"}), {}},
               Renamed{key(Kind::kUnique, "t", "y"), n("b"), unique("b", {"a"}), unique("y", {"a"}), {}}}));
}

TEST(Renames, LeaveAloneWhatKeepsItsName) {
  EXPECT_EQ(
      diff(with({unique("a", {"a"}), unique("b", {"a"})}), with({unique("b", {"a"}), unique("c", {"a"})})),
      Changes{(Renamed{key(Kind::kUnique, "t", "c"), n("a"), unique("a", {"a"}), unique("c", {"a"}), {}})});
}

TEST(Renames, CarryACommentAlong) {
  Unique after = unique("new", {"a"});
  after.comment = "what it is";
  EXPECT_EQ(diff(with({unique("old", {"a"})}), with({after})),
            Changes{(Renamed{key(Kind::kUnique, "t", "new"),
                             n("old"),
                             unique("old", {"a"}),
                             after,
                             {{"comment", "", "what it is"}}})});
}

TEST(Renames, TakeTheOnlyPrimaryKeyWhateverItBecomes) {
  EXPECT_EQ(diff(with({primary_key("old", {"a"})}), with({primary_key("new", {"b"})})),
            Changes{(Renamed{key(Kind::kPrimaryKey, "t", "new"),
                             n("old"),
                             primary_key("old", {"a"}),
                             primary_key("new", {"b"}),
                             {{"columns", "a", "b"}}})});
}

TEST(Renames, TakeWhatIsAboutTheSameWhenThereIsNoOther) {
  ForeignKey before = foreign_key("old", {"a"}, "p", {"id"});
  ForeignKey after = foreign_key("new", {"a"}, "p", {"id"});
  after.ondelete = Action::kCascade;
  EXPECT_EQ(diff(with({before}), with({after})), Changes{(Renamed{key(Kind::kForeignKey, "t", "new"),
                                                                  n("old"),
                                                                  before,
                                                                  after,
                                                                  {{"ondelete", "NO ACTION", "CASCADE"}}})});
  ForeignKey other = foreign_key("other", {"a"}, "p", {"id"});
  other.ondelete = Action::kSetNull;
  EXPECT_EQ(diff(with({before}), with({after, other})),
            (Changes{Added{key(Kind::kForeignKey, "t", "new"), after},
                     Dropped{key(Kind::kForeignKey, "t", "old"), before},
                     Added{key(Kind::kForeignKey, "t", "other"), other}}));
  EXPECT_EQ(diff(with({unique("old", {"a"})}), with({unique("new", {"b"})})).size(), 2U);
}

TEST(Renames, OfDuplicatesTakeTheOneThatNobodyNamed) {
  const auto changes = diff(with({unique("handmade", {"a"}), unique("t_a_key", {"a"})}),
                            with({by(NamedBy::kConvention, unique("uq_t_a", {"a"}))}));
  EXPECT_EQ(changes, (Changes{Dropped{key(Kind::kUnique, "t", "handmade"), unique("handmade", {"a"})},
                              Renamed{key(Kind::kUnique, "t", "uq_t_a"),
                                      n("t_a_key"),
                                      unique("t_a_key", {"a"}),
                                      unique("uq_t_a", {"a"}),
                                      {}}}));
  EXPECT_EQ(
      rename_notes(changes),
      std::vector<std::string>{"unique:public.t.uq_t_a could as well be paired with another: t_a_key and "
                               "handmade are the same"});
  EXPECT_EQ(rename_notes(diff(with({unique("a", {"a"}), unique("b", {"a"})}),
                              with({unique("x", {"a"}), unique("y", {"a"})}))),
            std::vector<std::string>{});
}

TEST(Renames, AreNotGuessedForTablesAndColumns) {
  EXPECT_EQ(diff(catalog({table("t", {column("a")})}), catalog({table("t", {column("b")})})),
            (Changes{Dropped{key(Kind::kColumn, "t", "a"), column("a")},
                     Added{key(Kind::kColumn, "t", "b"), column("b")}}));
  EXPECT_EQ(diff(catalog({table("t", {})}), catalog({table("u", {})})),
            (Changes{Dropped{key(Kind::kTable, "", "t"), table("t", {})},
                     Added{key(Kind::kTable, "", "u"), table("u", {})}}));
}

// Names that nobody chose.

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

TEST(EqualNames, OfOneKindInOneTableCancelOutByDefinition) {
  // SQLite lets two constraints of a table have one name.
  EXPECT_EQ(diff(with({check("ck", "a > 1"), check("ck", "a > 2")}),
                 with({check("ck", "a > 2"), check("ck", "a > 1")})),
            Changes{});
  EXPECT_EQ(diff(with({check("ck", "a > 1"), check("ck", "a > 2")}),
                 with({check("ck", "a > 2"), check("ck", "a > 3")})),
            Changes{(Altered{key(Kind::kCheck, "t", "ck"),
                             check("ck", "a > 1"),
                             check("ck", "a > 3"),
                             {{"sqltext", "a > 1", "a > 3"}}})});
  EXPECT_EQ(diff(with({check("ck", "a > 1"), check("ck", "a > 2")}), with({check("ck", "a > 2")})),
            Changes{(Dropped{key(Kind::kCheck, "t", "ck"), check("ck", "a > 1")})});
}

TEST(Reversed, ReadsTheChangesFromTheOtherSide) {
  Table before = table("t", {column("a")}), after = before;
  after.comment = "c";
  const Changes there = {
      Altered{key(Kind::kTable, "", "t"), before, after, {{"comment", "", "c"}}},
      Added{key(Kind::kColumn, "t", "b"), column("b")},
      Renamed{key(Kind::kUnique, "t", "new"), n("old"), unique("old", {"a"}), unique("new", {"a"}), {}},
      Dropped{key(Kind::kCheck, "t", "ck"), check("ck", "a > 0")},
  };
  const Changes back = {
      Altered{key(Kind::kTable, "", "t"), after, before, {{"comment", "c", ""}}},
      Dropped{key(Kind::kColumn, "t", "b"), column("b")},
      Renamed{key(Kind::kUnique, "t", "old"), n("new"), unique("new", {"a"}), unique("old", {"a"}), {}},
      Added{key(Kind::kCheck, "t", "ck"), check("ck", "a > 0")},
  };
  EXPECT_EQ(sides_swapped(there), back);
  EXPECT_EQ(sides_swapped(back), there);
}

}  // namespace
}  // namespace tenon::test
