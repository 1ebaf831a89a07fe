// Writes a document as SARIF 2.1.0, for code scanning.

#include "render/report/sarif.h"

#include <map>
#include <nlohmann/json.hpp>

#include "model/redaction.h"
#include "model/visible.h"
#include "render/report/program_text.h"

namespace tenon {

namespace {

using SarifJson = nlohmann::ordered_json;

SarifJson sarif_text(const std::string& text) { return {{"text", visible(text)}}; }

/// The rules in the order of their first result, and the number of each.
class SarifRules {
 public:
  std::size_t index_of(const DocumentEntry& entry) {
    const auto [at, is_new] = indexes_.try_emplace(entry.rule, indexes_.size());
    if (is_new) rules_.push_back(rule_json(entry));
    return at->second;
  }
  const SarifJson& json() const { return rules_; }

 private:
  static SarifJson rule_json(const DocumentEntry& entry) {
    SarifJson rule = {{"id", entry.rule}, {"shortDescription", sarif_text(entry.rule_title)}};
    const std::string& why = entry.rule_why.empty() ? entry.rule_title : entry.rule_why;
    rule["fullDescription"] = sarif_text(why);
    rule["help"] = sarif_text(why);
    rule["defaultConfiguration"] = {{"level", to_string(entry.severity)}};
    return rule;
  }

  std::map<std::string, std::size_t> indexes_;
  SarifJson rules_ = SarifJson::array();
};

SarifJson location_json(const DocumentEntry& entry) {
  SarifJson location = SarifJson::object();
  if (!entry.place.path.empty()) {
    location["physicalLocation"]["artifactLocation"] = {{"uri", uri_of_path(entry.place.path)}};
    if (entry.place.line > 0) {
      location["physicalLocation"]["region"] = {{"startLine", entry.place.line}};
      if (entry.place.column > 0) location["physicalLocation"]["region"]["startColumn"] = entry.place.column;
    }
  }
  location["logicalLocations"] = {
      {{"name", entry.name}, {"fullyQualifiedName", entry.key}, {"kind", entry.kind}}};
  return location;
}

/// What a result says: the sentence, both sides, the effect and the fix.
std::string result_text(const ReportDocument& document, const DocumentEntry& entry) {
  std::string text = entry.word + " " + object_text(entry);
  const auto add = [&](const std::string& label, const std::string& value) {
    if (!value.empty()) text += "\n" + label + value;
  };
  add("", entry.message);
  add(document.declared_label + ": ", entry.declared);
  add(document.actual_label + ": ", entry.actual);
  add("effect: ", entry.meaning);
  add("fix: ", entry.fix);
  return visible_lines(text);
}

SarifJson result_json(const ReportDocument& document, const DocumentSection& section,
                      const DocumentEntry& entry, SarifRules& rules) {
  SarifJson result = {{"ruleId", entry.rule},
                      {"ruleIndex", rules.index_of(entry)},
                      {"level", to_string(entry.severity)},
                      {"message", {{"text", result_text(document, entry)}}},
                      {"locations", {location_json(entry)}},
                      {"partialFingerprints", {{"tenon/v1", entry_digest(section, entry)}}}};
  if (!section.targets.empty()) result["properties"] = {{"targets", section.targets}};
  return result;
}

SarifJson invocation_json(const ReportDocument& document) {
  SarifJson notices = SarifJson::array();
  for (const DocumentTarget& target : document.targets)
    if (target.outcome == DocumentOutcome::kUnknown)
      notices.push_back({{"level", "error"},
                         {"descriptor", {{"id", "tenon/" + target.reason}}},
                         {"message", sarif_text(unknown_text(document, target))}});
  const bool is_answered = document.outcome != DocumentOutcome::kUnknown;
  SarifJson json = {{"executionSuccessful", is_answered}, {"exitCode", document.exit_code}};
  if (!notices.empty()) json["toolExecutionNotifications"] = std::move(notices);
  return json;
}

}  // namespace

std::string sarif(const ReportDocument& document) {
  SarifRules rules;
  SarifJson results = SarifJson::array();
  for (const DocumentSection& section : document.sections)
    for (const DocumentEntry& entry : section.entries)
      results.push_back(result_json(document, section, entry, rules));
  SarifJson driver = {{"name", "tenon"}, {"version", TENON_VERSION}, {"rules", rules.json()}};
  const std::string id = "tenon/" + document.verb + "/" + percent_encoded(document.subject, "/._~-:@*");
  SarifJson run = {{"tool", {{"driver", std::move(driver)}}},
                   {"automationDetails", {{"id", id}}},
                   {"invocations", {invocation_json(document)}},
                   {"results", std::move(results)}};
  return inert_json({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", {std::move(run)}}});
}

}  // namespace tenon
