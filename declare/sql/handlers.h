#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "declare/sql/statement.h"

namespace tenon {

// Each reads one kind of statement, by the name of its node.

/// A new type in the world; a fault when its name is taken.
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
/// OWNED BY, when it is among the options.
void alter_owner(SqlStatement& in, const PgNode& options, const QualifiedName& name);
void create_schema(SqlStatement& in, const PgNode& statement);
void create_extension(SqlStatement& in, const PgNode& statement);
void comment_on(SqlStatement& in, const PgNode& statement);
void drop_objects(SqlStatement& in, const PgNode& statement);
void rename_object(SqlStatement& in, const PgNode& statement);
void set_schema(SqlStatement& in, const PgNode& statement);
/// SET search_path; other settings change nothing that is declared.
void set_variable(SqlStatement& in, const PgNode& statement);
/// SELECT set_config('search_path', ...); other queries are skipped.
void run_select(SqlStatement& in, const PgNode& statement);
void do_block(SqlStatement& in, const PgNode& statement);

// What is outside of the model: counted, and named as reflection names it.

void create_view(SqlStatement& in, const PgNode& statement);
void create_table_as(SqlStatement& in, const PgNode& statement);
void create_foreign_table(SqlStatement& in, const PgNode& statement);
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

/// `f(a integer, OUT b text)`: a routine as reflection names it.
std::string routine_name(const SqlStatement& in, const std::string& name, const PgNode& parameters,
                         bool is_procedure);
/// The types of the parameters that go in, as DROP FUNCTION names them.
std::string input_types(const SqlStatement& in, const PgNode& parameters);
/// Position among the others of the routine that a DROP, ALTER or COMMENT means; npos: none.
std::size_t find_routine(const SqlStatement& in, std::string_view kind, const PgNode& object);

/// `schema.name` of a list of String nodes that names something there is no table of; `schema` empty where it
/// is made in the search path.
QualifiedName unmodelled_name(const SqlStatement& in, const PgNode& names, std::string_view kind);

/// Reads the statement that `tree` is.
void run_statement(SqlStatement& in, const PgNode& tree);

}  // namespace tenon
