#include "service/metrics/service_metrics.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "service/jobs/job_state.h"
#include "tests/support/shell.h"

namespace tenon::test {
namespace {

const std::filesystem::path kExamples = std::filesystem::path(TENON_TEST_DATA).parent_path() / "examples";

std::set<std::string> family_names() {
  std::set<std::string> names;
  for (const MetricFamily& family : service_metric_families()) names.insert(family.name);
  return names;
}

/// The metrics that a file asks for.
std::set<std::string> asked_in(const std::filesystem::path& path) {
  const std::string text = read_file(path);
  const std::regex metric("(tenon|process)_[a-z_]+[a-z]");
  std::set<std::string> found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), metric); at != std::sregex_iterator(); ++at)
    found.insert(std::regex_replace(at->str(), std::regex("_(bucket|sum|count)$"), ""));
  return found;
}

TEST(ServiceMetrics, AlertsAndDashboardAskForWhatThereIs) {
  const std::set<std::string> known = family_names();
  for (const std::string file : {"prometheus/tenon.rules.yaml", "grafana/tenon.json"}) {
    const std::set<std::string> asked = asked_in(kExamples / file);
    EXPECT_GE(asked.size(), 5U) << file;
    for (const std::string& name : asked) EXPECT_TRUE(known.contains(name)) << file << ": " << name;
  }
}

TEST(ServiceMetrics, AlertsSpeakWhenTheyShould) {
  const Ran ran =
      shell("cd " + shell_quoted((kExamples / "prometheus").string()) +
            " && promtool check rules tenon.rules.yaml && promtool test rules tenon.rules.test.yaml");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(ServiceMetrics, EverySampleHasAFamily) {
  const std::set<std::string> known = family_names();
  StoreNumbers numbers;
  numbers.targets.resize(2);
  numbers.targets[0].state.target = "a";
  numbers.targets[0].state.last_known = Instant(std::chrono::hours(1));
  numbers.channels.resize(1);
  numbers.jobs[JobState::kQueued] = 3;
  std::vector<MetricSample> all = store_samples(numbers, Instant(std::chrono::hours(2)), {});
  for (const auto& more : {engine_samples({}), process_samples()})
    all.insert(all.end(), more.begin(), more.end());
  for (const MetricSample& sample : all) EXPECT_TRUE(known.contains(sample.name)) << sample.name;
}

TEST(ServiceMetrics, BeyondSoManyTargetsOnlySumsAreShown) {
  StoreNumbers numbers;
  numbers.targets.resize(3);
  numbers.findings = {{"a", "missing", 2}, {"a", "changed", 1}};
  const auto named = [](const std::vector<MetricSample>& samples, const std::string& name) {
    return std::ranges::count(samples, name, &MetricSample::name);
  };
  EXPECT_EQ(named(store_samples(numbers, {}, {}, 3), "tenon_target_drift"), 3);
  EXPECT_EQ(named(store_samples(numbers, {}, {}, 2), "tenon_target_drift"), 0);
  EXPECT_EQ(named(store_samples(numbers, {}, {}, 3), "tenon_target_findings"), 2);
  EXPECT_EQ(named(store_samples(numbers, {}, {}, 2), "tenon_target_findings"), 0);
  EXPECT_EQ(named(store_samples(numbers, {}, {}, 2), "tenon_targets"), 5);
}

TEST(ServiceMetrics, TheProcessSaysWhatItTakes) {
  std::map<std::string, double> values;
  for (const MetricSample& sample : process_samples()) values[sample.name] = sample.value;
  EXPECT_GT(values["process_resident_memory_bytes"], 1'000'000);
  EXPECT_GT(values["process_open_fds"], 2);
  EXPECT_GT(values["process_start_time_seconds"], 1'600'000'000);
  EXPECT_GE(values["process_cpu_seconds_total"], 0);
}

}  // namespace
}  // namespace tenon::test
