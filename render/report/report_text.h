// Writes the report of a comparison as text for people.

#pragma once

#include <string>

#include "model/report.h"

namespace tenon {

/// The vocabulary of a text report: what must be done (`diff`), or what was found (`check`).
enum class Wording { kOps, kFindings };

struct TextStyle {
  Wording wording = Wording::kFindings;
  bool color = false;
  bool summary = false;  ///< counts by kind and by table instead of each finding
  std::string fix;       ///< the command that writes the migration; empty if none is offered
};

/// Returns the report for people, findings by table. Ends in a newline.
std::string report_text(const Report& report, const Dialect& dialect, const TextStyle& style);

}  // namespace tenon
