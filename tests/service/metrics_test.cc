#include "service/metrics/metrics.h"

#include <gtest/gtest.h>

#include <limits>
#include <thread>

namespace tenon {
namespace {

Metrics some() {
  return Metrics({{"a_total", MetricType::kCounter, "how many"},
                  {"b_total", MetricType::kCounter, "by \\ kind\nand more"},
                  {"c", MetricType::kGauge, "now"},
                  {"d_seconds", MetricType::kHistogram, "how long", {0.1, 1}}});
}

TEST(MetricsTest, ACounterWithoutLabelsIsThereFromTheStart) {
  const Metrics metrics = some();
  EXPECT_EQ(metrics.text({}),
            "# HELP a_total how many\n# TYPE a_total counter\na_total 0\n"
            "# HELP b_total by \\\\ kind\\nand more\n# TYPE b_total counter\nb_total 0\n");
}

TEST(MetricsTest, LabelsAreWrittenInOrderAndEscaped) {
  Metrics metrics = some();
  metrics.add("b_total", {{"kind", "x\"\\\ny"}, {"code", "200"}}, 2);
  metrics.add("b_total", {{"kind", "x\"\\\ny"}, {"code", "200"}});
  EXPECT_NE(metrics.text({}).find("\nb_total{kind=\"x\\\"\\\\\\ny\",code=\"200\"} 3\n"), std::string::npos);
  EXPECT_EQ(metrics.text({}).find("\nb_total 0"), std::string::npos);
}

TEST(MetricsTest, BucketsAddUp) {
  Metrics metrics = some();
  for (const double value : {0.05, 0.1, 0.5, 7.0}) metrics.observe("d_seconds", {{"p", "x"}}, value);
  EXPECT_NE(metrics.text({}).find("d_seconds_bucket{p=\"x\",le=\"0.1\"} 2\n"
                                  "d_seconds_bucket{p=\"x\",le=\"1\"} 3\n"
                                  "d_seconds_bucket{p=\"x\",le=\"+Inf\"} 4\n"
                                  "d_seconds_sum{p=\"x\"} 7.65\n"
                                  "d_seconds_count{p=\"x\"} 4\n"),
            std::string::npos)
      << metrics.text({});
}

TEST(MetricsTest, GaugesAreWhatTheyAreNow) {
  const Metrics metrics = some();
  const std::string text = metrics.text(
      {{"c", {{"t", "x"}}, 1.5}, {"c", {}, std::numeric_limits<double>::infinity()}, {"none", {}, 1}});
  EXPECT_NE(text.find("# TYPE c gauge\nc{t=\"x\"} 1.5\nc +Inf\n"), std::string::npos);
  EXPECT_EQ(text.find("none"), std::string::npos);
}

TEST(MetricsTest, LargeCountsAreExact) {
  Metrics metrics = some();
  metrics.add("a_total", {}, 123456789);
  EXPECT_NE(metrics.text({}).find("a_total 123456789\n"), std::string::npos);
}

TEST(MetricsTest, ThreadsDoNotLoseCounts) {
  Metrics metrics = some();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 1'000; ++k) {
        metrics.add("a_total");
        metrics.observe("d_seconds", {}, 0.5);
      }
    });
  for (std::thread& one : threads) one.join();
  EXPECT_NE(metrics.text({}).find("a_total 4000\n"), std::string::npos);
  EXPECT_NE(metrics.text({}).find("d_seconds_count 4000\n"), std::string::npos);
}

}  // namespace
}  // namespace tenon
