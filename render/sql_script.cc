// Interface of SQL rendering: takes ops or a plan of any dialect, returns statements or a script.

#include "render/sql_script.h"

#include <array>

#include "model/error.h"
#include "render/actian/writer.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/script.h"
#include "render/postgresql/statements.h"
#include "render/postgresql/table_options.h"
#include "render/sql/writer.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/script.h"
#include "render/sqlite/statements.h"

namespace tenon {

const SqlWriter& sql_writer(const Dialect& dialect) {
  static const std::array kWriters{
      SqlWriter{&kPostgresql, postgres_statements, postgres_script, postgres_envelope, postgres_column,
                postgres_constraint, postgres_table_options, nullptr},
      SqlWriter{&kSqlite, sqlite_statements, sqlite_script, sqlite_envelope, sqlite_column, sqlite_constraint,
                sqlite_table_options, sqlite_affinity},
      actian_writer(),
  };
  for (const SqlWriter& writer : kWriters)
    if (writer.dialect->name == dialect.name) return writer;
  throw Error(Fault::kUnsupported, "there is no SQL writer for " + std::string(dialect.name));
}

std::vector<std::string> sql_statements(const Op& op, const Dialect& dialect) {
  return sql_writer(dialect).statements(op);
}

std::string sql_script(const Plan& plan) { return sql_writer(*plan.dialect).script(plan); }

}  // namespace tenon
