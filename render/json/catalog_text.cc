// Formats JSON with short values on one line.

#include "render/json/catalog_text.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "model/error.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 100;

std::string scalar(const Json& value) {
  try {
    return value.dump();
  } catch (const Json::exception&) {
    throw Error(Fault::kUnsupported, "the schema has a text that is not UTF-8, which JSON cannot hold: " +
                                         value.dump(-1, ' ', true, Json::error_handler_t::replace));
  }
}

bool holds_objects(const Json& value) {
  return std::any_of(value.begin(), value.end(), [](const Json& each) { return each.is_object(); });
}

std::string on_one_line(const Json& value) {
  if (!value.is_structured()) return scalar(value);
  std::string text;
  for (auto at = value.begin(); at != value.end(); ++at) {
    text += text.empty() ? "" : ", ";
    if (value.is_object()) text += scalar(at.key()) + ": ";
    text += on_one_line(*at);
  }
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

std::string printed(const Json& value, int open, std::size_t indent, std::size_t before) {
  if (!value.is_structured() || value.empty()) return on_one_line(value);
  if (open <= 0 || !holds_objects(value)) {
    std::string line = on_one_line(value);
    if (before + line.size() <= kWidth) return line;
  }
  const std::string margin(indent + 2, ' ');
  std::string text;
  for (auto at = value.begin(); at != value.end(); ++at) {
    const std::string key = value.is_object() ? scalar(at.key()) + ": " : "";
    text += (text.empty() ? "\n" : ",\n") + margin + key;
    text += printed(*at, open - 1, indent + 2, margin.size() + key.size());
  }
  text += "\n" + std::string(indent, ' ');
  return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

}  // namespace

std::string pretty(const Json& value, int open) { return printed(value, open, 0, 0) + "\n"; }

}  // namespace tenon
