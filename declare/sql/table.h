// Declares the readers of tables, columns, constraints, indexes and partitions in SQL.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

void create_table(SqlStatement& in, const PgNode& statement);
void create_index(SqlStatement& in, const PgNode& statement);
void alter_table(SqlStatement& in, const PgNode& statement);

/// Runs ALTER INDEX: ATTACH PARTITION and storage parameters.
void alter_index(SqlStatement& in, const QualifiedName& name, const PgNode& command);
/// Runs ALTER TYPE of a composite type, which also alters the tables OF that type.
void alter_composite(SqlStatement& in, const QualifiedName& name, const PgNode& command);

/// Reads a column of CREATE TABLE or ADD COLUMN; its constraints are collected in `pending`.
SqlColumn read_sql_column(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                          SqlPending& pending);
/// Reads DEFAULT, NOT NULL and everything else after the type of a column.
void read_column_constraints(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                             SqlColumn& column, SqlPending& pending);
/// Reads a constraint. `column` is the one whose definition it is part of, or nullptr.
void read_sql_constraint(SqlStatement& in, const PgNode& constraint, const SqlTable& table,
                         const Name* column, SqlPending& pending);
/// Adds the constraints to the table, which must be in the catalog; primary keys make their columns NOT NULL.
void add_pending(SqlStatement& in, SqlTable& table, SqlPending pending, bool only = false);

/// Reads a DEFAULT. NULL is no default, except if `over_domain`, as the domain may have a default. A sequence
/// is named as the server prints it.
std::optional<Expression> read_sql_default(const SqlStatement& in, std::string_view text,
                                           bool over_domain = false);
/// Tells whether the type is a domain that a statement created.
bool is_domain(const SimulatedCatalog& catalog, const SqlType& type);
/// Makes a column an identity column.
void add_identity(SqlStatement& in, const PgNode& constraint, const SqlTable& table, SqlColumn& column);
/// Returns `nextval('app.s'::regclass)`.
Expression nextval_of(const QualifiedName& sequence);

/// Returns the collation that is written for an element of an index or partition key: after it, or at the top
/// of its expression.
std::vector<std::string> written_collation(const PgNode& element);
/// Reads one element of an index; `text` is its source text.
IndexElement read_sql_element(const SqlStatement& in, const PgNode& element, std::string_view text,
                              const SqlTable& table, std::string_view method);
/// Returns the operator of an exclusion constraint element as reflection shows it.
QualifiedName sql_operator_name(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                                const SqlTable& table, const IndexElement& element);

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

/// Adds a column that a new table declares, merged with an inherited one of that name.
void merge_own_column(const SqlStatement& in, SqlTable& table, SqlColumn made, std::size_t at);
/// Adds the columns that a new table gets from a parent (INHERITS, PARTITION OF).
void inherit(SqlStatement& in, SqlTable& table, const SqlTable& parent);
/// Adds the checks that a table inherits.
void add_inherited_checks(SimulatedCatalog& catalog, SqlTable& table);
/// Adds the columns and checks that LIKE copies; indexes and comments are copied after the table exists.
void copy_like(SqlStatement& in, const PgNode& clause, SqlTable& table, SqlPending& pending);
void add_like_indexes(SqlStatement& in, const PgNode& elements, SqlTable& table);

/// Reads PARTITION BY into the table.
void read_partition_key(const SqlStatement& in, const PgNode& spec, SqlTable& table);
/// Returns `FOR VALUES ...` or DEFAULT as the server prints it; `from` is an offset before it.
std::string read_partition_bound(const SqlStatement& in, const PgNode& bound, std::size_t from,
                                 const SqlTable& parent);
/// Returns the key as pg_get_partkeydef() prints it.
std::string partition_key_text(const SqlTable& table);

/// Propagates the indexes and constraints of a partitioned table to a partition; matching ones of the
/// partition are adopted.
void propagate_indexes(SimulatedCatalog& catalog, SqlTable& parent, SqlTable& child);
/// Propagates one new index or constraint to all partitions.
void propagate_indexes(SimulatedCatalog& catalog, const SqlTable& parent, const SqlConstraint& made);
/// Propagates a new check to all children.
void propagate_check(SimulatedCatalog& catalog, const SqlTable& parent, const Check& check);
bool has_partitions(SimulatedCatalog& catalog, const SqlTable& table);
/// Tells whether two constraints have equal definitions, ignoring names and comments.
bool same_index(const Constraint& a, const Constraint& b);
/// Marks an index that was created ON ONLY as valid once every partition has its part.
void validate_if_complete(SimulatedCatalog& catalog, SqlTable& parent, SqlConstraint& index);

}  // namespace tenon
