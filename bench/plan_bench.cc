#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "diff/diff.h"
#include "model/dialect.h"
#include "plan/plan.h"

// How long planning takes: `plan_bench [TABLES]` prints one line a case. Each table has six columns, a
// primary key, a unique, a check, two indexes and two foreign keys, one of them around a ring of all tables.

namespace tenon {
namespace {

struct Shape {
  std::string type = "integer";  ///< of what the foreign keys refer to
  bool deferrable = false;       ///< of the uniques
};

Column column(const char* name, const std::string& type) {
  Column made;
  made.name = Name(name);
  made.type = {type, type};
  return made;
}

Index index(const std::string& name, const char* column) {
  Index made;
  made.name = Name(name);
  made.elements.resize(1);
  made.elements[0].what = Name(column);
  made.method = Name("btree");
  return made;
}

ForeignKey reference(const std::string& name, const char* column, const std::string& table) {
  ForeignKey made;
  made.name = Name(name);
  made.columns = {Name(column)};
  made.referred_table = kPostgresql.qualified("", table);
  made.referred_columns = {Name("id")};
  return made;
}

Table table(int number, int tables, const Shape& shape) {
  const auto name = [](int n) { return "table_" + std::to_string(n); };
  const std::string own = name(number);
  Table made;
  made.name = kPostgresql.qualified("", own);
  for (const char* c : {"id", "next", "first"}) made.columns.push_back(column(c, shape.type));
  for (const char* c : {"code", "total", "note"}) made.columns.push_back(column(c, "text"));
  PrimaryKey key;
  key.name = Name("pk_" + own);
  key.columns = {Name("id")};
  Unique unique;
  unique.name = Name("uq_" + own);
  unique.columns = {Name("code")};
  unique.deferrable = shape.deferrable;
  Check check;
  check.name = Name("ck_" + own);
  check.sqltext = {"total > 0", "total > 0"};
  made.constraints = {key,
                      unique,
                      index("ix_1_" + own, "next"),
                      index("ix_2_" + own, "first"),
                      check,
                      reference("fk_1_" + own, "next", name((number + 1) % tables)),
                      reference("fk_2_" + own, "first", name(0))};
  return made;
}

Catalog catalog(int tables, const Shape& shape) {
  Catalog made;
  made.dialect = &kPostgresql;
  for (int number = 0; number < tables; ++number) made.tables.push_back(table(number, tables, shape));
  return sorted(std::move(made));
}

void measured(const char* what, const Catalog& actual, const Catalog& declared) {
  const auto changes = diff(actual, declared);
  const auto start = std::chrono::steady_clock::now();
  const Plan plan = planned(changes, actual, declared);
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  std::size_t ops = 0;
  for (const auto& step : plan.steps) ops += step.ops.size();
  std::printf("%-40s %8.0f ms %8zu ops\n", what, took.count(), ops);
}

void run(int tables) {
  const Catalog empty = catalog(0, {});
  const Catalog full = catalog(tables, {});
  std::printf("%d tables\n", tables);
  measured("everything new", empty, full);
  measured("everything dropped", full, empty);
  measured("every unique replaced", full, catalog(tables, {.deferrable = true}));
  measured("every key retyped", full, catalog(tables, {.type = "bigint"}));
}

}  // namespace
}  // namespace tenon

int main(int argc, char** argv) { tenon::run(argc > 1 ? std::atoi(argv[1]) : 5000); }
