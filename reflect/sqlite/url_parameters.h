// Reads what stands behind the question mark of a sqlite URL.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "model/source_argument.h"

namespace tenon {

/// The parameters of a sqlite URL: SQLAlchemy passes some to Python's driver, some to SQLite.
struct SqliteParameters {
  bool uri = false;         ///< the name is a `file:` URI of SQLite
  bool in_memory = false;   ///< mode=memory
  std::string for_sqlite;   ///< `immutable=1&cache=shared`: what the URI keeps; never a mode that could write
  std::string only_of_uri;  ///< the first one that means something in a URI alone; empty: none
  std::optional<std::chrono::milliseconds> timeout;  ///< how long a lock is waited for
};

/// Reads `mode=ro&uri=true`. Throws Error(kUsage) for a parameter that neither SQLAlchemy, Python's driver
/// nor SQLite knows and for a value that it does not take, with the nearest known word; the message has no
/// value.
SqliteParameters sqlite_parameters(std::string_view query, const SourceArgument& url);

}  // namespace tenon
