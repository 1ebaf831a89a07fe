// Parses the globs of a filter and matches them against object paths.

#include "diff/pattern.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "model/error.h"
#include "model/pattern_fault.h"

namespace tenon {

namespace {

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
  const PatternParts parts = pattern_parts(text);
  if (const std::string why = kind_fault(parts.kind); !why.empty())
    throw Error(Fault::kUsage, "pattern \"" + std::string(text) + "\": " + why);
  negated_ = parts.is_negated;
  kind_ = parts.kind;
  glob_ = dialect.name_of(parts.glob).key;
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
