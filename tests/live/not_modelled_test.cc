#include <gtest/gtest.h>

#include "tests/live/target.h"

namespace tenon::test {
namespace {

class NotModelled : public testing::TestWithParam<const char*> {};

constexpr const char* kView = "CREATE VIEW dear AS SELECT id FROM item WHERE price > 10;";

TEST_P(NotModelled, IsSeenToChangeAndSaidWithoutBeingDrift) {
  const auto target = make_target(GetParam());
  const TempFolder folder;
  ASSERT_EQ(
      target->run(std::string("CREATE TABLE item (id integer PRIMARY KEY, price integer);") + kView).code, 0);
  const std::string snapshot = folder.file("schema.json");
  const Ran inspected = tenon("inspect " + target->word() + " -o json=" + snapshot);
  ASSERT_EQ(inspected.code, 0) << inspected.err;
  EXPECT_EQ(check(*target, snapshot).code, 0);

  ASSERT_EQ(target->run("DROP VIEW dear; CREATE VIEW dear AS SELECT id FROM item WHERE price > 11;").code, 0);
  const Checked changed = check(*target, snapshot);
  EXPECT_EQ(changed.code, 1);
  EXPECT_TRUE(changed.findings.empty());
  EXPECT_NE(tenon("check " + target->word() + " " + snapshot).out.find("dear: its definition is another"),
            std::string::npos);
  EXPECT_EQ(tenon("check --ignore-not-modelled " + target->word() + " " + snapshot).code, 0);
  EXPECT_EQ(tenon("generate -m none --dir " + folder.file("m") + " " + target->word() + " " + snapshot).code,
            1);

  ASSERT_EQ(target->run("DROP VIEW dear;").code, 0);
  EXPECT_EQ(check(*target, snapshot).code, 1);
  ASSERT_EQ(target->run(kView).code, 0);
  EXPECT_EQ(check(*target, snapshot).code, 0);
}

TEST_P(NotModelled, IsNoMatterOfADeclarationThatDoesNotSpeakOfIt) {
  const auto target = make_target(GetParam());
  const TempFolder folder;
  ASSERT_EQ(
      target->run(std::string("CREATE TABLE item (id integer PRIMARY KEY, price integer);") + kView).code, 0);
  write_file(folder.file("schema.json"), R"json({"tables": {"item": {"columns": {
      "id": {"type": "integer", "primary_key": true}, "price": {"type": "integer"}}}}})json");
  EXPECT_EQ(check(*target, folder.file("schema.json")).code, 0);
}

INSTANTIATE_TEST_SUITE_P(Live, NotModelled, testing::Values("postgresql", "sqlite"));

}  // namespace
}  // namespace tenon::test
