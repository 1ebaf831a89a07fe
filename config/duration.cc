// Reads and writes durations.

#include "config/duration.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace tenon {

namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr std::array<Unit, 6> kUnits{{{"w", 7 * 24 * 3600 * 1000LL},
                                      {"d", 24 * 3600 * 1000LL},
                                      {"h", 3600 * 1000LL},
                                      {"m", 60 * 1000LL},
                                      {"s", 1000LL},
                                      {"ms", 1LL}}};

constexpr std::int64_t kLongest = 1000LL * 3600 * 24 * 366 * 100;

}  // namespace

std::optional<std::chrono::milliseconds> duration(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc() || number <= 0) return std::nullopt;
  const std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Unit& unit : kUnits) {
    if (unit.name != name) continue;
    if (number > kLongest / unit.milliseconds) return std::nullopt;
    return std::chrono::milliseconds(number * unit.milliseconds);
  }
  return std::nullopt;
}

std::string to_string(std::chrono::milliseconds time) {
  for (const Unit& unit : kUnits)
    if (unit.name != "w" && time.count() % unit.milliseconds == 0 && time.count() != 0)
      return std::to_string(time.count() / unit.milliseconds) + std::string(unit.name);
  return "0s";
}

}  // namespace tenon
