// Canonical JSON, for digests: one value has one text.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace tenon {

/// JSON whose keys are sorted.
using CanonicalJson = nlohmann::json;
/// JSON whose keys stay in the order in which they are written, for reports.
using OrderedJson = nlohmann::ordered_json;

/// Returns a report: indented, with a newline at its end; invalid UTF-8 becomes U+FFFD.
std::string report_text_of(const OrderedJson& json);

/// Returns the one text of a value: keys sorted, no space, UTF-8 unescaped; invalid UTF-8 becomes U+FFFD.
std::string text_of(const CanonicalJson& json);

/// Reads what text_of() wrote. Throws Error(kRefused) if it is no JSON; `what` says what was read.
CanonicalJson parsed_json(std::string_view text, std::string_view what);

/// Returns the text or the number under a key; an empty text, or nullopt, if there is none of that type.
std::string text_at(const CanonicalJson& json, const char* key);
std::optional<std::int64_t> number_at(const CanonicalJson& json, const char* key);

}  // namespace tenon
