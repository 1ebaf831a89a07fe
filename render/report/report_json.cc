// Writes the report of a comparison as JSON.

#include "render/report/report_json.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "model/error.h"
#include "model/pluralize.h"
#include "model/to_string.h"
#include "render/report/finding.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Json side_json(const Side& side) {
  Json json = {{"kind", side.kind}};
  if (!side.url.empty()) json["url"] = side.url;
  if (!side.path.empty()) json["path"] = side.path;
  if (!side.server_version.empty()) json["server_version"] = side.server_version;
  return json;
}

void add_source(Json& json, const Source& source) {
  if (!source.path.empty())
    json["source"] = {{"path", source.path}, {"line", source.line}, {"column", source.column}};
}

Json definition_json(const std::string& definition, const Source& source) {
  Json json = {{"definition", definition}};
  add_source(json, source);
  return json;
}

Json changes_json(const std::vector<FindingChange>& changes) {
  Json list = Json::array();
  for (const FindingChange& change : changes) {
    Json one = {{"attribute", change.attribute}, {"declared", change.declared}, {"actual", change.actual}};
    if (!change.declared_affinity.empty()) one["declared_affinity"] = change.declared_affinity;
    if (!change.actual_affinity.empty()) one["actual_affinity"] = change.actual_affinity;
    list.push_back(std::move(one));
  }
  return list;
}

Json finding_json(const Finding& found) {
  Json json = {{"op", op_word(found.verb)},
               {"finding", finding_word(found.verb)},
               {"kind", to_string(found.key.kind)}};
  if (!found.key.schema.empty()) json["schema"] = found.key.schema.text;
  if (!found.key.table.empty()) json["table"] = found.key.table.text;
  json["name"] = found.key.name.text;
  if (found.verb == FindingVerb::kRename) json["actual_name"] = found.actual_name;
  json["key"] = to_string(found.key);
  if (!found.declared_definition.empty())
    json["declared"] = definition_json(found.declared_definition, found.source);
  if (!found.actual_definition.empty()) json["actual"] = definition_json(found.actual_definition, {});
  if (!found.changes.empty()) json["changes"] = changes_json(found.changes);
  if (!found.reason.empty()) json["reason"] = found.reason;
  if (!found.fails) json["fails"] = false;
  if (found.verb == FindingVerb::kUnknown) add_source(json, found.source);
  return json;
}

Json consequence_json(const Consequence& one) {
  Json json = {{"effect", to_string(one.effect)}, {"kind", to_string(one.key.kind)}};
  if (!one.key.schema.empty()) json["schema"] = one.key.schema.text;
  if (!one.key.table.empty()) json["table"] = one.key.table.text;
  json["name"] = one.key.name.text;
  json["key"] = to_string(one.key);
  json["reason"] = one.reason;
  return json;
}

Json consequences_json(const std::vector<Consequence>& consequences) {
  Json list = Json::array();
  for (const Consequence& one : consequences) list.push_back(consequence_json(one));
  return list;
}

std::string_view outcome_word(Outcome outcome) {
  switch (outcome) {
    case Outcome::kInSync:
      return "in_sync";
    case Outcome::kDrift:
      return "drift";
    case Outcome::kUnknown:
      return "unknown";
  }
  return "";
}

Json other_json(const UnmodelledEntry& object) {
  Json json;
  if (!object.name.schema.empty()) json["schema"] = object.name.schema.text;
  if (!object.table.name.empty()) json["table"] = object.table.name.text;
  json["name"] = object.name.name.text;
  json["in"] = object.is_actual && object.is_declared ? "both" : object.is_actual ? "actual" : "declared";
  if (!object.actual_digest.empty()) json["actual_digest"] = object.actual_digest;
  if (!object.declared_digest.empty()) json["declared_digest"] = object.declared_digest;
  json["differs"] = object.differs;
  return json;
}

Json others_json(const std::vector<UnmodelledKind>& others) {
  Json list = Json::array();
  for (const UnmodelledKind& other : others) {
    Json objects = Json::array();
    for (const UnmodelledEntry& object : other.objects) objects.push_back(other_json(object));
    list.push_back({{"kind", other.kind},
                    {"actual", std::ranges::count_if(other.objects, &UnmodelledEntry::is_actual)},
                    {"declared", std::ranges::count_if(other.objects, &UnmodelledEntry::is_declared)},
                    {"objects", std::move(objects)}});
  }
  return list;
}

/// Returns why the outcome is unknown.
Json error_json(const Report& report) {
  std::string message = "neither side holds a table, a sequence or a type: nothing was compared";
  if (!report.unknowns.empty())
    message = pluralize(report.unknowns.size(), "finding") + " could not be compared; each has its reason";
  else if (unmodelled_differ(report))
    message = "something that is not modelled differs, or may; see not_modelled";
  return {{"reason", to_string(Reason::kNotModelled)}, {"message", message}};
}

}  // namespace

std::string report_json(const Report& report, const Dialect& dialect) {
  const std::vector<Finding> found = findings(report, dialect);
  const Summary counts = summary(found);
  const Counts& compared = report.compared;
  Json json = {
      {"schema_version", 1},
      {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
      {"actual", side_json(report.actual)},
      {"declared", side_json(report.declared)},
      {"outcome", outcome_word(outcome(report))},
      {"exit_code", exit_code(report)},
      {"compared",
       {{"tables", compared.tables},
        {"constraints", compared.constraints},
        {"indexes", compared.indexes},
        {"sequences", compared.sequences},
        {"types", compared.types},
        {"ignored", compared.ignored},
        {"not_comparable", report.unknowns.size()}}},
      {"summary",
       {{"add", counts.add},
        {"drop", counts.drop},
        {"change", counts.change},
        {"rename", counts.rename},
        {"validate", counts.validate},
        {"unknown", counts.unknown}}},
      {"not_modelled", others_json(report.not_modelled)},
      {"not_modelled_decides", report.fail_on_unmodelled},
      {"left_out", report.left_out},
      {"notes", report.notes},
  };
  if (report.fail_on != FailOn::kAny) json["fail_on"] = to_string(report.fail_on);
  if (outcome(report) == Outcome::kUnknown) json["error"] = error_json(report);
  Json list = Json::array();
  for (const Finding& one : found) list.push_back(finding_json(one));
  json["findings"] = std::move(list);
  json["consequences"] = consequences_json(report.consequences);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
