// What is wrong with the text of a pattern, before anything is matched against it.

#include "model/pattern_fault.h"

#include <algorithm>
#include <array>

#include "model/nearest_word.h"

namespace tenon {

namespace {

constexpr std::array<std::string_view, 20> kKinds = {
    "schema",   "table",   "column",    "primary_key", "foreign_key",
    "unique",   "check",   "exclusion", "index",       "sequence",
    "enum",     "domain",  "type",      "view",        "materialized_view",
    "function", "trigger", "policy",    "extension",   "rule"};

std::string known_kinds() {
  std::string all;
  for (const auto kind : kKinds) all += (all.empty() ? "" : " ") + std::string(kind);
  return all;
}

bool could_be_a_kind(std::string_view word) {
  return !word.empty() &&
         std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

PatternParts pattern_parts(std::string_view text) {
  PatternParts parts;
  parts.is_negated = text.starts_with('!');
  if (parts.is_negated) text.remove_prefix(1);
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && could_be_a_kind(text.substr(0, colon))) {
    parts.kind = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  parts.glob = text;
  return parts;
}

std::string kind_fault(std::string_view kind) {
  if (kind.empty() || std::ranges::find(kKinds, kind) != kKinds.end()) return "";
  return "a kind is needed before the colon, found \"" + std::string(kind) +
         "\"; the kinds are: " + known_kinds() + " (write ? for a colon in a name)" +
         suggestion(std::string(kind), {kKinds.begin(), kKinds.end()});
}

}  // namespace tenon
