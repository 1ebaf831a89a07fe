// Numbers for Prometheus: counted while the service runs, written as its text format 0.0.4.

#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon {

/// Labels of a sample, in the order in which they are written.
using MetricLabels = std::vector<std::pair<std::string, std::string>>;

/// What a metric is to Prometheus.
enum class MetricType { kCounter, kGauge, kHistogram };

/// A metric: its name, and what it says.
struct MetricFamily {
  std::string name;
  MetricType type = MetricType::kCounter;
  std::string help;
  std::vector<double> buckets = {};  ///< of a histogram: upper bounds, ascending, without +Inf
};

/// The value of a gauge at one moment, or of a counter that somebody else counts.
struct MetricSample {
  std::string name;
  MetricLabels labels = {};
  double value = 0;
};

/// Counters and histograms that many threads count in.
class Metrics {
 public:
  /// REQUIRES: names of families are different.
  explicit Metrics(std::vector<MetricFamily> families);

  /// Counts in a counter. REQUIRES: there is a counter of this name.
  void add(std::string_view name, const MetricLabels& labels = {}, double by = 1);
  /// Takes a value into a histogram. REQUIRES: there is a histogram of this name.
  void observe(std::string_view name, const MetricLabels& labels, double value);
  /// Writes every family that has a value, with `samples` beside; a counter without labels is written from
  /// the start, as 0.
  std::string text(const std::vector<MetricSample>& samples) const;

 private:
  struct Histogram {
    std::vector<std::uint64_t> counts;  ///< by bucket, not added up
    std::uint64_t count = 0;
    double sum = 0;
  };
  struct Series {
    std::map<std::string, double> counters;       ///< by labels as they are written
    std::map<std::string, Histogram> histograms;  ///< likewise
  };

  const MetricFamily& family(std::string_view name) const;

  const std::vector<MetricFamily> families_;
  mutable std::mutex mutex_;
  std::map<std::string, Series, std::less<>> series_;
};

/// Returns labels as they are written, without braces: `a="1",b="2"`, with values escaped.
std::string label_text(const MetricLabels& labels);

}  // namespace tenon
