#include <gtest/gtest.h>

#include <filesystem>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

std::vector<std::string> examples() {
  std::set<std::string> names;
  const auto folder = std::filesystem::path(TENON_TEST_DATA) / ".." / "examples" / "declared";
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") names.insert(entry.path().stem().string());
  return {names.begin(), names.end()};
}

class DeclaredExample : public testing::TestWithParam<std::tuple<const char*, std::string>> {
 protected:
  DeclaredExample()
      : target_(make_target(std::get<0>(GetParam()))),
        schema_(std::string(TENON_TEST_DATA) + "/../examples/declared/" + std::get<1>(GetParam()) + ".json") {
  }

  void expect_in_sync(const std::string& declared) {
    const Checked checked = check(*target_, declared);
    EXPECT_EQ(checked.code, 0) << checked.text;
  }

  TempFolder folder_;
  std::unique_ptr<Target> target_;
  std::string schema_;
};

TEST_P(DeclaredExample, IsCreatedFoundInSyncInspectedAndTakenBackBySql) {
  const std::string empty = target_->dump();
  const std::string base = generate_sql(*target_, schema_, folder_.file("migrations"));
  Ran ran = target_->run(read_file(base + ".up.sql"));
  ASSERT_EQ(ran.code, 0) << ran.err << read_file(base + ".up.sql");
  expect_in_sync(schema_);
  ASSERT_EQ(tenon("inspect " + target_->word() + " -o json=" + folder_.file("inspection.json")).code, 0);
  expect_in_sync(folder_.file("inspection.json"));
  ran = target_->run(read_file(base + ".down.sql"));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(target_->dump(), empty);
}

TEST_P(DeclaredExample, IsCreatedFoundInSyncAndTakenBackByAlembic) {
  const std::string empty = target_->dump();
  const Ran written = tenon("generate " + target_->word() + " " + schema_ +
                            " -m create --style alembic --dir " + folder_.file("versions"));
  ASSERT_EQ(written.code, 0) << written.err;
  Ran ran = alembic(*target_, folder_.file("versions"), "upgrade head");
  ASSERT_EQ(ran.code, 0) << ran.err;
  expect_in_sync(schema_);
  ran = alembic(*target_, folder_.file("versions"), "downgrade base");
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(target_->dump(), empty);
}

INSTANTIATE_TEST_SUITE_P(Live, DeclaredExample,
                         testing::Combine(testing::Values("postgresql", "sqlite"),
                                          testing::ValuesIn(examples())),
                         [](const auto& test) {
                           return std::string(std::get<0>(test.param)) + "_" + std::get<1>(test.param);
                         });

}  // namespace
}  // namespace tenon::test::this_file
