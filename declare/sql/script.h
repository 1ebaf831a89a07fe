// Splits an SQL file into statements, and turns byte offsets into source locations.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "declare/declaration.h"
#include "model/faults.h"
#include "sql/pg_script.h"

namespace tenon {

/// The end of a message about something that only a server can resolve.
constexpr std::string_view kWaysOut =
    "; declare it another way, write the schema as JSON, or give --scratch URL to let a server read it";

/// An SQL file with the positions of its lines.
class SqlFile {
 public:
  explicit SqlFile(const Document& document);
  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  /// Decodes the rest of the file, from a byte on, from Latin 1 to UTF-8.
  void decode_latin1(std::size_t from);
  /// Returns the source location of a byte; columns are counted in characters.
  Source source(std::size_t offset) const;
  /// Adds a fault with its line and a caret.
  void fault(Faults& faults, std::size_t offset, const std::string& what) const;

 private:
  void find_lines();

  std::string path_;
  std::string text_;
  std::vector<std::size_t> lines_;  ///< where each begins
};

/// Returns what is wrong with a piece that is not a statement, or an empty text if it can be skipped.
std::string script_fault(const SqlFile& file, const ScriptPiece& piece);

}  // namespace tenon
