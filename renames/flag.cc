// Takes the text of a flag apart: kind, former name and name.

#include "renames/flag.h"

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

/// Where a separator stands outside of names in quotes; these begin where a name begins.
std::vector<std::size_t> separators(std::string_view text, char separator) {
  constexpr std::string_view kSeparators = ":.=";
  std::vector<std::size_t> found;
  bool is_inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_inside && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"')
      ++i;
    else if (text[i] == '"' &&
             (is_inside || i == 0 || kSeparators.find(text[i - 1]) != std::string_view::npos))
      is_inside = !is_inside;
    else if (!is_inside && text[i] == separator)
      found.push_back(i);
  }
  return found;
}

/// A name as it is written, or without its quotes.
Name name_in(std::string_view text, const Dialect& dialect) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return dialect.name_of(text);
  std::string bare;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    bare += text[i];
    if (text[i] == '"' && i + 2 < text.size() && text[i + 1] == '"') ++i;
  }
  return dialect.name_of(bare);
}

/// `name`, or `schema.name` where there are schemas.
QualifiedName flag_name(std::string_view text, const Dialect& dialect) {
  const auto dots = dialect.has_schemas() ? separators(text, '.') : std::vector<std::size_t>();
  if (dots.empty()) return {{}, name_in(text, dialect)};
  return {name_in(text.substr(0, dots.front()), dialect), name_in(text.substr(dots.front() + 1), dialect)};
}

}  // namespace

DataRename rename_flag(const std::string& text, const Dialect& dialect) {
  const auto fail = [&] {
    return Error(Fault::kUsage,
                 "--rename wants table:FORMER=NAME, table:SCHEMA.FORMER=SCHEMA.NAME or "
                 "column:TABLE.FORMER=NAME, found \"" +
                     text + "\"" + suggestion(text.substr(0, text.find(':')), {"table", "column"}));
  };
  const auto colon = text.find(':');
  const auto signs = separators(text, '=');
  if (colon == std::string::npos || signs.empty() || signs.back() < colon) throw fail();
  const std::string kind = text.substr(0, colon);
  std::string from = text.substr(colon + 1, signs.back() - colon - 1);
  const std::string to = text.substr(signs.back() + 1);
  DataRename made;
  if (kind == "column") {
    const auto dots = separators(from, '.');
    if (dots.empty()) throw fail();
    made.column = name_in(from.substr(dots.back() + 1), dialect);
    from.resize(dots.back());
    if (made.column.empty()) throw fail();
    made.to = name_in(to, dialect);
  } else if (kind != "table") {
    throw fail();
  }
  made.table = flag_name(from, dialect);
  if (made.table.schema.empty()) made.table.schema = dialect.qualified("", "").schema;
  if (kind == "table") {
    const QualifiedName after = flag_name(to, dialect);
    made.to = after.name;
    made.schema = after.schema;
  }
  if (made.table.empty() || made.to.empty()) throw fail();
  return made;
}

}  // namespace tenon
