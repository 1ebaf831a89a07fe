// Guesses the naming convention that the names of a catalog follow.

#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/names.h"

namespace tenon {

/// Guesses the templates that most names of each kind (pk, uq, fk, ck, ix) follow.
std::vector<GuessedTemplate> guessed_convention(const Catalog& catalog);

/// Returns the convention of the templates that at least half of the names, and more than one, follow, or all
/// names.
NamingConvention convention_of(const std::vector<GuessedTemplate>& guessed);

}  // namespace tenon
