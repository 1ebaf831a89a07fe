// What is wrong with the text of a pattern, before anything is matched against it.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// A pattern in its parts: `!` negates, `kind:` restricts to objects of a kind.
struct PatternParts {
  bool is_negated = false;
  std::string_view kind;  ///< empty: of any kind
  std::string_view glob;
};

/// Takes a pattern apart. A colon ends a kind only where what stands before it could be one.
PatternParts pattern_parts(std::string_view text);

/// Returns what is wrong with the kind of a pattern, with the nearest kind; empty: nothing.
std::string kind_fault(std::string_view kind);

}  // namespace tenon
