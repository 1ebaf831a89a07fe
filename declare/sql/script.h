#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "declare/declaration.h"
#include "declare/faults.h"
#include "sql/pg_script.h"

namespace tenon {

/// The end of a message about what only a server could know.
constexpr std::string_view kWaysOut =
    "; declare it another way, write the schema as JSON, or give --scratch URL to let a server read it";

/// A file of SQL with the places of its lines.
class SqlFile {
 public:
  explicit SqlFile(const Document& document);
  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }
  /// The rest of the file, from a byte on, is in Latin 1 and becomes UTF-8.
  void decode_latin1(std::size_t from);
  /// Where a byte stands, columns counted in characters.
  Source source(std::size_t offset) const;
  /// Adds a fault with the line that it is on and a caret.
  void fault(Faults& faults, std::size_t offset, const std::string& what) const;

 private:
  void find_lines();

  std::string path_;
  std::string text_;
  std::vector<std::size_t> lines_;  ///< where each begins
};

/// What is wrong with a piece that is no statement; empty when it can be left out.
std::string script_fault(const SqlFile& file, const ScriptPiece& piece);

}  // namespace tenon
