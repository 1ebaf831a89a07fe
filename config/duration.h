// Durations as a configuration spells them: `30s`, `10m`, `400d`.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// Reads a whole number and one of `ms s m h d w`; nullopt for anything else, for nothing at all, and for
/// more than 100 years.
std::optional<std::chrono::milliseconds> duration(std::string_view text);

/// Returns a duration in the largest unit that needs no fraction: `90s`, `2m`, `400d`.
std::string to_string(std::chrono::milliseconds time);

}  // namespace tenon
