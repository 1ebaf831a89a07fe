#include "app/compiled_by_sqlite.h"

#include "declare/faults.h"
#include "reflect/sqlite/scratch.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/index.h"

namespace tenon {

namespace {

std::string refused(const std::string& what, const std::string& message) {
  return what + ": SQLite refuses it: " + message;
}

void compile(const SqliteScratch& scratch, const Table& table, Faults& faults) {
  if (const auto refusal = scratch.run(sqlite_create_table(table)))
    return faults.add(*table.source, refused("table " + shown(table.name), refusal->message));
  for (const Constraint& constraint : table.constraints) {
    const auto* index = std::get_if<Index>(&constraint);
    if (!index) continue;
    if (const auto refusal = scratch.run(sqlite_index_text(*index, table.name, nullptr)))
      faults.add(*index->source,
                 refused("index " + index->name.text + " of table " + shown(table.name), refusal->message));
  }
}

}  // namespace

void compile_by_sqlite(const Catalog& declared) {
  const SqliteScratch scratch;
  Faults faults;
  for (const Table& table : declared.tables) compile(scratch, table, faults);
  faults.raise();
}

}  // namespace tenon
