#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/declare/read.h"

namespace tenon::test::this_file {
namespace {

std::string file_text(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

const std::filesystem::path kFolder = std::filesystem::path(TENON_TEST_DATA) / ".." / "examples" / "declared";

/// The names of the constraints of an example, as `table.name`, those that a server chose in parentheses.
std::set<std::string> names(const std::string& example, const Dialect& dialect) {
  std::set<std::string> all;
  for (const auto& table : read(file_text(kFolder / (example + ".json")), dialect).tables)
    for (const auto& constraint : table.constraints) {
      const std::string name = table.name.name.text + "." + name_of(constraint).text;
      all.insert(named_by(constraint) == NamedBy::kServer ? "(" + name + ")" : name);
    }
  return all;
}

TEST(Examples, AllAreReadForBothDialects) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    SCOPED_TRACE(entry.path().filename());
    for (const Dialect* dialect : {&kPostgresql, &kSqlite})
      EXPECT_FALSE(read(file_text(entry.path()), *dialect).tables.empty());
    ++count;
  }
  EXPECT_GE(count, 21U);
}

TEST(Examples, HaveTheNamesThatTheDocumentationOfTheirKindPromises) {
  using Names = std::set<std::string>;
  const std::map<std::string, Names> promised{
      {"user_preference",
       {"(user.user_pkey)", "(user_preference.user_preference_pkey)",
        "(user_preference.user_preference_user_id_fkey)", "(user_test.user_test_pkey)",
        "(user_test.user_test_user_id_fkey)"}},
      {"invoice_item",
       {"(invoice.invoice_pkey)", "(invoice_item.invoice_item_invoice_id_ref_num_fkey)",
        "(invoice_item.invoice_item_pkey)"}},
      {"node_element",
       {"(element.element_pkey)", "(node.node_pkey)", "(node.node_primary_element_fkey)",
        "element.fk_element_parent_node_id"}},
      {"unique_constraint", {"(mytable.mytable_col1_key)", "mytable.uix_1"}},
      {"check_constraint", {"(mytable.mytable_col1_check)", "mytable.check1"}},
      {"primary_key_constraint", {"mytable.mytable_pk"}},
      {"naming_convention",
       {"user.pk_user", "user.uq_user_name", "user.ix_user_email", "address.pk_address",
        "address.fk_address_user_id_user", "address.ck_address_zip_len"}},
      {"naming_by_guid",
       {"(user.user_pkey)", "(address.address_pkey)", "address.fk_0cd51ab5-8d70-56e8-a83c-86661737766d"}},
      {"naming_checks", {"foo.ck_foo_value_gt_5"}},
      {"naming_checks_by_column", {"foo.ck_foo_value"}},
      {"indexes",
       {"mytable.ix_mytable_col1", "mytable.ix_mytable_col2", "mytable.idx_col34", "mytable.myindex"}},
      {"indexes_inline", {"mytable.idx_col12", "mytable.idx_col34"}},
      {"functional_indexes", {"mytable.someindex", "mytable.someindex_lower"}},
  };
  for (const auto& [example, wanted] : promised)
    for (const Dialect* dialect : {&kPostgresql, &kSqlite})
      EXPECT_EQ(names(example, *dialect), wanted) << example;
  EXPECT_EQ(names("node_element_use_alter", kSqlite), promised.at("node_element"));
}

TEST(Examples, CutLongNamesAsEachDatabaseKeepsThem) {
  const std::string whole =
      "long_names.uq_long_names_information_channel_code_billing_convention_name_product_identifier";
  EXPECT_EQ(names("naming_long_names", kSqlite), std::set<std::string>{whole});
  EXPECT_EQ(names("naming_long_names", kPostgresql),
            std::set<std::string>{"long_names.uq_long_names_information_channel_code_billing_conventi_a79e"});
}

TEST(Examples, HaveChecksOfTypesOnlyWhereTheDatabaseHasNoSuchType) {
  EXPECT_EQ(names("boolean_check", kSqlite), std::set<std::string>{"foo.ck_foo_flag_bool"});
  EXPECT_EQ(names("boolean_check_by_column", kSqlite), std::set<std::string>{"foo.ck_foo_flag"});
  EXPECT_EQ(names("boolean_check_named", kSqlite), std::set<std::string>{"foo.ck_foo_flag"});
  for (const char* example : {"boolean_check", "boolean_check_by_column", "boolean_check_named"})
    EXPECT_EQ(names(example, kPostgresql), std::set<std::string>{}) << example;
  EXPECT_EQ(names("enum_check", kSqlite),
            (std::set<std::string>{"person.ck_person_gait", "person.ck_person_mood"}));
  EXPECT_EQ(names("enum_check", kPostgresql), std::set<std::string>{"person.ck_person_mood"});
}

TEST(Examples, SayTheSameWithAndWithoutUseAlter) {
  for (const Dialect* dialect : {&kPostgresql, &kSqlite})
    EXPECT_EQ(read(file_text(kFolder / "node_element.json"), *dialect),
              read(file_text(kFolder / "node_element_use_alter.json"), *dialect));
}

}  // namespace
}  // namespace tenon::test::this_file
