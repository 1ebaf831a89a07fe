#include <gtest/gtest.h>

#include "declare/declaration.h"
#include "declare/published.h"
#include "model/naming_catalog.h"
#include "render/json/catalog.h"
#include "tests/support/builders.h"
#include "tests/support/random_catalog.h"
#include "tests/support/shell.h"

namespace tenon::test::this_file {
namespace {

const NamingConvention kDocumented{{{"ix", "ix_%(column_0_label)s"},
                                    {"uq", "uq_%(table_name)s_%(column_0_name)s"},
                                    {"ck", "ck_%(table_name)s_%(constraint_name)s"},
                                    {"fk", "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s"},
                                    {"pk", "pk_%(table_name)s"}},
                                   {}};

Declaration read_back(const Catalog& catalog, const NamingConvention& convention) {
  const Document document{"inspection.json", catalog_json(catalog, convention)};
  return read_json({&document, 1}, *catalog.dialect);
}

/// A catalog as a database shows it that holds no names for some of its constraints.
Catalog with_nameless(Catalog catalog, Rng& rng) {
  for (auto& table : catalog.tables)
    for (auto& constraint : table.constraints)
      if (!std::holds_alternative<Index>(constraint) && rng() % 2 == 0)
        constraint = renamed(std::move(constraint), {}, NamedBy::kNobody);
  return catalog;
}

class JsonRoundTrip : public testing::TestWithParam<const Dialect*> {};

TEST_P(JsonRoundTrip, GivesTheSameCatalog) {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const Catalog catalog = random_catalog(*GetParam(), seed);
    const Declaration again = read_back(catalog, {});
    ASSERT_EQ(again.catalog, catalog) << "seed " << seed << "\n" << catalog_json(catalog, {});
    EXPECT_EQ(again.naming, default_convention());
  }
}

TEST_P(JsonRoundTrip, HoldsUnderAConventionThatWouldChangeNames) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    const Catalog catalog = random_catalog(*GetParam(), seed);
    const Declaration again = read_back(catalog, kDocumented);
    ASSERT_EQ(again.catalog, catalog) << "seed " << seed << "\n" << catalog_json(catalog, kDocumented);
    EXPECT_EQ(again.naming, kDocumented);
  }
}

TEST_P(JsonRoundTrip, HoldsForNamesThatWereMade) {
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    Rng rng(seed);
    const Catalog nameless = with_nameless(random_catalog(*GetParam(), rng), rng);
    for (const NamingConvention& convention : {NamingConvention(), kDocumented}) {
      const Catalog catalog = with_derived_names(nameless, convention);
      ASSERT_EQ(read_back(catalog, convention).catalog, catalog) << "seed " << seed << "\n"
                                                                 << catalog_json(catalog, convention);
    }
  }
}

TEST_P(JsonRoundTrip, WritesTheSameTextAgain) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    const std::string text = catalog_json(random_catalog(*GetParam(), seed), kDocumented);
    const Document document{"inspection.json", text};
    const Declaration again = read_json({&document, 1}, *GetParam());
    ASSERT_EQ(catalog_json(again.catalog, again.naming), text) << "seed " << seed;
  }
}

TEST_P(JsonRoundTrip, KeepsThePublishedSchema) {
  const TempFolder folder;
  write_file(folder.file("schema"), declared_schema());
  for (std::uint64_t seed = 1; seed <= 60; ++seed)
    write_file(folder.file(std::to_string(seed) + ".json"),
               catalog_json(random_catalog(*GetParam(), seed), kDocumented));
  const Ran ran = shell("cd " + shell_quoted(folder.path().string()) + R"( && /usr/bin/python3 -c '
import glob, json, jsonschema
validator = jsonschema.Draft7Validator(json.load(open("schema")))
for name in glob.glob("*.json"):
    for fault in validator.iter_errors(json.load(open(name))):
        print(name, list(fault.absolute_path), fault.message)
')");
  EXPECT_EQ(ran.out + ran.err, "");
}

INSTANTIATE_TEST_SUITE_P(Laws, JsonRoundTrip, testing::Values(&kPostgresql, &kSqlite),
                         [](const auto& test) { return std::string(test.param->name); });

}  // namespace
}  // namespace tenon::test::this_file
