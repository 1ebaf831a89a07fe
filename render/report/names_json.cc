// Writes the result of a name check as JSON.

#include "render/report/names_json.h"

#include <nlohmann/json.hpp>

#include "model/error.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

std::string_view keeping_name(Keeping keeping) {
  switch (keeping) {
    case Keeping::kKeeps:
      return "keeps";
    case Keeping::kDiffers:
      return "differs";
    case Keeping::kCollides:
      return "collides";
    case Keeping::kUnruled:
      return "no_rule";
    case Keeping::kNameless:
      return "nameless";
    case Keeping::kChosen:
      return "chosen";
  }
  return "";
}

Json name_json(const NameVerdict& name) {
  Json json = {{"key", to_string(name.key)}, {"kind", to_string(name.key.kind)}};
  if (!name.key.schema.empty()) json["schema"] = name.key.schema.text;
  json["table"] = name.key.table.text;
  json["name"] = name.key.name.text;
  json["is"] = keeping_name(name.keeping);
  if (!name.would_be.empty()) json["would_be"] = name.would_be;
  json["by_server"] = name.by_server;
  json["is_cut"] = name.is_cut;
  if (!name.collides_with.empty()) json["collides_with"] = name.collides_with;
  return json;
}

}  // namespace

std::string names_json(const NamesReport& report) {
  Json source = {{"kind", report.source.kind}};
  if (!report.source.url.empty()) source["url"] = report.source.url;
  if (!report.source.path.empty()) source["path"] = report.source.path;
  if (!report.source.server_version.empty()) source["server_version"] = report.source.server_version;
  const int code = exit_code(report);
  Json summary = Json::object();
  for (const Keeping keeping : {Keeping::kKeeps, Keeping::kDiffers, Keeping::kCollides, Keeping::kUnruled,
                                Keeping::kNameless, Keeping::kChosen})
    summary[std::string(keeping_name(keeping))] = count(report, keeping);
  Json json = {{"schema_version", 1},
               {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
               {"source", std::move(source)},
               {"convention", {{"from", report.convention_from}, {"templates", report.convention.templates}}},
               {"outcome", code == 2   ? "differs"
                           : code == 0 ? "kept"
                                       : "unknown"},
               {"exit_code", code},
               {"summary", std::move(summary)},
               {"notes", report.notes}};
  if (code == 1)
    json["error"] = {{"reason", to_string(Reason::kNotModelled)}, {"message", "there are no names to check"}};
  Json list = Json::array();
  for (const NameVerdict& name : report.names) list.push_back(name_json(name));
  json["names"] = std::move(list);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
