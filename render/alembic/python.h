// Writes Python literals, lists, calls and indentation.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// Returns a string literal of Python as its repr() writes it: single quotes unless the text contains only
/// those, invisible characters escaped, everything else unchanged. Throws Error(kUnsupported) for text that
/// is not UTF-8.
std::string python_string(std::string_view text);

/// Returns the text between the triple quotes of a docstring.
std::string python_docstring(std::string_view text);

/// Returns a list, `['a', 'b']`, of Python expressions.
std::string python_list(const std::vector<std::string>& elements);

std::string python_bool(bool value);

/// Indents lines by the given number of levels of four spaces; empty lines stay empty.
std::string python_indented(std::string_view lines, int levels = 1);

/// Returns the names in a piece of Python: what is neither in a string nor in a comment.
std::set<std::string> python_names(std::string_view code);

/// Builds a call with positional and keyword arguments that are Python expressions.
class PythonCall {
 public:
  explicit PythonCall(std::string callee) : callee_(std::move(callee)) {}

  PythonCall& add(std::string argument);
  PythonCall& add(std::string_view keyword, const std::string& value);

  /// Returns `callee(a, b)`
  std::string line() const;
  /// Returns the call with one argument on each line.
  std::string block() const;

 private:
  std::string callee_;
  std::vector<std::string> arguments_;
};

}  // namespace tenon
