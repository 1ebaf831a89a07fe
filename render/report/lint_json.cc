// Writes the result of lint as JSON.

#include "render/report/lint_json.h"

#include <map>

#include <nlohmann/json.hpp>

#include "model/error.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Json source_json(const Side& side) {
  Json json = {{"kind", side.kind}};
  if (!side.url.empty()) json["url"] = side.url;
  if (!side.path.empty()) json["path"] = side.path;
  if (!side.server_version.empty()) json["server_version"] = side.server_version;
  return json;
}

Json finding_json(const LintFinding& found) {
  Json json = {{"code", found.rule->code}, {"title", found.rule->title}, {"kind", to_string(found.key.kind)}};
  if (!found.key.schema.empty()) json["schema"] = found.key.schema.text;
  if (!found.key.table.empty()) json["table"] = found.key.table.text;
  json["name"] = found.key.name.text;
  json["key"] = to_string(found.key);
  json["message"] = found.message;
  json["why"] = found.rule->why;
  json["mend"] = found.fix_hint;
  if (!found.source.path.empty())
    json["source"] = {
        {"path", found.source.path}, {"line", found.source.line}, {"column", found.source.column}};
  return json;
}

std::string_view outcome_word(int code) { return code == 2 ? "findings" : code == 0 ? "clean" : "unknown"; }

}  // namespace

std::string lint_json(const LintReport& report) {
  std::map<std::string_view, std::size_t> by_code;
  for (const LintFinding& found : report.findings) ++by_code[found.rule->code];
  Json summary = Json::object();
  for (const auto& [code, count] : by_code) summary[std::string(code)] = count;
  const int code = exit_code(report);
  Json json = {
      {"schema_version", 1},
      {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
      {"source", source_json(report.source)},
      {"outcome", outcome_word(code)},
      {"exit_code", code},
      {"looked_at",
       {{"tables", report.looked_at.tables},
        {"constraints", report.looked_at.constraints},
        {"indexes", report.looked_at.indexes},
        {"ignored", report.looked_at.ignored}}},
      {"rules_off", report.rules_off},
      {"switched_off_by_object", report.passed_over},
      {"summary", std::move(summary)},
      {"notes", report.notes},
  };
  if (code == 1)
    json["error"] = {{"reason", to_string(Reason::kNotModelled)}, {"message", "there is no table to check"}};
  Json list = Json::array();
  for (const LintFinding& found : report.findings) list.push_back(finding_json(found));
  json["findings"] = std::move(list);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
