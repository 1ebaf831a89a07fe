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

/// Appends statements to others.
void append_statements(std::vector<std::string>& all, std::vector<std::string> more);

/// Returns SQL from its first token to its last, because a comment at its end would swallow what follows.
std::string trimmed(std::string_view sql, const Dialect& dialect);

/// Returns an expression without enclosing parentheses.
std::string bare(const Expression& expression, const Dialect& dialect);

/// Returns an expression in exactly one pair of enclosing parentheses.
std::string parenthesised(const Expression& expression, const Dialect& dialect);

/// Returns whether `sql` ends inside a comment of the form `-- ...`, so that a semicolon must go on a new
/// line.
bool ends_in_line_comment(std::string_view sql, const Dialect& dialect);

/// Returns a statement with its semicolon.
std::string terminated(const std::string& statement, const Dialect& dialect);

}  // namespace tenon
