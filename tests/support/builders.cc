#include "tests/support/builders.h"

#include <utility>

namespace tenon::test {

std::vector<Name> ns(std::initializer_list<std::string_view> names, const Dialect& dialect) {
  std::vector<Name> all;
  for (const auto name : names) all.push_back(dialect.name_of(name));
  return all;
}

QualifiedName q(std::string_view name, const Dialect& dialect) { return dialect.qualified("", name); }

Column column(std::string_view name, std::string type, bool nullable, const Dialect& dialect) {
  Column made;
  made.name = dialect.name_of(name);
  made.type = ty(std::move(type));
  made.nullable = nullable;
  return made;
}

PrimaryKey primary_key(std::string_view name, std::initializer_list<std::string_view> columns,
                       const Dialect& dialect) {
  PrimaryKey made;
  made.name = dialect.name_of(name);
  made.columns = ns(columns, dialect);
  return made;
}

Unique unique(std::string_view name, std::initializer_list<std::string_view> columns,
              const Dialect& dialect) {
  Unique made;
  made.name = dialect.name_of(name);
  made.columns = ns(columns, dialect);
  return made;
}

Index index(std::string_view name, std::initializer_list<std::string_view> columns, const Dialect& dialect) {
  Index made;
  made.name = dialect.name_of(name);
  for (const auto column : columns) {
    IndexElement element;
    element.what = dialect.name_of(column);
    made.elements.push_back(std::move(element));
  }
  made.method = Name(std::string(dialect.default_index_method));
  return made;
}

Check check(std::string_view name, std::string sqltext, const Dialect& dialect) {
  Check made;
  made.name = dialect.name_of(name);
  made.sqltext = x(std::move(sqltext));
  return made;
}

ForeignKey foreign_key(std::string_view name, std::initializer_list<std::string_view> columns,
                       std::string_view referred_table,
                       std::initializer_list<std::string_view> referred_columns, const Dialect& dialect) {
  ForeignKey made;
  made.name = dialect.name_of(name);
  made.columns = ns(columns, dialect);
  made.referred_table = q(referred_table, dialect);
  made.referred_columns = ns(referred_columns, dialect);
  return made;
}

Table table(std::string_view name, std::vector<Column> columns, std::vector<Constraint> constraints,
            const Dialect& dialect) {
  Table made;
  made.name = q(name, dialect);
  made.columns = std::move(columns);
  made.constraints = std::move(constraints);
  sort_constraints(made.constraints);
  return made;
}

Catalog catalog(std::vector<Table> tables, const Dialect& dialect) {
  Catalog made;
  made.dialect = &dialect;
  if (dialect.has_schemas()) {
    Schema schema;
    schema.name = dialect.name_of(dialect.default_schema);
    made.schemas.push_back(std::move(schema));
  }
  made.tables = std::move(tables);
  return sorted(std::move(made));
}

}  // namespace tenon::test
