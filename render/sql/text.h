// Trims, parenthesizes and terminates SQL texts.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/constraint.h"
#include "model/dialect.h"
#include "model/expression.h"

namespace tenon {

std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// Adds statements behind others.
void append_statements(std::vector<std::string>& all, std::vector<std::string> more);

/// SQL from its first token to its last: a comment around it would swallow what is written after it.
std::string trimmed(std::string_view sql, const Dialect& dialect);

/// An expression without parentheses around the whole of it.
std::string bare(const Expression& expression, const Dialect& dialect);

/// An expression in exactly one pair of parentheses.
std::string parenthesised(const Expression& expression, const Dialect& dialect);

/// Whether `sql` ends inside a comment of the form `-- ...`, so that a semicolon must go on a new line.
bool ends_in_line_comment(std::string_view sql, const Dialect& dialect);

/// A statement with its semicolon.
std::string terminated(const std::string& statement, const Dialect& dialect);

}  // namespace tenon
