// Parses a sqlite URL into what SQLite opens.

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "model/source_argument.h"

namespace tenon {

/// The database that a sqlite URL names.
struct SqliteFile {
  std::string path;    ///< the file as users name it; ":memory:" for none
  std::string opened;  ///< what SQLite opens: an absolute path, or a file: URI
  bool in_memory = false;
  std::optional<std::chrono::milliseconds> timeout = {};  ///< how long a lock is waited for; absent: as usual

  friend bool operator==(const SqliteFile&, const SqliteFile&) = default;
};

/// Parses a URL in SQLAlchemy's spelling: `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` and
/// `sqlite:///:memory:`, `sqlite:///file:name.db?mode=ro&uri=true`. A driver suffix (`sqlite+pysqlite:`) is
/// dropped. What the parameters may be is in sqlite_parameters(). Percent escapes are decoded, unless a file
/// with the undecoded name exists. Throws Error(kConnection) for three slashes without a path, which an unset
/// variable leaves, and Error(kUsage) for any other URL.
SqliteFile sqlite_file(const SourceArgument& url);

}  // namespace tenon
