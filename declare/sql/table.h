#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "declare/sql/statement.h"

namespace tenon {

void create_table(SqlStatement& in, const PgNode& statement);
void create_index(SqlStatement& in, const PgNode& statement);
void alter_table(SqlStatement& in, const PgNode& statement);

/// ALTER INDEX: parts of partitioned indexes, and storage parameters.
void alter_index(SqlStatement& in, const QualifiedName& name, const PgNode& command);
/// ALTER TYPE of a composite type, and of the tables that are of it.
void alter_composite(SqlStatement& in, const QualifiedName& name, const PgNode& command);

/// A column of CREATE TABLE or ADD COLUMN; its constraints wait in `pending`.
SqlColumn read_sql_column(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                          SqlPending& pending);
/// DEFAULT, NOT NULL and whatever else stands behind a column's type.
void read_column_constraints(SqlStatement& in, const PgNode& definition, const SqlTable& table,
                             SqlColumn& column, SqlPending& pending);
/// A table constraint. `column`: the one that it stands at.
void read_sql_constraint(SqlStatement& in, const PgNode& constraint, const SqlTable& table,
                         const Name* column, SqlPending& pending);
/// Puts them on the table, which is in the world; primary keys make their columns NOT NULL.
void add_pending(SqlStatement& in, SqlTable& table, SqlPending pending, bool only = false);

/// DEFAULT: none when it is NULL; a sequence is named as the server prints it.
/// `over_domain`: NULL is a default there, as the domain may have one of its own.
std::optional<Expression> read_sql_default(const SqlStatement& in, std::string_view text,
                                           bool over_domain = false);
/// Whether a domain was made of that name.
bool is_domain(const SimulatedCatalog& catalog, const SqlType& type);
/// Makes a column an identity column.
void add_identity(SqlStatement& in, const PgNode& constraint, const SqlTable& table, SqlColumn& column);
/// `nextval('app.s'::regclass)`.
Expression nextval_of(const QualifiedName& sequence);

/// The name of the collation that an element of an index or of a partition key is given: behind it, or at the
/// top of its expression.
std::vector<std::string> written_collation(const PgNode& element);
/// One element of an index; `text` is what stands there.
IndexElement read_sql_element(const SqlStatement& in, const PgNode& element, std::string_view text,
                              const SqlTable& table, std::string_view method);
/// The operator that an element of an exclusion constraint is compared with, as reflection shows it.
QualifiedName sql_operator_name(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                                const SqlTable& table, const IndexElement& element);

/// The options of a sequence or identity column: those that are written over those that are there.
SequenceOptions read_sequence_options(const SqlStatement& in, const PgNode& options, SequenceOptions from);
/// With all defaults of a type.
SequenceOptions new_sequence_options(const SqlStatement& in, const PgNode& options, const std::string& type);

/// WITH (...): storage parameters with a prefix before their keys.
Options read_sql_options(const SqlStatement& in, const PgNode& options, const std::string& prefix,
                         Options from = {});
/// The column whose NOT NULL has this name, or nullptr.
SqlColumn* not_null_column(SqlTable& table, const Name& constraint);
/// Makes one index the one that a table has this mark on; an empty name: none.
void mark_index(SqlTable& table, std::string_view mark, const Name& index);
/// CLUSTER: the index that it names stays marked.
void cluster_table(SqlStatement& in, const PgNode& statement);
/// Sets one option, or takes it away.
void set_sql_option(Options& options, std::string_view key, const std::string& value);
/// The tablespace of an index: `written`, or that of new objects.
std::string index_tablespace(const SimulatedCatalog& catalog, const std::string& written);
/// The value of a DefElem.
std::string option_text(const SqlStatement& in, const PgNode& option);

/// A column that a new table declares, merged with the one that its parents give it.
void merge_own_column(const SqlStatement& in, SqlTable& table, SqlColumn made, std::size_t at);
/// The columns that a new table has from a parent (INHERITS, PARTITION OF).
void inherit(SqlStatement& in, SqlTable& table, const SqlTable& parent);
/// The checks that it has from its parents.
void add_inherited_checks(SimulatedCatalog& catalog, SqlTable& table);
/// The columns and checks that LIKE brings; indexes and comments come when the table is there.
void copy_like(SqlStatement& in, const PgNode& clause, SqlTable& table, SqlPending& pending);
void add_like_indexes(SqlStatement& in, const PgNode& elements, SqlTable& table);

/// PARTITION BY, into the table.
void read_partition_key(const SqlStatement& in, const PgNode& spec, SqlTable& table);
/// `FOR VALUES ...` or DEFAULT as the server prints it; `from` is a place before it.
std::string read_partition_bound(const SqlStatement& in, const PgNode& bound, std::size_t from,
                                 const SqlTable& parent);
/// The key as pg_get_partkeydef() prints it.
std::string partition_key_text(const SqlTable& table);

/// What a partitioned table hands to a partition: its indexes and keys are the parent's from here on.
void propagate_indexes(SimulatedCatalog& catalog, SqlTable& parent, SqlTable& child);
/// One index or key that a table got, for all its partitions.
void propagate_indexes(SimulatedCatalog& catalog, const SqlTable& parent, const SqlConstraint& made);
/// A check that a table got, for all its children.
void propagate_check(SimulatedCatalog& catalog, const SqlTable& parent, const Check& check);
bool has_partitions(SimulatedCatalog& catalog, const SqlTable& table);
/// Whether two are alike, names and comments aside.
bool same_index(const Constraint& a, const Constraint& b);
/// An index made ON ONLY is valid once each partition has its part.
void validate_if_complete(SimulatedCatalog& catalog, SqlTable& parent, SqlConstraint& index);

}  // namespace tenon
