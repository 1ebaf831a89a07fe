#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "model/dialect.h"
#include "reflect/sqlite/scratch.h"
#include "sql/create_index.h"
#include "sql/create_table.h"
#include "sql/token.h"

// libFuzzer: every CREATE TABLE and CREATE INDEX that SQLite takes is understood, and agrees with its
// pragmas.

namespace {

using namespace tenon;

/// Only what makes a table or an index is run: nothing that could reach a file.
bool is_for_sqlite(std::string_view sql) {
  const auto all = tokens(sql, kSqlite);
  if (all.size() < 3 || all.size() > 400 || !is_word(all[0], "create")) return false;
  const bool unique = is_word(all[1], "unique");
  if (!is_word(all[unique ? 2 : 1], "table") && !is_word(all[unique ? 2 : 1], "index")) return false;
  return std::ranges::none_of(all, [](const Token& token) { return token.text == ";"; });
}

/// The one reason that SQLite does not share: tenon tells constraints apart by their names.
bool is_excused(const NotUnderstoodObject& object) {
  return object.reason.find("both called") != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view sql(reinterpret_cast<const char*>(data), size);
  if (sql.find('\0') != std::string_view::npos || !is_for_sqlite(sql)) return 0;
  const SqliteScratch scratch;
  scratch.run(
      "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT COLLATE NOCASE, \"c d\" UNIQUE, e REFERENCES t)");
  if (scratch.run(sql)) return 0;
  const Catalog catalog = scratch.reflect();
  for (const NotUnderstoodObject& object : catalog.not_understood)
    if (!is_excused(object)) {
      std::cerr << object.reason << "\n" << object.definition << "\n";
      std::abort();
    }
  return 0;
}
