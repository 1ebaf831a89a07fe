// Resolves type names of SQL to types of the simulated catalog, and finds default operator classes and
// collations.

#pragma once

#include <string>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

/// Returns the type of a TypeName node; a type that only a server can resolve keeps its name.
SqlType read_sql_type(const SqlStatement& in, const PgNode& type_name);

/// Returns `smallint`, `integer` or `bigint` for the serial pseudo-types, and an empty text for any other
/// type.
std::string serial_type(const PgNode& type_name);

/// Tells whether an operator class is the default for a column of this type. `type` is nullptr for an
/// expression, whose type is not known.
bool is_default_opclass(const SimulatedCatalog& catalog, std::string_view method, const std::string& opclass,
                        const SqlType* type);

/// Returns a collation as reflection shows it; empty if it is the default of the type.
QualifiedName column_collation(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                               const SqlType& type);

}  // namespace tenon
