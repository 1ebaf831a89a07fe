// Small charts as SVG without styles of their own, for pages under a strict Content-Security-Policy.

#include "service/pages/charts.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <optional>

#include "model/pluralize.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

constexpr double kWidth = 720;
constexpr double kHeight = 150;
constexpr double kTop = 14;
constexpr double kBottom = 24;  ///< room for the dates
constexpr double kLeft = 46;    ///< room for the numbers

/// A point of a line: when, and how much.
struct ChartPoint {
  double at = 0;
  double value = 0;
};

/// The line of one series.
struct ChartLine {
  const char* name;
  const char* tone;
  std::vector<ChartPoint> points;
};

/// What a chart spans.
struct ChartScale {
  double first = 0;
  double last = 1;
  double most = 1;

  double x(double at) const {
    return last > first ? kLeft + (at - first) / (last - first) * (kWidth - kLeft - 8) : kLeft;
  }
  double y(double value) const { return kHeight - kBottom - value / most * (kHeight - kBottom - kTop); }
};

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

ChartScale scale_of(const std::vector<ChartLine>& lines) {
  ChartScale scale;
  bool is_first = true;
  for (const ChartLine& line : lines)
    for (const ChartPoint& point : line.points) {
      scale.first = is_first ? point.at : std::min(scale.first, point.at);
      scale.last = is_first ? point.at : std::max(scale.last, point.at);
      scale.most = std::max(scale.most, point.value);
      is_first = false;
    }
  return scale;
}

/// Returns a line that goes level to each point, and then up or down to it.
std::string step_path(const ChartLine& line, const ChartScale& scale) {
  std::string data;
  for (const ChartPoint& point : line.points)
    data += data.empty() ? "M" + number(scale.x(point.at)) + " " + number(scale.y(point.value))
                         : " H" + number(scale.x(point.at)) + " V" + number(scale.y(point.value));
  if (line.points.size() == 1) data += " H" + number(kWidth - 8);
  return "<path class=\"series " + std::string(line.tone) + "\" d=\"" + data + "\"/>\n";
}

std::string label(double x, double y, const char* anchor, const std::string& text) {
  return "<text class=\"chart-text\" x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" +
         anchor + "\">" + xml_text(text) + "</text>\n";
}

std::string frame_of(const ChartScale& scale, const std::string& first, const std::string& last) {
  const double base = scale.y(0);
  std::string text = "<path class=\"axis\" d=\"M" + number(kLeft) + " " + number(base) + " H" +
                     number(kWidth - 8) + " M" + number(kLeft) + " " + number(scale.y(scale.most)) + " H" +
                     number(kWidth - 8) + "\"/>\n";
  text += label(kLeft - 6, base + 4, "end", "0");
  text += label(kLeft - 6, scale.y(scale.most) + 4, "end", std::to_string(static_cast<long>(scale.most)));
  text += label(kLeft, kHeight - 6, "start", first);
  if (last != first) text += label(kWidth - 8, kHeight - 6, "end", last);
  return text;
}

/// Draws lines between two dates.
std::string chart(const std::vector<ChartLine>& lines, const std::string& first, const std::string& last,
                  const std::string& title) {
  const ChartScale scale = scale_of(lines);
  std::string text = "<svg class=\"chart\" viewBox=\"0 0 " + number(kWidth) + " " + number(kHeight) +
                     "\" role=\"img\" aria-label=\"" + xml_text(title) + "\">\n" +
                     frame_of(scale, first, last);
  for (const ChartLine& line : lines) text += step_path(line, scale);
  return text + "</svg>\n";
}

double days_of(const std::string& day) {
  const auto at = parsed_instant(day);
  return at ? static_cast<double>(std::chrono::floor<std::chrono::days>(*at).time_since_epoch().count()) : 0;
}

double seconds_of(Instant at) {
  return static_cast<double>(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

std::string legend_item(const ChartLine& line, std::int64_t now) {
  return "<li class=\"" + std::string(line.tone) + "\"><span class=\"key\" aria-hidden=\"true\"></span>" +
         line.name + ": " + std::to_string(now) + "</li>\n";
}

}  // namespace

std::string spread_chart(const std::vector<SpreadRow>& days, Instant now) {
  if (days.empty()) return "";
  ChartLine line{"targets", "t-change", {{days_of(days.front().day), 0}}};
  double sum = 0;
  for (const SpreadRow& day : days) {
    sum += static_cast<double>(day.came);
    line.points.push_back({days_of(day.day), sum});
  }
  const std::string today = std::max(date_of(now), days.back().day);
  line.points.push_back({days_of(today) + 1, sum});
  const std::string title = pluralize(static_cast<std::size_t>(sum), "target") + " got it from " +
                            days.front().day + " to " + days.back().day;
  return chart({line}, days.front().day, today, title);
}

std::string size_chart(const std::vector<SizePoint>& sizes) {
  if (sizes.empty()) return "";
  std::vector<ChartLine> lines = {
      {"constraints", "t-note", {}}, {"indexes", "t-unexpected", {}}, {"tables", "t-good", {}}};
  for (const SizePoint& point : sizes) {
    const double at = seconds_of(point.at);
    lines[0].points.push_back({at, static_cast<double>(point.counts.constraints)});
    lines[1].points.push_back({at, static_cast<double>(point.counts.indexes)});
    lines[2].points.push_back({at, static_cast<double>(point.counts.tables)});
  }
  const AuditCounts& now = sizes.back().counts;
  const std::string first = date_of(sizes.front().at);
  const std::string last = date_of(sizes.back().at);
  return chart(lines, first, last, "Constraints, indexes and tables from " + first + " to " + last) +
         "<ul class=\"legend\">\n" + legend_item(lines[0], now.constraints) +
         legend_item(lines[1], now.indexes) + legend_item(lines[2], now.tables) + "</ul>\n";
}

}  // namespace tenon
