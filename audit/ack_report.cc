// Acknowledgements for people and for programs.

#include "audit/ack_report.h"

#include "audit/canonical_json.h"
#include "model/columns.h"

namespace tenon {

namespace {

constexpr int kWarningDays = 7;

std::vector<std::string> line_of(const Ack& ack, Instant now) {
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
  std::vector<std::vector<std::string>> lines;
  for (const Ack& ack : list.acks) lines.push_back(line_of(ack, list.now));
  return in_columns(lines);
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
