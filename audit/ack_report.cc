// Acknowledgements for people and for programs.

#include "audit/ack_report.h"

#include <algorithm>
#include <array>

#include "audit/canonical_json.h"

namespace tenon {

namespace {

constexpr int kWarningDays = 7;
constexpr std::size_t kAckColumns = 7;

using AckLine = std::array<std::string, kAckColumns>;

AckLine line_of(const Ack& ack, Instant now) {
  return {std::to_string(ack.id),          ack.finding_key, ack.selector, ack_state(ack, now),
          "until " + date_of(end_of(ack)), ack.owner,       ack.reason};
}

}  // namespace

std::string ack_state(const Ack& ack, Instant now) {
  if (!is_active(ack, now)) return "ended";
  return is_about_to_end(ack, now, kWarningDays) ? "about to end" : "active";
}

std::string acks_text(const AckList& list) {
  if (list.acks.empty()) return "no acknowledgements\n";
  std::vector<AckLine> lines;
  std::array<std::size_t, kAckColumns> widths{};
  for (const Ack& ack : list.acks) {
    lines.push_back(line_of(ack, list.now));
    for (std::size_t i = 0; i < kAckColumns; ++i) widths[i] = std::max(widths[i], lines.back()[i].size());
  }
  std::string text;
  for (const AckLine& line : lines)
    for (std::size_t i = 0; i < kAckColumns; ++i)
      text += line[i] + (i + 1 == kAckColumns ? "\n" : std::string(widths[i] - line[i].size() + 2, ' '));
  return text;
}

std::string acks_json(const AckList& list) {
  OrderedJson all = OrderedJson::array();
  for (const Ack& ack : list.acks)
    all.push_back({{"ack", ack.id},
                   {"finding_key", ack.finding_key},
                   {"selector", ack.selector},
                   {"state", ack_state(ack, list.now)},
                   {"created", rfc3339(ack.created)},
                   {"ends", rfc3339(end_of(ack))},
                   {"owner", ack.owner},
                   {"reason", ack.reason}});
  const OrderedJson json = {
      {"schema_version", 1}, {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}}, {"acks", all}};
  return report_text_of(json);
}

}  // namespace tenon
