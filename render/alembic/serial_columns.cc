// Writes serial columns of a plan by their word: a plan in, the same plan with fewer ops out.

#include "render/alembic/serial_columns.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "model/dialect.h"
#include "render/sql_script.h"
#include "sql/character.h"
#include "sql/serial.h"

namespace tenon {

namespace {

/// The places in a step of the ops that make a sequence.
struct Making {
  std::size_t created = 0;
  std::size_t owned = 0;  ///< 0: it is given to nobody
};

using Makings = std::map<QualifiedName, Making>;

/// The sequences that a step creates and then gives to a column, changing nothing else.
Makings makings_of(const std::vector<Op>& ops) {
  Makings found;
  for (std::size_t i = 0; i < ops.size(); ++i) {
    if (const auto* created = std::get_if<CreateSequence>(&ops[i])) found[created->sequence.name].created = i;
    const auto* altered = std::get_if<AlterSequence>(&ops[i]);
    if (!altered || !altered->declared.owned_by || altered->unlogged) continue;
    if (const auto at = found.find(altered->declared.name); at != found.end()) at->second.owned = i;
  }
  std::erase_if(found, [](const auto& making) { return making.second.owned == 0; });
  return found;
}

/// What a step creates, as far as columns may be serial.
Catalog created(const std::vector<Op>& ops, const Makings& makings, const Dialect& dialect) {
  Catalog catalog;
  catalog.dialect = &dialect;
  std::map<QualifiedName, Table> tables;
  for (const Op& op : ops) {
    if (const auto* table = std::get_if<CreateTable>(&op)) tables[table->table.name] = table->table;
    if (const auto* added = std::get_if<AddColumn>(&op)) {
      Table& table = tables[added->table];
      table.name = added->table;
      table.columns.push_back(added->column);
    }
  }
  for (auto& [name, table] : tables) catalog.tables.push_back(std::move(table));
  for (const auto& [name, making] : makings)
    catalog.sequences.push_back(std::get<AlterSequence>(ops[making.owned]).declared);
  return sorted(std::move(catalog));
}

/// Writes the columns of an op by their words, those of `serials` that are still to come.
void write_words(Op& op, const SerialColumns& serials) {
  if (auto* made = std::get_if<CreateTable>(&op))
    for (Column& column : made->table.columns)
      if (serials.contains({made->table.name, column.name})) column = by_serial_word(std::move(column));
  if (auto* added = std::get_if<AddColumn>(&op);
      added && serials.contains({added->table, added->column.name}))
    added->column = by_serial_word(std::move(added->column));
}

void add_words(std::set<std::string>& words, std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (is_word_part(c)) {
      word += c;
      continue;
    }
    if (!word.empty()) words.insert(std::exchange(word, ""));
  }
  if (!word.empty()) words.insert(word);
}

/// The words of all statements of a step but those that make the sequences.
std::set<std::string> words_of(const std::vector<Op>& ops, const std::set<std::size_t>& but,
                               const Dialect& dialect) {
  std::set<std::string> words;
  for (std::size_t i = 0; i < ops.size(); ++i)
    if (!but.contains(i))
      for (const std::string& statement : sql_statements(ops[i], dialect)) add_words(words, statement);
  return words;
}

bool names_all(const std::set<std::string>& words, const Name& name) {
  std::set<std::string> wanted;
  add_words(wanted, name.text);
  return std::includes(words.begin(), words.end(), wanted.begin(), wanted.end());
}

std::vector<Op> with_words(const std::vector<Op>& ops, const SerialColumns& serials) {
  std::vector<Op> written = ops;
  for (Op& op : written) write_words(op, serials);
  return written;
}

std::vector<Op> with_serial_columns(const std::vector<Op>& ops, const Dialect& dialect) {
  const Makings makings = makings_of(ops);
  if (makings.empty()) return ops;
  const Catalog catalog = created(ops, makings, dialect);
  SerialColumns serials = serial_columns(catalog);
  std::set<std::size_t> gone;
  for (const auto& [place, sequence] : serials) {
    const Making& making = makings.at(sequence->name);
    gone.insert({making.created, making.owned});
  }
  const std::set<std::string> words = words_of(with_words(ops, serials), gone, dialect);
  std::erase_if(serials, [&](const auto& serial) {
    if (!names_all(words, serial.second->name.name)) return false;
    const Making& making = makings.at(serial.second->name);
    gone.erase(making.created);
    gone.erase(making.owned);
    return true;
  });
  const std::vector<Op> written = with_words(ops, serials);
  std::vector<Op> kept;
  for (std::size_t i = 0; i < written.size(); ++i)
    if (!gone.contains(i)) kept.push_back(written[i]);
  return kept;
}

}  // namespace

Plan with_serial_columns(Plan plan) {
  if (!plan.dialect->has_serial_types) return plan;
  for (Step& step : plan.steps)
    if (step.in_transaction) step.ops = with_serial_columns(step.ops, *plan.dialect);
  return plan;
}

}  // namespace tenon
