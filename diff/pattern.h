// Parses the globs of a filter and matches them against object paths.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/glob.h"
#include "model/name.h"

namespace tenon {

/// The path that a pattern is matched against: the kind, and the names from the schema (if the dialect has
/// schemas) down to the object.
struct Path {
  std::string_view kind;
  std::vector<Name> names;
  bool on_table = false;  ///< a column or constraint: a pattern without a kind must give its full path
};

/// One parsed glob of a filter: `!` negates, `kind:` restricts. The rest is matched against the name alone
/// or, split at any of its dots, against the whole path; so names may contain dots, and `*` never matches
/// across names.
class Pattern {
 public:
  /// Throws Error(kUsage) for a kind that does not exist.
  Pattern(std::string_view text, const Dialect& dialect);

  bool negated() const { return negated_; }
  bool matches(const Path& path) const;

 private:
  bool negated_ = false;
  std::string kind_;
  std::string glob_;
};

/// The patterns of one option, in order. The last that matches decides.
class PatternList {
 public:
  PatternList(const std::vector<std::string>& texts, const Dialect& dialect);

  bool empty() const { return patterns_.empty(); }
  /// Returns the decision for an object; `chain` is the object and its containers. Returns nullopt if no
  /// pattern matches.
  std::optional<bool> says(const std::vector<Path>& chain) const;
  /// Tells whether the list begins with a negation, so that everything else is included.
  bool begins_negated() const { return !patterns_.empty() && patterns_.front().negated(); }

 private:
  std::vector<Pattern> patterns_;
};

}  // namespace tenon
