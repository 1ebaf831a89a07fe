#include <gtest/gtest.h>

#include "tests/live/target.h"

namespace tenon {
namespace {

/// Constraints that the server names itself, by every rule that it has: over one column and several, a second
/// one of the same name, names cut at 63 bytes.
constexpr const char* kSql = R"(
CREATE TABLE users (id integer PRIMARY KEY, mail text UNIQUE, UNIQUE (id, mail));
CREATE TABLE orders (
  id integer PRIMARY KEY,
  user_id integer REFERENCES users,
  placed_by integer REFERENCES users,
  total integer CHECK (total > 0) CHECK (total < 100),
  CHECK (total > id),
  during int4range,
  EXCLUDE USING gist (during WITH &&)
);
CREATE INDEX ON orders (user_id);
CREATE INDEX ON orders (user_id DESC);
CREATE INDEX ON orders (lower(total::text), placed_by) INCLUDE (total);
CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table_to_have_at_all (
  a_column_with_a_name_that_is_rather_long_for_a_column integer UNIQUE REFERENCES users,
  b integer CHECK (b > 0)
);
CREATE INDEX ON a_table_with_a_name_that_is_rather_long_for_a_table_to_have_at_all
  (a_column_with_a_name_that_is_rather_long_for_a_column, b);
)";

std::string declared(const std::string& convention) {
  return "{" + convention + R"j("tables": {
    "users": {"columns": {"id": {"type": "integer", "primary_key": true, "autoincrement": false}, "mail": {"type": "text"}},
              "uniques": [["mail"], ["id", "mail"]]},
    "orders": {"columns": {"id": {"type": "integer", "primary_key": true, "autoincrement": false},
                           "user_id": {"type": "integer", "foreign_key": {"references": "users.id"}},
                           "placed_by": {"type": "integer", "foreign_key": {"references": "users.id"}},
                           "total": {"type": "integer"}, "during": {"type": "int4range"}},
               "checks": [{"sqltext": "total > 0"}, {"sqltext": "total < 100"}, {"sqltext": "total > id"}],
               "exclusions": [{"elements": [{"column": "during", "with": "&&"}], "using": "gist"}],
               "indexes": [{"columns": ["user_id"]}, {"columns": [{"column": "user_id", "order": "desc"}]},
                           {"columns": [{"expression": "lower(total::text)"}, "placed_by"],
                            "postgresql": {"include": ["total"]}}]},
    "a_table_with_a_name_that_is_rather_long_for_a_table_to_have_at_": {
      "columns": {"a_column_with_a_name_that_is_rather_long_for_a_column":
                    {"type": "integer", "unique": true, "foreign_key": {"references": "users.id"}},
                  "b": {"type": "integer", "check": "b > 0"}},
      "indexes": [{"columns": ["a_column_with_a_name_that_is_rather_long_for_a_column", "b"]}]}
  }})j";
}

/// One template: what it does not name, the server does.
constexpr const char* kNone = R"("naming_convention": {"pk": "%(table_name)s_pkey"}, )";
constexpr const char* kConvention = R"("naming_convention": {
    "pk": "pk_%(table_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s"}, )";

TEST(ServerNames, AreTheNamesOfWhatIsDeclaredWithoutOne) {
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(target->run(kSql).code, 0);
  const test::TempFolder folder;
  test::write_file(folder.file("schema.json"), declared(kNone));
  const test::Checked checked = test::check(*target, folder.file("schema.json"));
  EXPECT_EQ(checked.code, 0) << checked.text;
}

TEST(ServerNames, BecomeThoseOfAConventionByRenamesAlone) {
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(target->run(kSql).code, 0);
  const test::TempFolder folder;
  test::write_file(folder.file("schema.json"), declared(kConvention));
  const test::Checked checked = test::check(*target, folder.file("schema.json"));
  EXPECT_EQ(checked.code, 2);
  for (const std::string& finding : checked.findings) EXPECT_TRUE(finding.starts_with("rename ")) << finding;
  EXPECT_EQ(checked.findings.size(), 8U) << checked.text;
}

}  // namespace
}  // namespace tenon
