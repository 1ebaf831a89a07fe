// Splits a script of the sqlite3 shell into statements and dot commands.

#pragma once

#include <string_view>
#include <vector>

#include "sql/span.h"

namespace tenon {

/// A piece of a script for the sqlite3 shell.
struct SqliteScriptPiece {
  enum class Kind {
    kStatement,   ///< without the semicolon
    kDotCommand,  ///< `.read file`, to the end of its line
    kUnfinished,  ///< a quote, comment or trigger that never ends
  };
  Kind kind = Kind::kStatement;
  Span span;

  friend bool operator==(const SqliteScriptPiece&, const SqliteScriptPiece&) = default;
};

/// Splits a script where the shell would: at semicolons outside of quotes and comments, and not inside the
/// body of a trigger, which ends with `; END;`. Comments before a statement are not part of it.
std::vector<SqliteScriptPiece> sqlite_script_pieces(std::string_view text);

}  // namespace tenon
