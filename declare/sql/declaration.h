#pragma once

#include <span>

#include "declare/declaration.h"

namespace tenon {

/// Reads files of PostgreSQL's SQL, in their order, as one script: what a database would hold after it,
/// without a database. Statements that declare what is not modelled are among the catalog's others. Throws
/// one Error(kDeclaration) with every statement that cannot be read, each with its file, line, column and
/// text.
Declaration read_postgresql(std::span<const Document> documents);

/// The same as far as it can be read without a server, for the places where things stand: statements that
/// cannot be read declare nothing.
Catalog readable_postgresql(std::span<const Document> documents);

}  // namespace tenon
