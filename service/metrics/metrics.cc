// Counts, and writes the text format of Prometheus.

#include "service/metrics/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace tenon {

namespace {

std::string_view type_word(MetricType type) {
  switch (type) {
    case MetricType::kCounter:
      return "counter";
    case MetricType::kGauge:
      return "gauge";
    case MetricType::kHistogram:
      break;
  }
  return "histogram";
}

/// Returns a text with what the format reserves escaped; a quote is reserved in values of labels only.
std::string escaped(std::string_view text, bool is_label) {
  std::string made;
  for (const char c : text) {
    if (c == '\\')
      made += "\\\\";
    else if (c == '\n')
      made += "\\n";
    else if (c == '"' && is_label)
      made += "\\\"";
    else
      made += c;
  }
  return made;
}

std::string number(double value) {
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  return std::isnan(value) ? "NaN" : fmt::format("{}", value);
}

std::string line(const std::string& name, const std::string& labels, double value) {
  return name + (labels.empty() ? "" : "{" + labels + "}") + " " + number(value) + "\n";
}

std::string with_label(const std::string& labels, const std::string& more) {
  return labels.empty() ? more : labels + "," + more;
}

}  // namespace

std::string label_text(const MetricLabels& labels) {
  std::string text;
  for (const auto& [name, value] : labels) {
    if (!text.empty()) text += ",";
    text += name;
    text += "=\"" + escaped(value, true) + "\"";
  }
  return text;
}

Metrics::Metrics(std::vector<MetricFamily> families) : families_(std::move(families)) {
  for (const MetricFamily& one : families_) {
    Series& series = series_[one.name];
    if (one.type == MetricType::kCounter) series.counters[""] = 0;
  }
}

const MetricFamily& Metrics::family(std::string_view name) const {
  const auto at = std::ranges::find(families_, name, &MetricFamily::name);
  if (at == families_.end()) throw std::logic_error("there is no metric " + std::string(name));
  return *at;
}

void Metrics::add(std::string_view name, const MetricLabels& labels, double by) {
  const std::lock_guard lock(mutex_);
  Series& series = series_.find(family(name).name)->second;
  if (!labels.empty()) series.counters.erase("");
  series.counters[label_text(labels)] += by;
}

void Metrics::observe(std::string_view name, const MetricLabels& labels, double value) {
  const MetricFamily& to = family(name);
  const std::lock_guard lock(mutex_);
  Histogram& histogram = series_.find(to.name)->second.histograms[label_text(labels)];
  histogram.counts.resize(to.buckets.size() + 1);
  const auto bucket = std::ranges::lower_bound(to.buckets, value) - to.buckets.begin();
  ++histogram.counts[static_cast<std::size_t>(bucket)];
  ++histogram.count;
  histogram.sum += value;
}

std::string Metrics::text(const std::vector<MetricSample>& samples) const {
  const std::lock_guard lock(mutex_);
  std::string all;
  for (const MetricFamily& one : families_) {
    std::string lines;
    const Series& series = series_.find(one.name)->second;
    const bool is_told_of = std::ranges::find(samples, one.name, &MetricSample::name) != samples.end();
    for (const auto& [labels, value] : series.counters)
      if (!is_told_of) lines += line(one.name, labels, value);
    for (const auto& [labels, histogram] : series.histograms) {
      std::uint64_t below = 0;
      for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
        below += histogram.counts[i];
        const std::string bound = i < one.buckets.size() ? number(one.buckets[i]) : "+Inf";
        lines += line(one.name + "_bucket", with_label(labels, "le=\"" + bound + "\""),
                      static_cast<double>(below));
      }
      lines += line(one.name + "_sum", labels, histogram.sum);
      lines += line(one.name + "_count", labels, static_cast<double>(histogram.count));
    }
    for (const MetricSample& sample : samples)
      if (sample.name == one.name) lines += line(one.name, label_text(sample.labels), sample.value);
    if (lines.empty()) continue;
    all += "# HELP " + one.name + " " + escaped(one.help, false) + "\n# TYPE " + one.name + " ";
    all += std::string(type_word(one.type)) + "\n" + lines;
  }
  return all;
}

}  // namespace tenon
