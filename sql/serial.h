// Reads serial columns out of a catalog, where they are a column, its default and a sequence, and writes them
// by their words.

#pragma once

#include <map>
#include <utility>

#include "model/catalog.h"

namespace tenon {

/// Returns `nextval('app.s'::regclass)`, as PostgreSQL prints it with an empty search path.
Expression nextval_of(const QualifiedName& sequence);

/// The sequences of serial columns, by the names of table and column.
using SerialColumns = std::map<std::pair<QualifiedName, Name>, const Sequence*>;

/// Returns the columns that `serial` alone would make as they are, with their sequences: of an integer type,
/// NOT NULL, with the next value of a sequence as the default that belongs to the column, has the options and
/// the name that the server gives, and no comment. The catalog must outlive the result.
SerialColumns serial_columns(const Catalog& catalog);

/// Returns `declared` with each sequence whose name is left to the server (NamedBy::kServer) under the name
/// of the actual sequence that counts the same column. One that another default draws from by name keeps its
/// own.
Catalog with_known_sequence_names(Catalog declared, const Catalog& actual);

/// Returns a column with `serial`, `bigserial` or `smallserial` as its type, and without its default.
Column by_serial_word(Column column);

/// Returns the catalog with each serial column by its word and without its sequence.
Catalog with_serial_words(Catalog catalog);

}  // namespace tenon
