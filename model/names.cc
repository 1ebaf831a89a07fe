// The result of checking names against a convention, as plain values.

#include "model/names.h"

#include <algorithm>

namespace tenon {

std::size_t count(const NamesReport& report, Keeping keeping) {
  return static_cast<std::size_t>(std::ranges::count(report.names, keeping, &NameVerdict::keeping));
}

int exit_code(const NamesReport& report) {
  if (count(report, Keeping::kDiffers) + count(report, Keeping::kCollides) > 0)
    return exit_code(Outcome::kDrift);
  return exit_code(report.names.empty() ? Outcome::kUnknown : Outcome::kInSync);
}

}  // namespace tenon
