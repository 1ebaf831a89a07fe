#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/live/target.h"

namespace tenon::this_file {
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

using Rng = std::mt19937;

/// A name of at most 63 bytes with letters of one to four bytes; the number tells it apart, in front or
/// behind, so that names of several domains may be cut to one text.
std::string random_name(Rng& rng, int number) {
  static const std::string kLetters[] = {"a", "\u00e4", "\u20ac", "\U0001d11e"};
  const std::string mark = std::to_string(number);
  const bool in_front = rng() % 2 == 0;
  const std::string& letter = kLetters[rng() % 4];
  const std::size_t most = 63 - mark.size() - 1;
  std::string text;
  const std::size_t wanted = rng() % 3 == 0 ? rng() % most : most - rng() % 14;
  while (text.size() + letter.size() <= wanted) text += letter;
  return in_front ? "d" + mark + text : "d" + text + mark;
}

std::string quoted(const std::string& name) { return '"' + name + '"'; }

/// A name like one that the server chooses, as if it was there already.
std::string taken_name(Rng& rng, const std::string& domain) {
  return domain.substr(0, domain.size() < 56 ? domain.size() : 1) + (rng() % 2 ? "_check" : "_check1");
}

/// One domain with some checks, and what happens to it afterwards.
std::string random_domain(Rng& rng, int number) {
  const std::string name = random_name(rng, number);
  std::string sql = "CREATE DOMAIN " + quoted(name) + " AS integer";
  const bool takes_a_name = rng() % 4 == 0;
  if (takes_a_name) sql += " CONSTRAINT " + quoted(taken_name(rng, name)) + " CHECK (VALUE <> 0)";
  for (unsigned i = rng() % 4; i > 0; --i) sql += " CHECK (VALUE > " + std::to_string(i) + ")";
  sql += ";\n";
  if (rng() % 5 == 0) sql += "ALTER DOMAIN " + quoted(name) + " ADD CHECK (VALUE < 100);\n";
  if (rng() % 6 == 0 && takes_a_name) sql += "ALTER DOMAIN " + quoted(name) + " ADD CHECK (VALUE < 90);\n";
  if (rng() % 6 == 0) {
    const std::string other = random_name(rng, 1000 + number);
    sql += "ALTER DOMAIN " + quoted(name) + " RENAME TO " + quoted(other) + ";\nALTER DOMAIN " +
           quoted(other) + " ADD CHECK (VALUE < 80);\n";
  }
  return sql;
}

/// A domain and a table whose unnamed checks would have one name, in either order.
std::string rivals(Rng& rng, int number) {
  const std::string table = "t" + std::to_string(number);
  const std::string domain = "CREATE DOMAIN " + table + "_c AS integer CHECK (VALUE > 0);\n";
  const std::string made = "CREATE TABLE " + table + " (c integer CHECK (c > 0), CHECK (c < 9));\n";
  return rng() % 2 ? domain + made : made + domain;
}

TEST(ServerNames, OfTheChecksOfDomainsAreThoseThatTheServerChooses) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rng rng(seed);
    std::string sql = "SET client_encoding = 'UTF8';\nCREATE SCHEMA other;\n";
    for (int i = 0; i < 60; ++i) sql += random_domain(rng, i);
    for (int i = 0; i < 10; ++i) sql += rivals(rng, i);
    sql +=
        "CREATE DOMAIN moved AS integer CHECK (VALUE > 0);\nALTER DOMAIN moved SET SCHEMA other;\n"
        "CREATE DOMAIN other.moved_too AS integer CONSTRAINT moved_check1 CHECK (VALUE > 0);\n"
        "ALTER DOMAIN other.moved ADD CHECK (VALUE < 9);\n"
        "CREATE DOMAIN gone AS integer CHECK (VALUE > 0);\nDROP DOMAIN gone;\n"
        "CREATE DOMAIN gone AS integer CHECK (VALUE > 1);\n";
    const auto target = test::make_target("postgresql");
    const test::Ran made = target->run(sql);
    ASSERT_EQ(made.code, 0) << made.err;
    const test::TempFolder folder;
    test::write_file(folder.file("schema.sql"), sql);
    const test::Checked checked = test::check(*target, folder.file("schema.sql"));
    EXPECT_EQ(checked.code, 0) << checked.text;
  }
}

TEST(ServerNames, OfTheChecksOfDomainsInJsonAreInTheirOrder) {
  const auto target = test::make_target("postgresql");
  const std::string name = "a_domain_with_a_name_that_is_rather_long_for_a_domain_to_have_";
  ASSERT_EQ(target
                ->run("CREATE DOMAIN " + name +
                      " AS integer CHECK (VALUE > 0) CHECK (VALUE < 9) CHECK (VALUE <> 5);\n")
                .code,
            0);
  const test::TempFolder folder;
  test::write_file(folder.file("schema.json"),
                   R"({"domains": {")" + name +
                       R"(": {"type": "integer", "checks": ["VALUE > 0", "VALUE < 9", "VALUE <> 5"]}}})");
  const test::Checked checked = test::check(*target, folder.file("schema.json"));
  EXPECT_EQ(checked.code, 0) << checked.text;
}

}  // namespace
}  // namespace tenon::this_file
