// What upkeep of the store says, for people and for programs.

#include "store/report.h"

#include "audit/canonical_json.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

using OrderedJson = nlohmann::ordered_json;

std::string number_column(std::int64_t number) {
  constexpr std::size_t kWidth = 10;
  const std::string text = std::to_string(number);
  return text.size() < kWidth ? std::string(kWidth - text.size(), ' ') + text : text;
}

std::string counts_text(const std::vector<StoreCount>& counts) {
  std::string text;
  for (const StoreCount& count : counts) text += number_column(count.rows) + "  " + count.what + "\n";
  return text;
}

std::string stats_text(const StoreStats& stats) {
  std::string text = counts_text(stats.counts) + number_column(stats.bytes) + "  bytes in all\n" +
                     number_column(stats.snapshot_bytes) + "  bytes of snapshots, which are " +
                     std::to_string(stats.snapshot_text_bytes) + " bytes of text\n";
  if (stats.first && stats.last)
    text += "audits from " + rfc3339(*stats.first) + " to " + rfc3339(*stats.last) + "\n";
  return text + "version " + stats.version + "\n";
}

std::string verdict_text(const StoreVerdict& verdict) {
  std::string text;
  for (const StoreFault& fault : verdict.faults) text += "FAULT  " + fault.where + ": " + fault.what + "\n";
  text += counts_text(verdict.checked);
  return text + (verdict.faults.empty() ? "the store is whole\n"
                                        : pluralize(verdict.faults.size(), "fault") +
                                              ": rows were changed, or are damaged; what they say is not "
                                              "to be relied on\n");
}

OrderedJson counts_json(const std::vector<StoreCount>& counts) {
  OrderedJson json = OrderedJson::object();
  for (const StoreCount& count : counts) json[count.what] = count.rows;
  return json;
}

OrderedJson stats_json(const StoreStats& stats) {
  OrderedJson json = {{"version", stats.version},
                      {"rows", counts_json(stats.counts)},
                      {"bytes", stats.bytes},
                      {"snapshot_bytes", stats.snapshot_bytes},
                      {"snapshot_text_bytes", stats.snapshot_text_bytes}};
  if (stats.first) json["first"] = rfc3339(*stats.first);
  if (stats.last) json["last"] = rfc3339(*stats.last);
  return json;
}

OrderedJson verdict_json(const StoreVerdict& verdict) {
  OrderedJson faults = OrderedJson::array();
  for (const StoreFault& fault : verdict.faults)
    faults.push_back({{"where", fault.where}, {"what", fault.what}});
  return {{"whole", verdict.faults.empty()}, {"checked", counts_json(verdict.checked)}, {"faults", faults}};
}

}  // namespace

std::string store_text(const StoreReport& report) {
  std::string text = report.store + "\n";
  if (report.stats) text += stats_text(*report.stats);
  if (report.verdict) text += verdict_text(*report.verdict);
  if (report.removed) text += "removed\n" + counts_text(*report.removed);
  return text;
}

std::string store_json(const StoreReport& report) {
  OrderedJson json = {{"schema_version", 1},
                      {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
                      {"store", report.store}};
  if (report.stats) json["stats"] = stats_json(*report.stats);
  if (report.verdict) json["verify"] = verdict_json(*report.verdict);
  if (report.removed) json["removed"] = counts_json(*report.removed);
  return report_text_of(json);
}

}  // namespace tenon
