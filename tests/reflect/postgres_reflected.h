#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "reflect/database.h"
#include "sql/key.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

/// What a test of reading PostgreSQL's catalog builds its expectations of.
namespace tenon::test::reflected {

inline Expression x(const char* text) { return expression(text, kPostgresql); }

inline QualifiedName app(std::string_view name) { return {n("app"), n(name)}; }

inline Catalog catalog_of(const std::string& sql) {
  const test::TemporaryDatabase database(sql);
  return open_postgresql(database.url())->reflect();
}

/// A column whose type is spelt as the server spells it.
inline Column typed(std::string_view name, const char* written, bool nullable = true) {
  Column made = test::column(name, "", nullable);
  made.type = type(written, kPostgresql);
  return made;
}

inline Column with_default(Column made, const char* text) {
  made.default_value = x(text);
  return made;
}

inline Table table_of(const Catalog& catalog, const QualifiedName& name) {
  const Table* found = find_table(catalog, name);
  if (found != nullptr) return *found;
  ADD_FAILURE() << "no table " << to_string(name);
  return {};
}

template <class T>
T constraint_of(const Table& table, std::string_view name) {
  for (const Constraint& each : table.constraints)
    if (const auto* found = std::get_if<T>(&each); found != nullptr && found->name == n(name)) return *found;
  ADD_FAILURE() << "no such constraint: " << name;
  return {};
}

inline IndexElement element(std::string_view column_name) {
  IndexElement made;
  made.what = n(column_name);
  return made;
}

inline IndexElement element(Expression what) {
  IndexElement made;
  made.what = std::move(what);
  return made;
}

}  // namespace tenon::test::reflected
