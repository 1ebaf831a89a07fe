#include <gtest/gtest.h>

#include "tests/diff/changes.h"

namespace tenon::test::this_file {
namespace {

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
  for (const Change& change : diff(with({}), declared)) keys.push_back(to_string(key_of(change)));
  EXPECT_EQ(keys,
            (std::vector<std::string>{"enum:public.mood", "sequence:public.seq", "table:public.b",
                                      "column:public.t.c", "primary_key:public.t.pk", "unique:public.t.uq",
                                      "index:public.t.ix", "check:public.t.ck", "foreign_key:public.t.fk"}));
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
}  // namespace tenon::test::this_file
