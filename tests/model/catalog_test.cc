#include "model/catalog.h"

#include <gtest/gtest.h>

#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

TEST(Name, IsComparedAsItsDatabaseDoes) {
  EXPECT_EQ(n("Orders", kSqlite), n("oRDERS", kSqlite));
  EXPECT_NE(n("Orders"), n("orders"));
  EXPECT_NE(n("\xc3\x84", kSqlite), n("\xc3\xa4", kSqlite)) << "SQLite folds ASCII only";
  EXPECT_EQ(n("Orders", kSqlite).text, "Orders");
}

TEST(Dialect, PutsWhatNamesNoSchemaIntoItsOwn) {
  EXPECT_EQ(kPostgresql.qualified("", "t"), (QualifiedName{Name("public"), Name("t")}));
  EXPECT_EQ(kPostgresql.qualified("app", "t"), (QualifiedName{Name("app"), Name("t")}));
  EXPECT_EQ(kSqlite.qualified("", "t"), (QualifiedName{Name(), Name("t")}));
}

TEST(Dialect, IsFoundByItsName) {
  EXPECT_EQ(find_dialect("postgresql"), &kPostgresql);
  EXPECT_EQ(find_dialect("sqlite"), &kSqlite);
  EXPECT_EQ(find_dialect("PostgreSQL"), nullptr);
}

TEST(Sorted, OrdersTablesByNameAndConstraintsByKindThenName) {
  const Catalog made =
      catalog({table("b", {column("id")}),
               table("a", {column("id")},
                     {foreign_key("fk", {"id"}, "b", {"id"}), check("z", "id > 0"), check("c", "id > 1"),
                      unique("u", {"id"}), primary_key("pk", {"id"})})});
  EXPECT_EQ(made.tables[0].name, q("a"));
  EXPECT_EQ(made.tables[1].name, q("b"));
  std::vector<std::string> names;
  for (const auto& c : made.tables[0].constraints) names.push_back(name_of(c).text);
  EXPECT_EQ(names, (std::vector<std::string>{"pk", "u", "c", "z", "fk"}));
}

TEST(Sorted, LeavesColumnsInTheOrderOfTheTable) {
  const Catalog made = catalog({table("t", {column("z"), column("a")})});
  EXPECT_EQ(made.tables[0].columns, (std::vector<Column>{column("z"), column("a")}));
}

TEST(FindTable, FindsByNameAndSchema) {
  Catalog made = catalog({table("a", {}), table("b", {})});
  EXPECT_EQ(find_table(made, q("b"))->name, q("b"));
  EXPECT_EQ(find_table(made, q("c")), nullptr);
  EXPECT_EQ(find_table(made, QualifiedName{n("app"), n("b")}), nullptr);
}

TEST(FindConstraint, LooksAmongItsKindOnly) {
  const Table made = table("t", {column("a")}, {unique("same", {"a"}), check("same", "a > 0")});
  EXPECT_EQ(*find_constraint(made, 1, n("same")), Constraint(unique("same", {"a"})));
  EXPECT_EQ(*find_constraint(made, 3, n("same")), Constraint(check("same", "a > 0")));
  EXPECT_EQ(find_constraint(made, 2, n("same")), nullptr);
}

TEST(WithOption, SetsReplacesAndTakesAway) {
  Options options = with_option({}, "fillfactor", "70");
  options = with_option(options, "autovacuum_enabled", "false");
  EXPECT_EQ(options, (Options{{"autovacuum_enabled", "false"}, {"fillfactor", "70"}}));
  options = with_option(options, "fillfactor", "80");
  EXPECT_EQ(*option(options, "fillfactor"), "80");
  EXPECT_EQ(with_option(options, "fillfactor", ""), (Options{{"autovacuum_enabled", "false"}}));
  EXPECT_EQ(option(options, "no"), nullptr);
}

TEST(ColumnsOf, AreThoseNamedOutright) {
  Index made = index("ix", {"a", "b"});
  made.elements.push_back({x("lower(c)"), false, false, {}, {}, {}});
  made.include = ns({"d"});
  EXPECT_EQ(columns_of(made), ns({"a", "b", "d"}));
  EXPECT_EQ(columns_of(foreign_key("fk", {"a"}, "p", {"id"})), ns({"a"}));
  EXPECT_EQ(columns_of(check("ck", "a > 0")), ns({}));
}

TEST(Renamed, ChangesTheNameAndNothingElse) {
  const Constraint before = unique("u", {"a"});
  const Constraint after = renamed(before, n("v"), NamedBy::kConvention);
  EXPECT_EQ(after, Constraint(unique("v", {"a"})));
  EXPECT_EQ(named_by(after), NamedBy::kConvention);
}

}  // namespace
}  // namespace tenon::test::this_file
