// Points in time: UTC, with microseconds; read from and written as RFC 3339.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// A point in time in UTC. Pure code takes it as a parameter and never reads a clock.
using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// Returns `2026-11-20T03:00:00Z`, with a fraction only if there is one.
std::string rfc3339(Instant at);
/// Returns `2026-11-20T03:00:00.000000Z`: always 27 characters for the years 0 to 9999, so that texts sort as
/// the points in time do.
std::string sortable(Instant at);
/// Returns `2026-11-20`, in UTC.
std::string date_of(Instant at);

/// Reads RFC 3339 with `Z` or an offset, with or without seconds and a fraction, and a date alone, which is
/// its midnight in UTC. Returns nullopt for any other text and for dates that do not exist.
std::optional<Instant> parsed_instant(std::string_view text);
/// Does the same, but a date alone is the last moment of its day: "until 2026-12-31" includes that day.
std::optional<Instant> parsed_last_instant(std::string_view text);

}  // namespace tenon
