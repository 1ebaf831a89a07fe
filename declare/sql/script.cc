// Splits an SQL file into statements, and turns byte offsets into source locations.

#include "declare/sql/script.h"

#include <algorithm>
#include <array>
#include <utility>

#include "declare/json/json_place.h"

namespace tenon {

SqlFile::SqlFile(const Document& document) : path_(document.path), text_(document.text) { find_lines(); }

void SqlFile::find_lines() {
  lines_ = {0};
  for (std::size_t i = 0; i < text_.size(); ++i)
    if (text_[i] == '\n') lines_.push_back(i + 1);
}

void SqlFile::decode_latin1(std::size_t from) {
  std::string decoded = text_.substr(0, from);
  for (const char c : text_.substr(from)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80U) decoded += static_cast<char>(0xC0U | (byte >> 6U));
    decoded += byte >= 0x80U ? static_cast<char>(0x80U | (byte & 0x3FU)) : c;
  }
  text_ = std::move(decoded);
  find_lines();
}

Source SqlFile::source(std::size_t offset) const {
  const auto after = std::ranges::upper_bound(lines_, offset);
  const std::size_t line = static_cast<std::size_t>(after - lines_.begin());
  const std::size_t begin = lines_[line - 1];
  const Place place = place_of(text().substr(begin), offset - begin);
  return {path(), static_cast<int>(line), place.column};
}

void SqlFile::fault(Faults& faults, std::size_t offset, const std::string& what) const {
  offset = std::min(offset, text().size());
  faults.add(source(offset), what, pointed_at(text(), offset));
}

std::string script_fault(const SqlFile& file, const ScriptPiece& piece) {
  using Piece = ScriptPiece::Kind;
  constexpr auto kHarmless =
      std::to_array<std::string_view>({"\\restrict", "\\unrestrict", "\\echo", "\\set ON_ERROR_STOP", "\\."});
  if (piece.kind == Piece::kUnfinished)
    return "this is not terminated: a quote, a comment or the rows of a COPY";
  const std::string_view text = piece.span.of(file.text());
  const auto begins = [&](std::string_view word) { return text.starts_with(word); };
  if (piece.kind != Piece::kMetaCommand || std::ranges::any_of(kHarmless, begins)) return "";
  return "this is a command of psql, which only psql can run; remove it";
}

}  // namespace tenon
