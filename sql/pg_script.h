// Splits a psql script into statements, meta-commands and COPY data.

#pragma once

#include <string_view>
#include <vector>

#include "sql/span.h"

namespace tenon {

/// A piece of a script for psql.
struct ScriptPiece {
  enum class Kind {
    kStatement,    ///< without the semicolon
    kMetaCommand,  ///< `\connect db`, to the end of its line
    kCopyData,     ///< the rows after COPY ... FROM stdin, with the line that ends them
    kUnfinished,   ///< a quote, comment or COPY that never ends
  };
  Kind kind = Kind::kStatement;
  Span span;

  friend bool operator==(const ScriptPiece&, const ScriptPiece&) = default;
};

/// Splits a script where psql would: at semicolons outside of quotes, comments, parentheses and the bodies of
/// routines (BEGIN ATOMIC). Comments before a statement are not part of it.
std::vector<ScriptPiece> script_pieces(std::string_view text);

}  // namespace tenon
