// How much work a text of SQL from a stranger is going to be.

#pragma once

#include <cstddef>
#include <string>

namespace tenon {

/// Returns the most operators that one item of a text has; see sql/operator_chain.h.
std::size_t operator_chain_of(const std::string& text);

}  // namespace tenon
