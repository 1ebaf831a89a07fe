// Comments in SQL that speak to tenon: files in, each directive with its place and its object out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/name.h"

namespace tenon {

/// A comment of an SQL file by which something is said about a table, a column or a constraint. It stands at
/// the end of the line on which that begins, or on lines of its own before it.
struct DirectiveComment {
  Source source;     ///< where it stands
  int about = 0;     ///< the line of what it is about
  std::string text;  ///< what follows the words that it begins with, without blanks around it
};

/// The comments that begin with `words`, in order.
std::vector<DirectiveComment> directive_comments(const Document& document, std::string_view words);

/// Whether what was declared there begins on the line that is meant.
bool applies_to(const DirectiveComment& said, const Source& source);

}  // namespace tenon
