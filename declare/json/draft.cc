// Defines the draft of a declared schema before references are resolved, and looks up columns in it.

#include "declare/json/draft.h"

#include <algorithm>

namespace tenon {

std::optional<std::size_t> find_position(const DraftTable& table, std::string_view word,
                                         const Dialect& dialect) {
  const auto& columns = table.table.columns;
  const auto key = std::ranges::find(table.columns, word, &DraftColumn::key);
  if (key != table.columns.end()) return static_cast<std::size_t>(key - table.columns.begin());
  const auto name = std::ranges::find(columns, dialect.name_of(word), &Column::name);
  if (name == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(name - columns.begin());
}

std::vector<std::string> column_words(const DraftTable& table) {
  std::vector<std::string> words;
  for (const auto& column : table.columns) words.push_back(column.key);
  return words;
}

std::optional<Name> find_name(const Reading& in, const DraftTable& table, const Word& word,
                              const std::string& who) {
  if (const auto position = find_position(table, word.text, in.dialect))
    return table.table.columns[*position].name;
  in.faults.add(word.source, who + " names " + word.text + ", and table " + to_string(table.table.name) +
                                 " has no such column" + hint(word.text, column_words(table)));
  return std::nullopt;
}

std::vector<Name> find_names(const Reading& in, const DraftTable& table, const std::vector<Word>& words,
                             const std::string& who) {
  std::vector<Name> names;
  for (const auto& word : words) {
    const auto name = find_name(in, table, word, who);
    if (!name) continue;
    if (std::ranges::find(names, *name) != names.end())
      in.faults.add(word.source, who + " names column " + word.text + " twice");
    names.push_back(*name);
  }
  return names;
}

}  // namespace tenon
