// Parses the globs of a filter and matches them against object paths.

#include "diff/pattern.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "model/error.h"
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

/// Tells whether `glob`, split at some of its dots, matches the names one by one.
bool path_matches(std::string_view glob, std::span<const Name> names) {
  if (names.size() == 1) return glob_matches(glob, names[0].key);
  for (std::size_t dot = glob.find('.'); dot != std::string_view::npos; dot = glob.find('.', dot + 1))
    if (glob_matches(glob.substr(0, dot), names[0].key) &&
        path_matches(glob.substr(dot + 1), names.subspan(1)))
      return true;
  return false;
}

}  // namespace

Pattern::Pattern(std::string_view text, const Dialect& dialect) {
  std::string_view rest = text;
  negated_ = rest.starts_with('!');
  if (negated_) rest.remove_prefix(1);
  const std::size_t colon = rest.find(':');
  if (colon != std::string_view::npos && could_be_a_kind(rest.substr(0, colon))) {
    kind_ = rest.substr(0, colon);
    if (std::ranges::find(kKinds, kind_) == kKinds.end())
      throw Error(Fault::kUsage,
                  "pattern \"" + std::string(text) + "\": a kind is needed before the colon, found \"" +
                      kind_ + "\"; the kinds are: " + known_kinds() + " (write ? for a colon in a name)" +
                      suggestion(kind_, {kKinds.begin(), kKinds.end()}));
    rest.remove_prefix(colon + 1);
  }
  glob_ = dialect.name_of(rest).key;
}

bool Pattern::matches(const Path& path) const {
  if (!kind_.empty() && kind_ != path.kind) return false;
  // Only a pattern with the kind `schema` matches a schema.
  if (kind_.empty() && path.kind == "schema") return false;
  const std::span<const Name> names = path.names;
  const bool by_name = !path.on_table || !kind_.empty();
  return (by_name && path_matches(glob_, names.last(1))) || (names.size() > 1 && path_matches(glob_, names));
}

PatternList::PatternList(const std::vector<std::string>& texts, const Dialect& dialect) {
  for (const auto& text : texts) patterns_.push_back(Pattern(text, dialect));
}

std::optional<bool> PatternList::says(const std::vector<Path>& chain) const {
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern)
    if (std::ranges::any_of(chain, [&](const Path& path) { return pattern->matches(path); }))
      return !pattern->negated();
  return std::nullopt;
}

}  // namespace tenon
