#pragma once

#include <string>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

/// The type that a TypeName node names; what only the server could look up keeps its name.
SqlType read_sql_type(const SqlStatement& in, const PgNode& type_name);

/// `smallint`, `integer` or `bigint` for the types that make a sequence; empty for any other.
std::string serial_type(const PgNode& type_name);

/// Whether an operator class is the one that a column of this type gets anyway. `type` nullptr: of an
/// expression, whose type is not known.
bool is_default_opclass(const SimulatedCatalog& catalog, std::string_view method, const std::string& opclass,
                        const SqlType* type);

/// A collation as reflection shows it, empty where it is what the type has anyway.
QualifiedName column_collation(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                               const SqlType& type);

}  // namespace tenon
