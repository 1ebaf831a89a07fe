// Writes what a migration does beyond the changes, as text for people.

#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "render/report/ansi_style.h"

namespace tenon {

/// A line for each consequence, or with `summary` how many there are of each effect; ends in a newline.
/// Empty: there are none.
std::string consequences_text(const std::vector<Consequence>& consequences, bool summary, const Ink& ink);

}  // namespace tenon
