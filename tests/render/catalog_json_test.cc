#include "model/naming_catalog.h"
#include "render/json/catalog.h"

#include <gtest/gtest.h>

#include "model/error.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

const NamingConvention kChecks{{{"ck", "ck_%(table_name)s_%(constraint_name)s"}}, {}};

TEST(CatalogJson, IsWhatPeopleKeep) {
  ForeignKey owner = foreign_key("pet_owner_fkey", {"owner"}, "person", {"id"});
  owner.ondelete = Action::kCascade;
  Index names = index("pet_names", {"name", "owner"});
  names.elements[1].descending = names.elements[1].nulls_first = true;
  names.options = {{"with.fillfactor", "70"}};
  Column name = column("name", "text", false);
  name.default_value = x("'?'");
  name.comment = "as called";
  const Catalog catalog =
      test::catalog({table("person", {column("id", "integer", false)}, {primary_key("person_pkey", {"id"})}),
                     table("pet", {column("owner"), name}, {names, check("named", "name <> ''"), owner})});
  EXPECT_EQ(catalog_json(catalog, {}), R"j({
  "$schema": "urn:tenon:declared:1",
  "dialect": "postgresql",
  "tables": {
    "person": {
      "columns": {
        "id": {"type": "integer", "autoincrement": false}
      },
      "primary_key": {"columns": ["id"], "name": "person_pkey"}
    },
    "pet": {
      "columns": {
        "owner": {"type": "integer"},
        "name": {"type": "text", "nullable": false, "default": "'?'", "comment": "as called"}
      },
      "indexes": [
        {
          "columns": ["name", {"column": "owner", "order": "desc"}],
          "name": "pet_names",
          "postgresql": {"with": {"fillfactor": 70}}
        }
      ],
      "checks": [
        {"sqltext": "name <> ''", "name": "named"}
      ],
      "foreign_keys": [
        {
          "columns": ["owner"],
          "references": "person.id",
          "name": "pet_owner_fkey",
          "ondelete": "CASCADE"
        }
      ]
    }
  },
  "not_modelled": []
}
)j");
}

/// The text from the first table on.
std::string tables(const Catalog& catalog, const NamingConvention& convention = {}) {
  const std::string all = catalog_json(catalog, convention);
  return all.substr(all.find("\"tables\""));
}

TEST(CatalogJson, LeavesOutTheNamesThatTheDatabaseDoesNotHold) {
  const Catalog live = catalog(
      {table("t", {column("a", "int", true, kSqlite)},
             {renamed(check("", "a > 0", kSqlite), {}, NamedBy::kNobody), unique("mine", {"a"}, kSqlite)},
             kSqlite)},
      kSqlite);
  for (const Catalog& each : {live, with_derived_names(live, {})}) {
    EXPECT_NE(tables(each).find(R"({"sqltext": "a > 0"})"), std::string::npos) << tables(each);
    EXPECT_NE(tables(each).find(R"("name": "mine")"), std::string::npos) << tables(each);
  }
}

TEST(CatalogJson, WritesTheShortNameThatTheConventionMakesLong) {
  const Catalog made =
      catalog({table("t", {column("a")}, {check("ck_t_positive", "a > 0"), check("odd", "a > 1")})});
  const std::string text = tables(made, kChecks);
  EXPECT_NE(text.find(R"({"sqltext": "a > 0", "name": "positive"})"), std::string::npos) << text;
  EXPECT_NE(text.find(R"({"sqltext": "a > 1", "name": {"conv": "odd"}})"), std::string::npos) << text;
  EXPECT_NE(catalog_json(made, kChecks).find("naming_convention"), std::string::npos);
  EXPECT_EQ(catalog_json(made, default_convention()).find("naming_convention"), std::string::npos);
}

TEST(CatalogJson, TellsNamesWithDotsFromNamesInSchemas) {
  Table dotted = table("x.y", {column("a.b")});
  Table plain = table("y", {column("a")});
  plain.name.schema = n("x");
  plain.constraints.push_back(foreign_key("f", {"a"}, "x.y", {"a.b"}));
  const std::string text = tables(catalog({dotted, plain}));
  EXPECT_NE(text.find("\"x.y\": {\n      \"schema\": null,"), std::string::npos) << text;
  EXPECT_NE(text.find("\"x.y (2)\": {\n      \"name\": \"y\",\n      \"schema\": \"x\","), std::string::npos)
      << text;
  EXPECT_NE(text.find(R"("references": {"table": "x.y", "columns": ["a.b"]})"), std::string::npos) << text;
}

TEST(CatalogJson, RefusesTextThatIsNotUtf8) {
  Table table = test::table("t", {column("a")});
  table.comment = "\xC3(";
  try {
    catalog_json(catalog({table}), {});
    FAIL() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kUnsupported);
  }
}

}  // namespace
}  // namespace tenon::test::this_file
