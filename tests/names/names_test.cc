#include "names/names.h"
#include "names/guess.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/builders.h"

namespace tenon::test {
namespace {

const NamingConvention kConvention{{{"pk", "pk_%(table_name)s"},
                                    {"uq", "uq_%(table_name)s_%(column_0_N_name)s"},
                                    {"ck", "ck_%(table_name)s_%(constraint_name)s"},
                                    {"ix", "ix_%(table_name)s_%(column_0_N_name)s"}},
                                   {}};

Catalog with(std::vector<Constraint> constraints) {
  return catalog({table("orders", {column("a"), column("b", "text")}, std::move(constraints))});
}

Index over_expression(std::string_view name) {
  Index made = index(name, {"b"});
  made.elements.front().what = Expression("length(b)", "length(b)");
  return made;
}

/// What is said of the only constraint.
NameVerdict verdict(Constraint constraint, const NamingConvention& convention = kConvention) {
  NameVerdict made = names_held(with({std::move(constraint)}), convention).front();
  made.key = {};
  return made;
}

TEST(Names, AreTheConventionsOrAreToBe) {
  EXPECT_EQ(verdict(unique("uq_orders_a_b", {"a", "b"})).keeping, Keeping::kKeeps);
  EXPECT_EQ(verdict(unique("mine", {"a"})),
            (NameVerdict{{}, Keeping::kDiffers, "uq_orders_a", false, false, ""}));
  EXPECT_EQ(verdict(unique("orders_a_key", {"a"})),
            (NameVerdict{{}, Keeping::kDiffers, "uq_orders_a", true, false, ""}));
}

TEST(Names, AroundANameOfTheirOwnFitWhateverItIs) {
  EXPECT_EQ(verdict(check("ck_orders_positive", "a > 0")).keeping, Keeping::kKeeps);
  EXPECT_EQ(verdict(check("positive", "a > 0")).would_be, "ck_orders_positive");
  EXPECT_EQ(verdict(check("orders_a_check", "a > 0")).would_be, "ck_orders_a");
  EXPECT_EQ(verdict(check("orders_check", "a > 0 and b > ''")).keeping, Keeping::kUnruled);
}

TEST(Names, WithoutATemplateAreNobodysBusiness) {
  EXPECT_EQ(verdict(foreign_key("mine", {"a"}, "p", {"id"})).keeping, Keeping::kUnruled);
}

TEST(Names, ThatTwoWouldHaveGoToTheFirstAndTheOtherIsSaid) {
  const Catalog both = with({index("i", {"a"}), index("j", {"a"})});
  const auto names = names_held(both, kConvention);
  EXPECT_EQ(names[0].keeping, Keeping::kDiffers);
  EXPECT_EQ(names[1].keeping, Keeping::kCollides);
  EXPECT_EQ(names[1].collides_with, "index:public.orders.i");
  EXPECT_EQ(renames_of(both, names).size(), 1U);
}

TEST(Names, AreCutAsTheServerKeepsThemAndMayCollideThen) {
  const std::string column_name(60, 'x');
  const Catalog both = catalog({table("orders", {column(column_name + "a"), column(column_name + "b")},
                                      {index("i", {column_name + "a"}), index("j", {column_name + "a"})})});
  const auto names = names_held(both, kConvention);
  EXPECT_TRUE(names[0].is_cut);
  EXPECT_LE(names[0].would_be.size(), 63U);
  EXPECT_EQ(names[1].keeping, Keeping::kCollides);
}

TEST(Names, LeaveATableItsName) {
  const Catalog one = catalog(
      {table("pk_orders", {column("a")}), table("orders", {column("a")}, {primary_key("mine", {"a"})})});
  EXPECT_EQ(names_held(one, kConvention).front().collides_with, "table:public.pk_orders");
}

TEST(Names, OfARenamedCatalogKeepTheConvention) {
  const Catalog before =
      with({primary_key("orders_pkey", {"a"}), unique("mine", {"b"}), check("positive", "a > 0")});
  const Catalog after = renamed_by(before, names_held(before, kConvention));
  for (const NameVerdict& name : names_held(after, kConvention)) EXPECT_EQ(name.keeping, Keeping::kKeeps);
}

TEST(Names, OfTheServerAloneAreLookedAtWhereThatIsAsked) {
  const Catalog before =
      with({unique("orders_a_key", {"a"}), unique("mine", {"b"}), unique("mine_too", {"a", "b"})});
  const auto names = names_held(before, kConvention, WhichNames::kServers);
  std::map<std::string, Keeping> kept;
  for (const NameVerdict& name : names) kept[name.key.name.text] = name.keeping;
  EXPECT_EQ(kept["orders_a_key"], Keeping::kDiffers);
  EXPECT_EQ(kept["mine"], Keeping::kChosen);
  EXPECT_EQ(kept["mine_too"], Keeping::kChosen);
  EXPECT_EQ(renames_of(before, names).size(), 1U);
}

/// What stays as it is claims no name of the convention's, and keeps its own.
TEST(Names, ThatStayLeaveTheConventionsNameToTheServers) {
  const NamingConvention by_first{{{"uq", "uq_%(table_name)s_%(column_0_name)s"}}, {}};
  const Catalog before = with({unique("mine", {"a"}), unique("orders_a_key", {"a"})});
  for (const NameVerdict& name : names_held(before, by_first, WhichNames::kServers))
    EXPECT_EQ(name.keeping, name.by_server ? Keeping::kDiffers : Keeping::kChosen);
  const Catalog taken = with({unique("uq_orders_a", {"b"}), unique("orders_a_key", {"a"})});
  for (const NameVerdict& name : names_held(taken, by_first, WhichNames::kServers))
    EXPECT_EQ(name.keeping, name.by_server ? Keeping::kCollides : Keeping::kChosen);
}

TEST(Names, OfAnIndexOverAnExpressionAreNotTheConventions) {
  const NamingConvention by_column{{{"ix", "ix_%(column_0_label)s"}}, {}};
  for (const NameVerdict& name : names_held(with({over_expression("by_length")}), by_column))
    EXPECT_EQ(name.keeping, Keeping::kUnruled);
}

TEST(Guess, IsTheTemplateThatMostNamesFollow) {
  const Catalog one = catalog({
      table("a", {column("x"), column("y")},
            {primary_key("a_pkey", {"x"}), index("index_a_on_x", {"x"}), index("index_a_on_y", {"y"}),
             check("chk_a_small", "x < 9")}),
      table("b", {column("x"), column("y")},
            {primary_key("b_pkey", {"x"}), index("index_b_on_x_y", {"x", "y"}), index("other", {"y"}),
             check("chk_b_big", "x > 9")}),
  });
  const auto guessed = guessed_convention(one);
  const NamingConvention wanted{{{"ix", "index_%(table_name)s_on_%(column_0_N_name)s"},
                                 {"ck", "chk_%(table_name)s_%(constraint_name)s"}},
                                {}};
  EXPECT_EQ(convention_of(guessed), wanted);
  EXPECT_EQ(guessed.back().kept, 3U);
  EXPECT_EQ(guessed.back().of, 4U);
}

TEST(Guess, TakesNoTemplateFromTheServersOwnNames) {
  const Catalog one = catalog({
      table("a", {column("x"), column("y")},
            {primary_key("a_pkey", {"x"}), unique("a_y_key", {"y"}), index("a_x_y_idx", {"x", "y"}),
             check("a_x_check", "x < 9"), foreign_key("a_y_fkey", {"y"}, "b", {"x"})}),
      table("b", {column("x"), column("y")},
            {primary_key("b_pkey", {"x"}), unique("b_y_key", {"y"}), index("b_x_y_idx", {"x", "y"}),
             check("b_x_check", "x < 9"), foreign_key("b_y_fkey", {"y"}, "a", {"x"})}),
  });
  const std::vector<GuessedTemplate> guessed = guessed_convention(one);
  EXPECT_EQ(convention_of(guessed), NamingConvention());
  ASSERT_EQ(guessed.size(), 5U);
  for (const GuessedTemplate& kind : guessed) {
    EXPECT_EQ(kind.text, "") << kind.mnemonic;
    EXPECT_EQ(kind.of, 0U) << kind.mnemonic;
    EXPECT_EQ(kind.by_server, 2U) << kind.mnemonic;
  }
}

TEST(Guess, IsMadeFromChosenNamesBesideTheServers) {
  const Catalog one =
      catalog({table("a", {column("x"), column("y")},
                     {unique("a_y_key", {"y"}), unique("a_x_y_key", {"x", "y"}), unique("uq_a_x", {"x"})})});
  const std::vector<GuessedTemplate> guessed = guessed_convention(one);
  ASSERT_EQ(guessed.size(), 1U);
  EXPECT_EQ(guessed[0].text, "uq_%(table_name)s_%(column_0_N_name)s");
  EXPECT_EQ(guessed[0].kept, 1U);
  EXPECT_EQ(guessed[0].by_server, 2U);
}

TEST(Guess, LooksPastAnIndexOverAnExpression) {
  const Catalog one = with({index("ix_orders_a", {"a"}), over_expression("by_length")});
  EXPECT_EQ(guessed_convention(one).front().of, 2U);
}

/// A convention that says nothing is not the one for what has no name yet (`ix_%(column_0_label)s`).
TEST(Guess, FromTooFewNamesRenamesNothing) {
  const Catalog one = with({index("orders_a", {"a"}), index("by_b", {"b"})});
  const NamingConvention none = convention_of(guessed_convention(one));
  EXPECT_EQ(none, NamingConvention());
  for (const NameVerdict& name : names_held(one, none)) EXPECT_EQ(name.keeping, Keeping::kUnruled);
}

}  // namespace
}  // namespace tenon::test
