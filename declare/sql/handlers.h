// Declares the handlers of the SQL statements, one for each node of the parse tree.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "declare/sql/statement.h"

namespace tenon {

// Each function runs one kind of statement, called after the node of its parse tree.

/// Adds a new type to the catalog; it is a fault if the name is taken.
SqlUserType& add_sql_type(SqlStatement& in, SqlTypeKind kind, const QualifiedName& name, std::size_t at);
void create_enum(SqlStatement& in, const PgNode& statement);
void alter_enum(SqlStatement& in, const PgNode& statement);
void create_composite(SqlStatement& in, const PgNode& statement);
void create_range(SqlStatement& in, const PgNode& statement);
void create_domain(SqlStatement& in, const PgNode& statement);
void alter_domain(SqlStatement& in, const PgNode& statement);
/// ALTER DOMAIN ... RENAME CONSTRAINT.
void rename_domain_check(SqlStatement& in, const PgNode& statement);
void create_sequence(SqlStatement& in, const PgNode& statement);
void alter_sequence(SqlStatement& in, const PgNode& statement);
/// Applies OWNED BY if it is among the options.
void alter_owner(SqlStatement& in, const PgNode& options, const QualifiedName& name);
void create_schema(SqlStatement& in, const PgNode& statement);
void create_extension(SqlStatement& in, const PgNode& statement);
void comment_on(SqlStatement& in, const PgNode& statement);
void drop_objects(SqlStatement& in, const PgNode& statement);
void rename_object(SqlStatement& in, const PgNode& statement);
void set_schema(SqlStatement& in, const PgNode& statement);
/// Runs SET search_path and the like; other settings declare nothing.
void set_variable(SqlStatement& in, const PgNode& statement);
/// Runs SELECT set_config('search_path', ...); other queries are skipped.
void run_select(SqlStatement& in, const PgNode& statement);
void do_block(SqlStatement& in, const PgNode& statement);

// These record objects that are not modelled under the names that reflection gives them.

void create_view(SqlStatement& in, const PgNode& statement);
void create_table_as(SqlStatement& in, const PgNode& statement);
void create_function(SqlStatement& in, const PgNode& statement);
/// CREATE AGGREGATE, OPERATOR, TYPE, COLLATION, TEXT SEARCH ...
void define(SqlStatement& in, const PgNode& statement);
void create_on_table(SqlStatement& in, const PgNode& statement);
void create_statistics(SqlStatement& in, const PgNode& statement);
void create_of_database(SqlStatement& in, const PgNode& statement);
void create_operator_class(SqlStatement& in, const PgNode& statement);
void create_cast(SqlStatement& in, const PgNode& statement);
void grant(SqlStatement& in, const PgNode& statement);
void default_privileges(SqlStatement& in, const PgNode& statement);

/// Returns the name of a routine as reflection shows it: `f(a integer, OUT b text)`.
std::string routine_name(const SqlStatement& in, const std::string& name, const PgNode& parameters,
                         bool is_procedure);
/// Returns the types of the input parameters, as DROP FUNCTION names them.
std::string input_types(const SqlStatement& in, const PgNode& parameters);
/// Returns the position in `unmodelled` of the routine that a DROP, ALTER or COMMENT names; npos if there is
/// none.
std::size_t find_routine(const SqlStatement& in, std::string_view kind, const PgNode& object);

/// Returns the qualified name in a list of String nodes that names an unmodelled object; `schema` is empty if
/// the search path decides where it is created.
QualifiedName unmodelled_name(const SqlStatement& in, const PgNode& names, std::string_view kind);

/// Runs the statement with this parse tree.
void run_statement(SqlStatement& in, const PgNode& tree);

/// What the note on skipped statements calls a GRANT ... ON ALL ... IN SCHEMA, which leaves open what it is
/// for.
inline constexpr std::string_view kGrantsOnAll = "grants on all of a schema";

}  // namespace tenon
