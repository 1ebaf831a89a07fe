// SQLite's library as `declare/` reads with it.

#pragma once

#include <memory>
#include <span>

#include "declare/declaration.h"
#include "declare/sqlite/script_database.h"

namespace tenon {

/// Opens an empty database in memory, with the linked SQLite library.
std::unique_ptr<ScriptDatabase> sqlite_script_database();

/// Calls read_sqlite() with such a database.
Declaration read_sqlite_sql(std::span<const Document> documents);

/// Calls compile_by_sqlite() with such a database.
void compile_declared_by_sqlite(const Catalog& declared);

}  // namespace tenon
