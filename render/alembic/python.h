// Writes Python literals, lists, calls and indentation.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// A string literal of Python as its repr() writes it: single quotes unless the text holds only those, what
/// cannot be seen escaped, everything else as it is. Throws Error(kUnsupported) for text that is not UTF-8.
std::string python_string(std::string_view text);

/// The text between the triple quotes of a docstring.
std::string python_docstring(std::string_view text);

/// `['a', 'b']` of expressions that are already Python.
std::string python_list(const std::vector<std::string>& elements);

std::string python_bool(bool value);

/// Lines moved to the right by so many levels of four spaces; empty lines stay empty.
std::string python_indented(std::string_view lines, int levels = 1);

/// A call with positional and keyword arguments, each of them already Python.
class PythonCall {
 public:
  explicit PythonCall(std::string callee) : callee_(std::move(callee)) {}

  PythonCall& add(std::string argument);
  PythonCall& add(std::string_view keyword, const std::string& value);

  /// `callee(a, b)`
  std::string line() const;
  /// One argument a line.
  std::string block() const;

 private:
  std::string callee_;
  std::vector<std::string> arguments_;
};

}  // namespace tenon
