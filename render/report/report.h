// Interface of the comparison reports: takes a Report, returns text or JSON.

#pragma once

#include <string>

#include "model/report.h"

namespace tenon {

/// Which vocabulary a text report speaks: what must be done (`diff`), or what was found (`check`).
enum class Wording { kOps, kFindings };

struct TextStyle {
  Wording wording = Wording::kFindings;
  bool color = false;
  bool summary = false;  ///< counts by kind and by table instead of each finding
  std::string fix;       ///< the command that writes the migration; empty: not offered
};

/// The report for people, findings by table. Ends in a newline.
std::string report_text(const Report& report, const Dialect& dialect, const TextStyle& style);

/// The report as JSON, `schema_version` 1; its keys are a promise. Ends in a newline.
std::string report_json(const Report& report, const Dialect& dialect);

/// A live or declared catalog for people: every table with its columns and constraints, or how many.
std::string catalog_text(const Catalog& catalog, const Side& side, bool summary = false);

}  // namespace tenon
