// What is said beside the results, on stderr.

#pragma once

#include <string>

namespace tenon {

/// Prints a line for people, which --quiet holds back.
void inform(const std::string& text);
/// Prints a warning, which --quiet holds back.
void warn(const std::string& text);
/// Prints an error.
void complain(const std::string& text);

}  // namespace tenon
