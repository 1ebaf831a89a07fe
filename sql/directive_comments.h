// Comments in SQL that speak to tenon: files in, each directive with its place and its object out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/name.h"

namespace tenon {

/// A comment in an SQL file that gives an instruction about a table, a column or a constraint. It is at the
/// end of the line on which the object begins, or on lines before it.
struct DirectiveComment {
  Source source;     ///< the place of the comment
  int about = 0;     ///< the line on which its object begins
  std::string text;  ///< the text after the introductory words, without surrounding blanks
};

/// Returns the comments that begin with `words`, in order.
std::vector<DirectiveComment> directive_comments(const Document& document, std::string_view words);

/// Returns whether the object declared there begins on the line of the directive.
bool applies_to(const DirectiveComment& said, const Source& source);

}  // namespace tenon
