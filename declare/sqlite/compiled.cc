// Makes a declared catalog in an empty database to learn what SQLite refuses of it.

#include "declare/sqlite/compiled.h"

#include "model/faults.h"
#include "model/to_string.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string refused(const std::string& what, const std::string& message) {
  return what + ": SQLite refuses it: " + message;
}

void compile(ScriptDatabase& database, const Table& table, Faults& faults) {
  if (const auto refusal = database.make(table))
    return faults.add(*table.source, refused("table " + to_string(table.name), refusal->message));
  for (const Constraint& constraint : table.constraints) {
    const auto* index = std::get_if<Index>(&constraint);
    if (!index) continue;
    if (const auto refusal = database.make(*index, table))
      faults.add(*index->source, refused("index " + index->name.text + " of table " + to_string(table.name),
                                         refusal->message));
  }
  // SQLite reads its whole schema table at every CREATE; what is compiled goes, so that the next one finds it
  // short.
  if (const auto refusal = database.run("DROP TABLE " + quoted(table.name.name, kSqlite)))
    throw Error(Fault::kInternal, "a table of the scratch database cannot be dropped: " + refusal->message);
}

}  // namespace

void compile_by_sqlite(const Catalog& declared, ScriptDatabase& database) {
  Faults faults;
  for (const Table& table : declared.tables) compile(database, table, faults);
  faults.raise();
}

}  // namespace tenon
