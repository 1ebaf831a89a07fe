#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::shell;

const std::string kFolder = TENON_TEST_DATA;

Ran held(const std::string& dialect, const std::string& files) {
  return shell("/usr/bin/python3 " + kFolder + "/app/published_schema.py " + std::string(TENON_BIN) + " " +
               dialect + " " + files);
}

class PublishedSchema : public testing::TestWithParam<const char*> {};

/// The file has an object of every form, so that each says what it knows.
TEST_P(PublishedSchema, TakesTheKeysThatAreReadAndNoOthers) {
  const std::string dialect = GetParam();
  const Ran ran = held(dialect, kFolder + "/app/forms/" + dialect + ".json");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  const std::vector<std::string> forms{"a table",
                                       "a column",
                                       "an index",
                                       "a unique constraint",
                                       "an enum type",
                                       "a custom token",
                                       "the foreign key of a column",
                                       "the " + dialect + " part of a column"};
  for (const std::string& form : forms)
    EXPECT_NE(ran.out.find(form), std::string::npos) << form << "\n" << ran.out;
}

TEST_P(PublishedSchema, TakesWhatInspectWrites) {
  const test::TempFolder folder;
  const std::string dialect = GetParam();
  const std::string file = folder.file("inspection.json");
  const Ran inspected = shell(std::string(TENON_BIN) + " inspect " + kFolder + "/app/forms/" + dialect +
                              ".json -o json=" + file);
  ASSERT_EQ(inspected.code, 0) << inspected.err;
  const Ran ran = held(dialect, file);
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Dialects, PublishedSchema, testing::Values("postgresql", "sqlite"),
                         [](const auto& test) { return std::string(test.param); });

TEST(PublishedSchemas, TakeEveryExample) {
  const Ran ran = held("postgresql", kFolder + "/../examples/*/*.json");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(PublishedSchemas, AreNamedWhereAnotherIsAskedFor) {
  const Ran ran = shell(std::string(TENON_BIN) + " schema declard");
  EXPECT_EQ(ran.code, 64);
  EXPECT_NE(ran.err.find("declared"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace tenon
