#include <gtest/gtest.h>

#include <algorithm>

#include "model/naming.h"
#include "model/naming_catalog.h"
#include "model/naming_server.h"
#include "model/naming_words.h"
#include "tests/support/builders.h"

namespace tenon::this_file {
namespace {

using test::n;
using test::ns;
using test::searched;
using test::x;

// Every name here was given by PostgreSQL 15.20 to the same definition.

const std::string kLong = "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff";
const std::string kUmlauts = "éééééééééééééééééééééééééééééé";

Table table_of(std::string_view name, std::initializer_list<std::string_view> columns) {
  Table table = test::table(name, {});
  for (const auto column : columns) table.columns.push_back(test::column(column));
  return table;
}

IndexElement on(std::string expression) {
  IndexElement element;
  element.what = x(std::move(expression));
  return element;
}

Index index_on(std::vector<IndexElement> elements) {
  Index index;
  index.elements = std::move(elements);
  return index;
}

std::string name(const Constraint& constraint, const Table& table, std::vector<std::string> taken = {}) {
  return server_name(constraint, table, [&](const std::string& text) {
    return std::find(taken.begin(), taken.end(), text) != taken.end();
  });
}

TEST(ServerName, IsThatOfPostgresqlForEachKind) {
  const Table t = table_of("t", {"a", "b", "c"});
  EXPECT_EQ(name(test::primary_key("", {"a"}), t), "t_pkey");
  EXPECT_EQ(name(test::unique("", {"a", "b"}), t), "t_a_b_key");
  EXPECT_EQ(name(test::foreign_key("", {"a"}, "t", {"a"}), t), "t_a_fkey");
  EXPECT_EQ(name(test::index("", {"a", "b"}), t), "t_a_b_idx");
  Index including = test::index("", {"b"});
  including.include = ns({"a"});
  EXPECT_EQ(name(including, t), "t_b_a_idx");
  Exclusion range;
  range.elements = {{on("int4range ( a , b )"), searched("&&")}};
  EXPECT_EQ(name(range, t), "t_int4range_excl");
}

TEST(ServerName, OfACheckHasTheColumnOnlyWhenThereIsOne) {
  const Table t = table_of("t", {"a", "b"});
  EXPECT_EQ(name(test::check("", "a > 0"), t), "t_a_check");
  EXPECT_EQ(name(test::check("", "a > 0 and a < 9"), t), "t_a_check");
  EXPECT_EQ(name(test::check("", "a > b"), t), "t_check");
  EXPECT_EQ(name(test::check("", "true"), t), "t_check");
  EXPECT_EQ(name(test::check("", "t . a > 0"), t), "t_a_check");
  EXPECT_EQ(name(test::check("", "b ( 'it''s a' ) > a"), t), "t_a_check");
  const Table mixed = table_of("T", {"A", "a"});
  EXPECT_EQ(name(test::check("", "\"A\" > 1 and \"A\" < 4"), mixed), "T_A_check");
  EXPECT_EQ(name(test::check("", "length ( 'a''A' ) > 0"), mixed), "T_check");
}

TEST(ServerName, OfAnIndexCallsExpressionsByTheirFunction) {
  const Table t = table_of("t", {"a", "b", "c"});
  EXPECT_EQ(name(index_on({on("lower ( c )")}), t), "t_lower_idx");
  EXPECT_EQ(name(index_on({on("pg_catalog . lower ( c )")}), t), "t_lower_idx");
  EXPECT_EQ(name(index_on({on("a + b"), on("a - b")}), t), "t_expr_expr1_idx");
  EXPECT_EQ(name(index_on({on("lower ( c )"), on("upper ( c )"), on("lower ( c )")}), t),
            "t_lower_upper_lower1_idx");
  EXPECT_EQ(name(index_on({on("coalesce ( c , '' )")}), t), "t_coalesce_idx");
  EXPECT_EQ(name(index_on({on("( a ) + ( b )")}), t), "t_expr_idx");
  EXPECT_EQ(name(index_on({on("lower ( a ) || lower ( b )")}), t), "t_expr_idx");
}

TEST(ServerName, CutsTheLongerPartFirst) {
  const Table t = table_of(kLong, {"k", kLong, "id"});
  EXPECT_EQ(name(test::primary_key("", {"id"}), t),
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffff_pkey");
  EXPECT_EQ(name(test::foreign_key("", {"k"}, "t", {"a"}), t),
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffff_k_fkey");
  EXPECT_EQ(name(test::check("", "k > 0"), t),
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeefffff_k_check");
  EXPECT_EQ(name(test::unique("", {kLong}), t),
            "aaaaaaaaaabbbbbbbbbbccccccccc_aaaaaaaaaabbbbbbbbbbccccccccc_key");
  EXPECT_EQ(name(test::unique("", {"k", kLong}), t),
            "aaaaaaaaaabbbbbbbbbbccccccccc_k_aaaaaaaaaabbbbbbbbbbccccccc_key");
  EXPECT_EQ(server_sequence_name(kLong, "id", {}),
            "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffff_id_seq");
}

TEST(ServerName, CutsNoCharacterInTwo) {
  const Table t = table_of(kUmlauts, {kUmlauts, "a b.c"});
  EXPECT_EQ(name(test::unique("", {kUmlauts}), t), "éééééééééééééé_éééééééééééééé_key");
  EXPECT_EQ(name(test::primary_key("", {"a b.c"}), t), "ééééééééééééééééééééééééééééé_pkey");
  EXPECT_EQ(name(test::index("", {"a b.c"}), t), "éééééééééééééééééééééééééé_a b.c_idx");
  EXPECT_EQ(name(test::check("", "\"a b.c\" > 0"), t), "ééééééééééééééééééééééééé_a b.c_check");
}

TEST(ServerName, CountsUpWhenTaken) {
  const Table t = table_of("t", {"a", "b"});
  EXPECT_EQ(name(test::check("", "b < 9"), t, {"t_b_check"}), "t_b_check1");
  EXPECT_EQ(name(test::unique("", {"a"}), t, {"t_a_key", "t_a_key1"}), "t_a_key2");
}

Catalog without_names(std::vector<Constraint> constraints, const Dialect& dialect) {
  std::vector<Constraint> nameless;
  for (auto& constraint : constraints)
    nameless.push_back(renamed(std::move(constraint), {}, NamedBy::kNobody));
  return test::catalog({test::table("t", {test::column("a", "integer", true, dialect)}, nameless, dialect)},
                       dialect);
}

std::vector<std::string> names(const Catalog& catalog) {
  std::vector<std::string> all;
  for (const auto& table : catalog.tables)
    for (const auto& constraint : table.constraints) all.push_back(name_of(constraint).text);
  return all;
}

TEST(Named, GivesTheConventionsNameOrElseTheServers) {
  const Catalog live =
      without_names({test::unique("", {"a"}, kSqlite), test::check("", "a > 0", kSqlite)}, kSqlite);
  const NamingConvention convention{
      {{"uq", "uq_%(table_name)s_%(column_0_name)s"}, {"ck", "ck_%(table_name)s_%(constraint_name)s"}}, {}};
  const Catalog made = with_derived_names(live, convention);
  EXPECT_EQ(names(made), (std::vector<std::string>{"uq_t_a", "t_a_check"}));
  EXPECT_EQ(named_by(made.tables[0].constraints[0]), NamedBy::kConvention);
  EXPECT_EQ(named_by(made.tables[0].constraints[1]), NamedBy::kServer);
}

TEST(Named, NumbersEqualNamesInTheOrderOfTheirContent) {
  const Check first = test::check("", "a > 1", kSqlite);
  const Check second = test::check("", "a > 2", kSqlite);
  const Catalog one = with_server_names(without_names({first, second}, kSqlite));
  EXPECT_EQ(one, with_server_names(without_names({second, first}, kSqlite)));
  EXPECT_EQ(names(one), (std::vector<std::string>{"t_a_check", "t_a_check1"}));
  const NamingConvention convention{{{"ck", "ck_%(table_name)s"}}, {}};
  EXPECT_EQ(names(with_derived_names(without_names({first, second}, kSqlite), convention)),
            (std::vector<std::string>{"ck_t", "ck_t1"}));
}

TEST(Named, KeepsNamesApartAsPostgresqlDoes) {
  // v(x_k) and v_x(k) both want v_x_k_key, and a check holds u_y_key already.
  const auto nameless = [](Constraint constraint) {
    return renamed(std::move(constraint), {}, NamedBy::kNobody);
  };
  const Catalog made = with_server_names(
      test::catalog({test::table("v", {test::column("x_k")}, {nameless(test::unique("", {"x_k"}))}),
                     test::table("v_x", {test::column("k")}, {nameless(test::unique("", {"k"}))}),
                     test::table("u", {test::column("y")},
                                 {test::check("u_y_key", "y > 0"), nameless(test::unique("", {"y"}))})}));
  EXPECT_EQ(names(made), (std::vector<std::string>{"u_y_key1", "u_y_key", "v_x_k_key", "v_x_k_key1"}));
}

TEST(Named, LeavesGivenNamesAlone) {
  const Catalog live = test::catalog({test::table("t", {test::column("a")}, {test::unique("mine", {"a"})})});
  EXPECT_EQ(with_derived_names(live, {{{"uq", "uq_%(table_name)s"}}, {}}), live);
}

TEST(ColumnsNamed, LooksPastStringsFunctionsAndQualifiers) {
  const Table t = table_of("t", {"a", "b", "a b"});
  EXPECT_EQ(columns_named(x("b > a and a < 3"), t), ns({"a", "b"}));
  EXPECT_EQ(columns_named(x("a ( 'b' ) = \"a b\""), t), ns({"a b"}));
  EXPECT_EQ(columns_named(x("a . b = 1"), t), ns({"b"}));
}

TEST(ServerName, IsRecognisedWithWhateverNumber) {
  const Table t = table_of("t", {"a"});
  const auto is = [&](const char* name) { return is_server_name(test::unique(name, {"a"}), t); };
  EXPECT_TRUE(is("t_a_key"));
  EXPECT_TRUE(is("t_a_key1"));
  EXPECT_TRUE(is("t_a_key12"));
  EXPECT_FALSE(is("t_a_keys"));
  EXPECT_FALSE(is("t_b_key"));
  EXPECT_FALSE(is("uq_t_a"));
  const Table table = table_of(kLong, {"a"});
  EXPECT_TRUE(is_server_name(test::primary_key(name(test::primary_key("", {"a"}), table), {"a"}), table));
}

}  // namespace
}  // namespace tenon::this_file
