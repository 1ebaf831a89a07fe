// Tables and the foreign keys between them, ready to be drawn.

#include "render/picture/picture.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/to_string.h"
#include "render/report/report_counts.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

template <class T>
std::vector<const T*> constraints_of_kind(const Table& table) {
  std::vector<const T*> all;
  for (const Constraint& constraint : table.constraints)
    if (const auto* one = std::get_if<T>(&constraint)) all.push_back(one);
  return all;
}

bool lists(const std::vector<Name>& columns, const Name& column) {
  return std::ranges::find(columns, column) != columns.end();
}

std::string marks_of(const Table& table, const Name& column) {
  std::string marks;
  const auto add = [&](const char* mark) { marks += (marks.empty() ? "" : " ") + std::string(mark); };
  if (const PrimaryKey* key = primary_key(table); key && lists(key->columns, column)) add("pk");
  const auto in_any = [&](const auto& keys) {
    return std::ranges::any_of(keys, [&](const auto* key) { return lists(key->columns, column); });
  };
  if (in_any(constraints_of_kind<ForeignKey>(table))) add("fk");
  if (in_any(constraints_of_kind<Unique>(table))) add("uq");
  return marks;
}

PictureRow row_of(const Table& table, const Column& column) {
  return {column.name.text, to_string(column.type), marks_of(table, column.name), PictureState::kSame};
}

PictureTable drawn_table(const Table& table) {
  PictureTable drawn;
  drawn.name = table.name;
  drawn.title = to_string(table.name);
  for (const Column& column : table.columns) drawn.rows.push_back(row_of(table, column));
  return drawn;
}

std::size_t row_of_column(const PictureTable& table, const std::vector<Name>& columns) {
  if (columns.empty()) return 0;
  const auto found = std::ranges::find(table.rows, columns.front().text, &PictureRow::text);
  return found == table.rows.end() ? 0 : static_cast<std::size_t>(found - table.rows.begin());
}

bool is_optional(const Table& table, const ForeignKey& key) {
  return std::ranges::any_of(key.columns, [&](const Name& name) {
    const Column* column = find_column(table, name);
    return column && column->nullable;
  });
}

/// Whether one row at most has each value of the foreign key's columns.
bool is_unique_key(const Table& table, const ForeignKey& key) {
  const auto covers = [&](const std::vector<Name>& columns) {
    return !columns.empty() &&
           std::ranges::all_of(columns, [&](const Name& c) { return lists(key.columns, c); });
  };
  const PrimaryKey* primary = primary_key(table);
  return (primary && covers(primary->columns)) ||
         std::ranges::any_of(constraints_of_kind<Unique>(table),
                             [&](const Unique* u) { return covers(u->columns); });
}

std::size_t number_of(const Picture& picture, const QualifiedName& name) {
  return static_cast<std::size_t>(std::ranges::find(picture.tables, name, &PictureTable::name) -
                                  picture.tables.begin());
}

/// Adds a foreign key if both its tables are drawn.
void add_link(Picture& picture, const Table& table, const ForeignKey& key, PictureState state) {
  PictureLink link;
  link.name = key.name.empty() ? to_string(key.columns) : key.name.text;
  link.from = number_of(picture, table.name);
  link.to = number_of(picture, key.referred_table);
  if (link.from == picture.tables.size() || link.to == picture.tables.size()) return;
  link.from_row = row_of_column(picture.tables[link.from], key.columns);
  link.to_row = row_of_column(picture.tables[link.to], key.referred_columns);
  link.is_optional = is_optional(table, key);
  link.is_unique = is_unique_key(table, key);
  link.state = state;
  picture.links.push_back(std::move(link));
}

PictureState state_of(const Change& change) {
  switch (verb_of(change)) {
    case FindingVerb::kAdd:
      return PictureState::kAdded;
    case FindingVerb::kDrop:
      return PictureState::kDropped;
    case FindingVerb::kChange:
    case FindingVerb::kUnknown:
      return PictureState::kChanged;
    case FindingVerb::kRename:
      return PictureState::kRenamed;
    case FindingVerb::kValidate:
      return PictureState::kUnvalidated;
  }
  return PictureState::kChanged;
}

std::string former_name_of(const Change& change) {
  const auto* renamed = std::get_if<Renamed>(&change);
  return renamed ? renamed->actual_name.text : "";
}

/// The changes of one table: its own, and those of what it holds.
struct TableChanges {
  const Change* own = nullptr;
  std::vector<const Change*> inside;
};

std::map<QualifiedName, TableChanges> changes_by_table(const std::vector<Change>& changes) {
  std::map<QualifiedName, TableChanges> all;
  for (const Change& change : changes) {
    const Key& key = key_of(change);
    if (key.kind == Kind::kTable)
      all[key.table_name()].own = &change;
    else if (!key.table.empty())
      all[key.table_name()].inside.push_back(&change);
  }
  return all;
}

/// Returns the table as the declared side has it, or the actual where none is declared.
const Table* table_of_either(const Catalog& actual, const Catalog& declared, const QualifiedName& name) {
  const Table* table = find_table(declared, name);
  return table ? table : find_table(actual, name);
}

PictureRow row_of(const Change& change, const Table& table, const Catalog& actual) {
  const Key& key = key_of(change);
  const std::string former = former_name_of(change);
  PictureRow row;
  row.state = state_of(change);
  row.text = (former.empty() ? "" : former + " -> ") + key.name.text;
  if (key.kind != Kind::kColumn) {
    row.text = readable(key.kind) + " " + row.text;
    return row;
  }
  const Table* before = find_table(actual, key.table_name());
  const Column* column = find_column(table, key.name);
  if (!column && before) column = find_column(*before, key.name);
  if (column) row.type = to_string(column->type);
  row.marks = marks_of(table, key.name);
  return row;
}

/// Returns the rows of a table that changes: key columns, then each change; of a table that only one side
/// has, all columns.
PictureTable drawn_changes(const Table& table, const TableChanges& changes, const Catalog& actual) {
  PictureTable drawn = drawn_table(table);
  if (changes.own) {
    drawn.state = state_of(*changes.own);
    drawn.former_name = former_name_of(*changes.own);
  }
  if (drawn.state == PictureState::kAdded || drawn.state == PictureState::kDropped) return drawn;
  std::set<std::string> changed;
  for (const Change* change : changes.inside)
    if (key_of(*change).kind == Kind::kColumn) changed.insert(key_of(*change).name.text);
  const std::size_t all = drawn.rows.size();
  std::erase_if(drawn.rows,
                [&](const PictureRow& row) { return row.marks.empty() || changed.contains(row.text); });
  for (const Change* change : changes.inside) drawn.rows.push_back(row_of(*change, table, actual));
  const auto columns = static_cast<std::size_t>(
      std::ranges::count_if(drawn.rows, [](const PictureRow& row) { return !row.type.empty(); }));
  drawn.more = all > columns ? all - columns : 0;
  return drawn;
}

/// Returns a neighbour: its key columns alone.
PictureTable drawn_neighbour(const Table& table) {
  PictureTable drawn = drawn_table(table);
  const std::size_t all = drawn.rows.size();
  std::erase_if(drawn.rows, [](const PictureRow& row) { return row.marks.empty(); });
  drawn.more = all - drawn.rows.size();
  return drawn;
}

/// Returns the state of the foreign key in the changes of its table.
PictureState state_of_key(const TableChanges& changes, const Name& name, PictureState of_table) {
  if (of_table == PictureState::kAdded || of_table == PictureState::kDropped) return of_table;
  for (const Change* change : changes.inside)
    if (key_of(*change).kind == Kind::kForeignKey && key_of(*change).name == name) return state_of(*change);
  return PictureState::kSame;
}

void add_links(Picture& picture, const Catalog& actual, const Catalog& declared,
               const std::map<QualifiedName, TableChanges>& changes) {
  for (const PictureTable& drawn : std::vector<PictureTable>(picture.tables)) {
    const Table* table = table_of_either(actual, declared, drawn.name);
    const auto of_table = changes.find(drawn.name);
    const TableChanges none;
    const TableChanges& own = of_table == changes.end() ? none : of_table->second;
    for (const ForeignKey* key : constraints_of_kind<ForeignKey>(*table))
      add_link(picture, *table, *key, state_of_key(own, key->name, drawn.state));
    for (const Change* change : own.inside)
      if (const auto* dropped = std::get_if<Dropped>(change))
        if (const auto* key = std::get_if<ForeignKey>(&dropped->actual))
          add_link(picture, *table, *key, PictureState::kDropped);
  }
}

}  // namespace

std::string_view state_word(PictureState state, Wording wording) {
  switch (state) {
    case PictureState::kSame:
      return "";
    case PictureState::kAdded:
      return verb_word(FindingVerb::kAdd, wording);
    case PictureState::kDropped:
      return verb_word(FindingVerb::kDrop, wording);
    case PictureState::kChanged:
      return verb_word(FindingVerb::kChange, wording);
    case PictureState::kRenamed:
      return verb_word(FindingVerb::kRename, wording);
    case PictureState::kUnvalidated:
      return verb_word(FindingVerb::kValidate, wording);
  }
  return "";
}

std::vector<QualifiedName> neighbours(const Catalog& catalog, std::vector<QualifiedName> names,
                                      std::size_t hops) {
  std::set<QualifiedName> found(names.begin(), names.end());
  for (std::size_t hop = 0; hop < hops; ++hop) {
    std::set<QualifiedName> next = found;
    for (const Table& table : catalog.tables)
      for (const ForeignKey* key : constraints_of_kind<ForeignKey>(table)) {
        if (found.contains(table.name)) next.insert(key->referred_table);
        if (found.contains(key->referred_table)) next.insert(table.name);
      }
    if (next.size() == found.size()) break;
    found = std::move(next);
  }
  return {found.begin(), found.end()};
}

Picture picture_of(const Catalog& catalog) {
  Picture picture;
  for (const Table& table : catalog.tables) picture.tables.push_back(drawn_table(table));
  for (const Table& table : catalog.tables)
    for (const ForeignKey* key : constraints_of_kind<ForeignKey>(table))
      add_link(picture, table, *key, PictureState::kSame);
  return picture;
}

Picture picture_of(const Catalog& actual, const Catalog& declared, const std::vector<Change>& changes,
                   Wording wording, std::size_t most) {
  Picture picture;
  picture.wording = wording;
  const std::map<QualifiedName, TableChanges> by_table = changes_by_table(changes);
  std::vector<QualifiedName> drawn;
  for (const auto& [name, of_table] : by_table) {
    if (drawn.size() == most || !table_of_either(actual, declared, name)) {
      ++picture.left_out;
      continue;
    }
    drawn.push_back(name);
    picture.tables.push_back(drawn_changes(*table_of_either(actual, declared, name), of_table, actual));
  }
  std::set<QualifiedName> near;
  for (const Catalog* side : {&actual, &declared})
    for (const QualifiedName& name : neighbours(*side, drawn, 1)) near.insert(name);
  for (const QualifiedName& name : near) {
    const Table* table = table_of_either(actual, declared, name);
    if (table && std::ranges::find(drawn, name) == drawn.end() && picture.tables.size() < most)
      picture.tables.push_back(drawn_neighbour(*table));
  }
  add_links(picture, actual, declared, by_table);
  return picture;
}

}  // namespace tenon
