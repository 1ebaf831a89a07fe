#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "model/lint.h"
#include "tests/live/target.h"
#include "tests/support/lint_examples.h"

namespace tenon::this_file {
namespace {

class LintRules : public testing::TestWithParam<std::string> {};

/// The codes that the program prints for a database.
std::set<std::string> codes_of(const test::Target& target, const std::string& flags) {
  const test::Ran ran = test::tenon("lint " + target.word() + " -o json " + flags);
  std::set<std::string> codes;
  if (ran.code != 0 && ran.code != 2) return {"failed: " + ran.err};
  const nlohmann::json report = nlohmann::json::parse(ran.out);
  for (const auto& found : report["findings"]) codes.insert(found["code"]);
  return codes;
}

TEST_P(LintRules, AreRightOnALiveDatabase) {
  for (const auto& example : test::lint_examples(TENON_TEST_DATA)) {
    if (example.code != GetParam() || example.file_only || example.is_json) continue;
    const auto target = test::make_target(example.dialect);
    ASSERT_EQ(target->run(example.text).code, 0) << example.text;
    const std::string flags = "--enable " + GetParam() + (GetParam() == "TN112" ? " --cascade-limit 1" : "");
    EXPECT_EQ(codes_of(*target, flags),
              example.is_bad ? std::set<std::string>{example.code} : std::set<std::string>{})
        << example.text;
  }
}

std::vector<std::string> all_codes() {
  std::vector<std::string> codes;
  for (const LintRule& rule : lint_rules()) codes.emplace_back(rule.code);
  return codes;
}

INSTANTIATE_TEST_SUITE_P(Every, LintRules, testing::ValuesIn(all_codes()),
                         [](const auto& rule) { return rule.param; });

}  // namespace
}  // namespace tenon::this_file
