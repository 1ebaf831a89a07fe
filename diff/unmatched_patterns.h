// Finds the words of a filter that select nothing, which are mostly misspelt: filter and catalogs in, words
// out.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "diff/filter.h"
#include "model/catalog.h"

namespace tenon {

using Catalogs = std::vector<std::reference_wrapper<const Catalog>>;

/// What of a filter is looked for.
enum class PatternScope {
  kWords,  ///< patterns without `*` and `?`, which are meant for something that there is
  kAll,    ///< also the others, which may be meant for what is there at times
};

/// A word of a filter that no object has.
struct UnmatchedPattern {
  std::string option;      ///< "--schema", "--include" or "--exclude"
  std::string text;        ///< as it was given
  std::string suggestion;  ///< `; did you mean "table:orders"?`, or nothing
  bool selects = false;    ///< it says what to look at, and not what to leave out
};

/// Returns the words of a filter that no object of any catalog has, in the order of the options. REQUIRES:
/// the catalogs are of one dialect, and there is one.
std::vector<UnmatchedPattern> unmatched_patterns(const Filter& filter, const Catalogs& catalogs,
                                                 PatternScope scope = PatternScope::kWords);

}  // namespace tenon
