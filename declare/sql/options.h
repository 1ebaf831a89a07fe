// Reads storage parameters, sequence options and index marks from statements.

#pragma once

#include <string>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

/// Reads the options of a sequence or identity column on top of those in `from`.
SequenceOptions read_sequence_options(const SqlStatement& in, const PgNode& options, SequenceOptions from);

/// Does the same on top of the defaults of a type.
SequenceOptions new_sequence_options(const SqlStatement& in, const PgNode& options, const std::string& type);

/// Reads WITH (...): storage parameters, with a prefix before their keys.
Options read_sql_options(const SqlStatement& in, const PgNode& options, const std::string& prefix,
                         Options from = {});

/// Returns the column whose NOT NULL constraint has this name, or nullptr.
SqlColumn* not_null_column(SqlTable& table, const Name& constraint);

/// Sets a mark (clustered, replica identity) on one index of a table and removes it from all others; an empty
/// name only removes it.
void mark_index(SqlTable& table, std::string_view mark, const Name& index);

/// Runs CLUSTER: the table remembers the index.
void cluster_table(SqlStatement& in, const PgNode& statement);

/// Sets one option, or removes it if the value is empty.
void set_sql_option(Options& options, std::string_view key, const std::string& value);

/// Returns the tablespace of an index: `written`, or the default for new objects.
std::string index_tablespace(const SimulatedCatalog& catalog, const std::string& written);

/// Returns the value of a DefElem node.
std::string option_text(const SqlStatement& in, const PgNode& option);

}  // namespace tenon
