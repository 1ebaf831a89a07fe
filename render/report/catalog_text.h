// Writes a catalog as text for people.

#pragma once

#include <string>

#include "model/report.h"

namespace tenon {

/// Returns a live or declared catalog for people: every table with its columns and constraints, or their
/// numbers.
std::string catalog_text(const Catalog& catalog, const Side& side, bool summary = false);

}  // namespace tenon
