// Where the objects of a declared SQLite schema stand in its files.

#pragma once

#include <cstddef>
#include <vector>

#include "declare/declaration.h"
#include "model/catalog.h"
#include "sql/span.h"

namespace tenon {

/// A statement that has created an object, and its position.
struct DeclaredStatement {
  const Document* document = nullptr;
  Span span;
};

/// Returns the line and column of a byte offset in a file.
Source source_at(const Document& document, std::size_t at);

/// Returns the catalog of a SQLite database with source locations of every table, column and index, and of
/// the constraints if the stored text is still that of the file (ALTER TABLE changes it).
Catalog placed(Catalog catalog, const std::vector<DeclaredStatement>& statements);

}  // namespace tenon
