// Measures how deep the tree of an expression is going to be, before it is parsed.

#pragma once

#include <cstddef>
#include <string_view>

#include "model/dialect.h"

namespace tenon {

/// Returns the most operators, and open parentheses, that one item of a text has; a comma or a semicolon
/// begins another item. A parser makes a tree of that depth of `a + b + c ...`, and whoever walks it needs
/// stack for each level.
std::size_t longest_operator_chain(std::string_view text, const Dialect& dialect);

/// Beyond so many operators in one item no SQL is parsed: libpg_query walks its tree by recursion (measured:
/// 100,000 take more than 8 MiB of stack).
inline constexpr std::size_t kMostOperators = 10'000;

}  // namespace tenon
