#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/dialect.h"
#include "model/op.h"
#include "sql/searched_name.h"
#include "tests/support/print.h"

namespace tenon::test {

// Short ways to say a catalog in a test. Names and expressions are PostgreSQL's unless a dialect is given.

inline Name n(std::string_view text, const Dialect& dialect = kPostgresql) { return dialect.name_of(text); }
std::vector<Name> ns(std::initializer_list<std::string_view> names, const Dialect& dialect = kPostgresql);
/// A collation or an operator class: `C`, `app.mine`.
inline QualifiedName searched(std::string_view text, const Dialect& dialect = kPostgresql) {
  return searched_name(text, dialect);
}
QualifiedName q(std::string_view name, const Dialect& dialect = kPostgresql);
/// An expression or type whose key is its text.
inline Expression x(std::string text) { return {text, text}; }
inline Type ty(std::string text) { return {text, text}; }

Column column(std::string_view name, std::string type = "integer", bool nullable = true,
              const Dialect& dialect = kPostgresql);
PrimaryKey primary_key(std::string_view name, std::initializer_list<std::string_view> columns,
                       const Dialect& dialect = kPostgresql);
Unique unique(std::string_view name, std::initializer_list<std::string_view> columns,
              const Dialect& dialect = kPostgresql);
Index index(std::string_view name, std::initializer_list<std::string_view> columns,
            const Dialect& dialect = kPostgresql);
Check check(std::string_view name, std::string sqltext, const Dialect& dialect = kPostgresql);
ForeignKey foreign_key(std::string_view name, std::initializer_list<std::string_view> columns,
                       std::string_view referred_table,
                       std::initializer_list<std::string_view> referred_columns,
                       const Dialect& dialect = kPostgresql);
Table table(std::string_view name, std::vector<Column> columns, std::vector<Constraint> constraints = {},
            const Dialect& dialect = kPostgresql);
/// Sorted, with the dialect's default schema.
Catalog catalog(std::vector<Table> tables, const Dialect& dialect = kPostgresql);

}  // namespace tenon::test
