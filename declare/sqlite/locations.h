// Where the objects of a declared SQLite schema stand in its files.

#pragma once

#include <cstddef>
#include <vector>

#include "declare/declaration.h"
#include "model/catalog.h"
#include "sql/span.h"

namespace tenon {

/// A statement that has made something, and where it stands.
struct DeclaredStatement {
  const Document* document = nullptr;
  Span span;
};

/// The line and column of a byte of a file.
Source source_at(const Document& document, std::size_t at);

/// The catalog of a SQLite database with the places in its files: of every table, column and index, and of
/// the constraints, as long as the stored text is what the file says (ALTER TABLE changes it).
Catalog placed(Catalog catalog, const std::vector<DeclaredStatement>& statements);

}  // namespace tenon
