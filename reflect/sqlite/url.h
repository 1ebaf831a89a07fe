#pragma once

#include <string>

#include "model/source_argument.h"

namespace tenon {

/// What a sqlite URL leads to.
struct SqliteFile {
  std::string path;    ///< as people name the file; ":memory:" for none
  std::string opened;  ///< what SQLite is given: an absolute path, or a file: URI
  bool in_memory = false;

  friend bool operator==(const SqliteFile&, const SqliteFile&) = default;
};

/// Reads a URL as SQLAlchemy spells it: `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` and
/// `sqlite:///:memory:`, `sqlite:///file:name.db?mode=ro&uri=true`; a driver suffix (`sqlite+pysqlite:`) is
/// dropped. Percent escapes are undone, unless a file is there that has the very name with them. Throws
/// Error(kUsage) for a URL that is none of these.
SqliteFile sqlite_file(const SourceArgument& url);

}  // namespace tenon
