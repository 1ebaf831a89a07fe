// Writes the settings of a configuration.

#include "app/configuration_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/visible.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;
using Form = ConfigurationEntry::Form;

constexpr int kIndent = 2;

Json value_json(const ConfigurationEntry& entry) {
  switch (entry.form) {
    case Form::kNothing:
      return nullptr;
    case Form::kList:
      return entry.texts;
    case Form::kFlag:
      return entry.texts.front() == "true";
    case Form::kNumber:
      return std::stoull(entry.texts.front());
    case Form::kText:
      return entry.texts.front();
  }
  return nullptr;
}

Json origin_json(const Origin& origin) {
  switch (origin.kind) {
    case OriginKind::kDefault:
      return {{"kind", "default"}};
    case OriginKind::kEnvironment:
      return {{"kind", "environment"}, {"name", origin.name}};
    case OriginKind::kFlag:
      return {{"kind", "flag"}, {"name", origin.name}};
    case OriginKind::kApi:
      return {{"kind", "api"}};
    case OriginKind::kFile:
      return {
          {"kind", "file"}, {"path", origin.at.path}, {"line", origin.at.line}, {"column", origin.at.column}};
  }
  return nullptr;
}

std::string value_text(const ConfigurationEntry& entry) {
  if (entry.form == Form::kNothing) return "-";
  return value_json(entry).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

ConfigurationView view_of(const Configuration& configuration) {
  return {configuration.path, entries(configuration)};
}

std::string configuration_text(const ConfigurationView& view) {
  constexpr std::size_t kWidest = 40;
  std::size_t key = 0;
  std::size_t value = 0;
  for (const ConfigurationEntry& entry : view.entries) {
    key = std::max(key, std::min(kWidest, entry.key.size()));
    value = std::max(value, std::min(kWidest, value_text(entry).size()));
  }
  const auto padded = [](std::string text, std::size_t width) {
    text.resize(std::max(text.size(), width), ' ');
    return text;
  };
  std::string all = view.path.empty() ? "# no tenon.toml here or above\n" : "# " + visible(view.path) + "\n";
  for (const ConfigurationEntry& entry : view.entries)
    all += padded(entry.key, key) + " = " + padded(visible(value_text(entry)), value) + "  # " +
           visible(to_string(entry.origin)) + "\n";
  return all;
}

std::string configuration_json(const ConfigurationView& view) {
  Json all{{"schema_version", 1}, {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}}};
  all["path"] = view.path.empty() ? Json(nullptr) : Json(view.path);
  all["settings"] = Json::array();
  for (const ConfigurationEntry& entry : view.entries)
    all["settings"].push_back(
        {{"key", entry.key}, {"value", value_json(entry)}, {"origin", origin_json(entry.origin)}});
  return all.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon
