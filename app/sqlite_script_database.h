// SQLite's library as `declare/` reads with it.

#pragma once

#include <memory>
#include <span>

#include "declare/declaration.h"
#include "declare/sqlite/script_database.h"

namespace tenon {

/// An empty database in memory, of the library that the program is linked with.
std::unique_ptr<ScriptDatabase> sqlite_script_database();

/// read_sqlite() with that library.
Declaration read_sqlite_sql(std::span<const Document> documents);

/// compile_by_sqlite() with that library.
void compile_declared_by_sqlite(const Catalog& declared);

}  // namespace tenon
