// The use cases about names: a source in, names against a convention, renames or a guess out.

#pragma once

#include <string>
#include <vector>

#include "app/compare.h"
#include "app/generate.h"
#include "model/names.h"

namespace tenon {

/// The source whose names are checked, and the convention.
struct NamesRequest {
  CompareRequest source;      ///< its actual side
  SourceArgument convention;  ///< a declared file that has one; if empty, that of the source
  WhichNames which = WhichNames::kAll;
};

struct Names {
  NamesReport report;
  Catalog catalog;
};

/// Reads the source and checks its names against the convention. Throws Error(kUsage) if there is none.
Names names(const NamesRequest& request);

/// Makes the migration that renames the differing names, as generated() does, for the runner in `how`.
/// `how.compare` is ignored.
MigrationFiles generated_renames(const Names& names, const GenerateRequest& how);

/// A database at the beginning of a project.
struct Beginning {
  std::vector<GuessedTemplate> guessed;
  Names names;  ///< checked against the guessed convention
};

/// Guesses the convention that a source follows.
Beginning beginning(const CompareRequest& request);

}  // namespace tenon
