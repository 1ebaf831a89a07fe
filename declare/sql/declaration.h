// Reads PostgreSQL SQL files statement by statement and returns the Declaration that a database would hold.

#pragma once

#include <span>

#include "declare/declaration.h"

namespace tenon {

/// Reads PostgreSQL SQL files in their order as one script, and returns what a database would hold
/// afterwards, without a database. Objects that are not modelled are listed in Catalog::unmodelled. Throws
/// one Error(kDeclaration) that lists every statement that cannot be read with its file, line, column and
/// text.
Declaration read_postgresql(std::span<const Document> documents);

/// Returns the same catalog as far as it can be read without a server, for source locations only: statements
/// that cannot be read declare nothing.
Catalog readable_postgresql(std::span<const Document> documents);

}  // namespace tenon
