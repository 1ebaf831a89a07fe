// Formats JSON with short values on one line.

#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace tenon {

/// JSON as people keep it: two spaces a level; what fits on a line of 100 characters stands on one, except
/// what holds objects in the first `open` levels. Throws Error(kUnsupported) for text that is not UTF-8.
std::string pretty(const nlohmann::ordered_json& value, int open);

}  // namespace tenon
