// Puts together the head of a revision file: the imports and helper functions that its code uses.

#pragma once

#include <string>
#include <string_view>

namespace tenon {

/// Returns the import statements that the code uses, one a line.
std::string needed_imports(std::string_view code);

/// Returns the classes and functions that the code calls, and those that these call, each behind two empty
/// lines.
std::string needed_helpers(std::string_view code);

}  // namespace tenon
