// Formats JSON with short values on one line.

#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace tenon {

/// Formats JSON for people: two spaces a level; what fits on a line of 100 characters is on one, except
/// values that contain objects in the first `open` levels. Throws Error(kUnsupported) for text that is not
/// UTF-8.
std::string pretty(const nlohmann::ordered_json& value, int open);

}  // namespace tenon
