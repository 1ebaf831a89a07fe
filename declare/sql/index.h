// Runs CREATE INDEX, and reads index elements, operator classes and collations.

#pragma once

#include <string>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

void create_index(SqlStatement& in, const PgNode& statement);

/// Returns the collation that is written for an element of an index or partition key: after it, or at the top
/// of its expression.
std::vector<std::string> written_collation(const PgNode& element);

/// Reads one element of an index; `text` is its source text.
IndexElement read_sql_element(const SqlStatement& in, const PgNode& element, std::string_view text,
                              const SqlTable& table, std::string_view method);

/// Returns the operator of an exclusion constraint element as reflection shows it.
QualifiedName sql_operator_name(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                                const SqlTable& table, const IndexElement& element);

}  // namespace tenon
