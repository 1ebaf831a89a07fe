// Parses bodies and looks up their fields.

#include "service/api/body.h"

#include <algorithm>

#include "model/nearest_word.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

bool is_json(const std::string& content_type) {
  const std::string type = content_type.substr(0, content_type.find(';'));
  return type == "application/json" || (type.starts_with("application/") && type.ends_with("+json"));
}

/// Parses a text. Whoever walks a value needs stack for each of its levels.
Json parsed(const std::string& text) {
  constexpr int kDeepest = 100;
  const auto require_flat = [](int depth, Json::parse_event_t, Json&) {
    if (depth > kDeepest) throw RequestRefused(malformed("the body is nested deeper than 100 levels"));
    return true;
  };
  try {
    return Json::parse(text, require_flat);
  } catch (const Json::parse_error& fault) {
    throw RequestRefused(malformed("the body is no JSON: at byte " + std::to_string(fault.byte)));
  }
}

}  // namespace

BodyReader::BodyReader(const HttpRequest& request) {
  if (!request.body.empty() && !is_json(request.header("content-type")))
    throw RequestRefused({415, "unsupported-media-type", "The body has another type",
                          "send JSON with Content-Type: application/json"});
  body_ = request.body.empty() ? Json::object() : parsed(request.body);
  if (!body_.is_object()) throw RequestRefused(malformed("the body is to be a JSON object"));
}

const Json* BodyReader::known(const std::string& key) {
  asked_.insert(key);
  const auto at = body_.find(key);
  return at == body_.end() || at->is_null() ? nullptr : &*at;
}

std::string BodyReader::text(const std::string& key, bool is_required) {
  const Json* value = known(key);
  if (!value && is_required) add_fault(key, "it is missing");
  if (value && !value->is_string()) add_fault(key, "it is to be a text");
  return value && value->is_string() ? value->get<std::string>() : "";
}

std::vector<std::string> BodyReader::texts(const std::string& key) {
  const Json* value = known(key);
  if (!value) return {};
  const bool is_list = value->is_array() && std::ranges::all_of(*value, &Json::is_string);
  if (!is_list) add_fault(key, "it is to be a list of texts");
  return is_list ? value->get<std::vector<std::string>>() : std::vector<std::string>();
}

bool BodyReader::flag(const std::string& key) {
  const Json* value = known(key);
  if (value && !value->is_boolean()) add_fault(key, "it is to be true or false");
  return value && value->is_boolean() && value->get<bool>();
}

std::optional<std::int64_t> BodyReader::number(const std::string& key) {
  const Json* value = known(key);
  if (!value) return std::nullopt;
  if (value->is_number_integer()) return value->get<std::int64_t>();
  add_fault(key, "it is to be a whole number");
  return std::nullopt;
}

const Json* BodyReader::value(const std::string& key) { return known(key); }

void BodyReader::add_fault(const std::string& key, const std::string& detail) {
  faults_.push_back({"/" + key, detail});
}

void BodyReader::finish() const {
  std::vector<FieldFault> faults = faults_;
  const std::vector<std::string> known(asked_.begin(), asked_.end());
  for (const auto& [key, value] : body_.items())
    if (!asked_.contains(key))
      faults.push_back({"/" + key, "there is no such field" + suggestion(key, known)});
  if (faults.empty()) return;
  const std::string first = faults.front().pointer + ": " + faults.front().detail;
  throw RequestRefused(invalid(first, std::move(faults)));
}

}  // namespace tenon
