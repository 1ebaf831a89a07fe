// The use cases about names: a source in, names against a convention, renames or a guess out.

#pragma once

#include <string>
#include <vector>

#include "app/compare.h"
#include "app/generate.h"
#include "model/names.h"

namespace tenon {

/// Whose names to hold against which convention.
struct NamesRequest {
  CompareRequest source;      ///< its actual side
  SourceArgument convention;  ///< a declared file that has one; empty: the source's own
};

struct Names {
  NamesReport report;
  Catalog catalog;
};

/// Reads the source and holds its names against the convention. Throws Error(kUsage) when there is none.
Names names(const NamesRequest& request);

/// Makes the migration that renames what differs: as generated() does it, for the runner that `how` names.
/// `how.compare` is not looked at.
Written renames_written(const Names& names, const GenerateRequest& how);

/// A database as a project begins with it.
struct Beginning {
  std::vector<GuessedTemplate> guessed;
  Names names;  ///< held against what was guessed
};

/// Guesses the convention that a source follows.
Beginning beginning(const CompareRequest& request);

}  // namespace tenon
