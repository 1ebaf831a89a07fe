// Canonical JSON, for digests: one value has one text.

#include "audit/canonical_json.h"

#include "model/error.h"

namespace tenon {

std::string text_of(const CanonicalJson& json) {
  return json.dump(-1, ' ', false, CanonicalJson::error_handler_t::replace);
}

std::string report_text_of(const OrderedJson& json) {
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

CanonicalJson parsed_json(std::string_view text, std::string_view what) {
  CanonicalJson json = CanonicalJson::parse(text, nullptr, false);
  if (json.is_discarded())
    throw Error(Fault::kRefused, Reason::kParse,
                "JSON was wanted in " + std::string(what) +
                    ", and something else is there; the row was changed by hand; "
                    "tenon store verify says what else was");
  return json;
}

std::string text_at(const CanonicalJson& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "";
}

std::optional<std::int64_t> number_at(const CanonicalJson& json, const char* key) {
  const auto found = json.find(key);
  const bool is_there = found != json.end() && found->is_number_integer();
  return is_there ? std::optional(found->get<std::int64_t>()) : std::nullopt;
}

}  // namespace tenon
