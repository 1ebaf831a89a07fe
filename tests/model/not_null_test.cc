#include "model/not_null.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

Catalog with_not_null_name(const std::string& name) {
  Column a = column("a", "integer", false);
  a.options = with_option({}, "not_null_name", name);
  return catalog({table("t", {a})});
}

std::string compared(const std::string& actual, const std::string& declared, bool actual_has_names = true) {
  const Catalog made =
      with_known_not_null_names(with_not_null_name(declared), with_not_null_name(actual), actual_has_names);
  const std::string* name = option(made.tables[0].columns[0].options, "not_null_name");
  return name ? *name : "";
}

TEST(NotNull, IsComparedByItsNameOnlyWhereBothSidesHaveOne) {
  EXPECT_EQ(compared("mine", "yours"), "yours");
  EXPECT_EQ(compared("mine", ""), "mine");
  EXPECT_EQ(compared("", "yours"), "yours");
  EXPECT_EQ(compared("", "yours", false), "");
}

TEST(NotNull, HasAnyNameThatTheServerGives) {
  EXPECT_EQ(compared("t_a_not_null", "t_a_not_null1"), "t_a_not_null");
  EXPECT_EQ(compared("t_a_not_null", "mine"), "mine");
  EXPECT_EQ(compared("mine", "t_a_not_null"), "t_a_not_null");
  EXPECT_EQ(compared("", "t_a_not_null"), "");
}

TEST(NotNull, OfANewTableKeepsTheNameThatItIsGiven) {
  const Catalog none = catalog({});
  EXPECT_EQ(with_known_not_null_names(with_not_null_name("mine"), none, false), with_not_null_name("mine"));
  EXPECT_EQ(with_known_not_null_names(with_not_null_name("t_a_not_null"), none, true),
            with_not_null_name(""));
}

TEST(NotNull, TellsTheNamesOfTheServer) {
  EXPECT_TRUE(is_server_not_null_name("t", "a", "t_a_not_null"));
  EXPECT_TRUE(is_server_not_null_name("t", "a", "t_a_not_null3"));
  EXPECT_FALSE(is_server_not_null_name("t", "a", "t_b_not_null"));
  EXPECT_FALSE(is_server_not_null_name("t", "a", "t_a_not_nullx"));
}

}  // namespace
}  // namespace tenon::test::this_file
