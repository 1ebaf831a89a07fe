// The JSON Schemas of the reports, as texts inside the program.

#pragma once

#include <span>
#include <string_view>

namespace tenon {

/// A schema (draft 7): the file `schemas/NAME.schema.json` beside this one.
struct PublishedReport {
  std::string_view name;
  std::string_view text;
};

/// Returns the schema of every report in JSON, by name. Each takes what its verb prints, a failed run
/// included, and no other key.
std::span<const PublishedReport> published_reports();

}  // namespace tenon
