#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/dialect.h"
#include "model/name.h"

namespace tenon {

/// `*` matches any text, `?` one character; everything else itself.
bool glob_matches(std::string_view glob, std::string_view text);

/// What a pattern can be held against: the kind, and the names from the schema (where the dialect has
/// schemas) down to its own.
struct Path {
  std::string_view kind;
  std::vector<Name> names;
  bool on_table = false;  ///< a column or constraint: only a pattern with a kind may leave out where it is
};

/// One glob of a filter, parsed: `!` negates, `kind:` restricts. The rest is held against the name alone or,
/// cut at any of its dots, against the whole path; so a dot in a name is no trouble, and no `*` reaches over
/// the end of a name.
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

/// The patterns of one option, in order. The last that matches wins.
class PatternList {
 public:
  PatternList(const std::vector<std::string>& texts, const Dialect& dialect);

  bool empty() const { return patterns_.empty(); }
  /// `chain`: the object and what it lies in. nullopt: no pattern matches.
  std::optional<bool> says(const std::vector<Path>& chain) const;
  /// Whether it begins with what is not wanted, so that the rest is.
  bool begins_negated() const { return !patterns_.empty() && patterns_.front().negated(); }

 private:
  std::vector<Pattern> patterns_;
};

}  // namespace tenon
