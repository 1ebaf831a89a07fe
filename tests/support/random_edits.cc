#include <algorithm>
#include <array>
#include <utility>

#include "sql/quote.h"
#include "tests/support/random_parts.h"

namespace tenon::test {

namespace {

/// Random edits of one catalog. An edit that finds nothing to work on does nothing.
class Editor {
 public:
  Editor(Catalog& catalog, Rng& rng) : catalog_(catalog), maker_(catalog, rng) {}

  void edit() {
    using Edit = void (Editor::*)();
    static constexpr std::array<Edit, 22> kEdits = {
        &Editor::add_schema,        &Editor::drop_schema,     &Editor::alter_schema,
        &Editor::add_enum,          &Editor::drop_enum,       &Editor::alter_enum,
        &Editor::add_sequence,      &Editor::drop_sequence,   &Editor::alter_sequence,
        &Editor::rename_sequence,   &Editor::add_table,       &Editor::drop_table,
        &Editor::alter_table,       &Editor::rename_table,    &Editor::add_column,
        &Editor::drop_column,       &Editor::alter_column,    &Editor::rename_column,
        &Editor::add_constraint,    &Editor::drop_constraint, &Editor::redefine_constraint,
        &Editor::rename_constraint,
    };
    // Constraints are what this is about: half of the edits are theirs.
    const std::size_t first = maker_.once_in(2) ? 18 : 0;
    (this->*kEdits[first + maker_.below(kEdits.size() - first)])();
    catalog_ = repaired(std::move(catalog_));
  }

 private:
  void add_schema() {
    if (catalog_.dialect->has_schemas()) catalog_.schemas.push_back(maker_.schema());
  }

  void drop_schema() {
    std::erase_if(catalog_.schemas, [&](const Schema& s) {
      const auto inside = [&](const auto& object) { return object.name.schema == s.name; };
      return s.name.text != catalog_.dialect->default_schema &&
             std::ranges::none_of(catalog_.tables, inside) && std::ranges::none_of(catalog_.enums, inside) &&
             std::ranges::none_of(catalog_.sequences, inside);
    });
  }

  void alter_schema() {
    if (catalog_.schemas.empty()) return;
    maker_.pick(catalog_.schemas).comment = maker_.comment();
  }

  void add_enum() {
    if (catalog_.dialect->has_enums) catalog_.enums.push_back(maker_.enumeration());
  }

  void drop_enum() {
    if (!catalog_.enums.empty()) remove(catalog_.enums);
  }

  void alter_enum() {
    if (catalog_.enums.empty()) return;
    Enum& e = maker_.pick(catalog_.enums);
    const Enum other = maker_.enumeration();
    if (maker_.once_in(4))
      e.comment = other.comment;
    else if (maker_.once_in(2))
      e.labels = other.labels;
    else if (std::ranges::find(e.labels, "added") == e.labels.end())
      e.labels.push_back("added");
  }

  void add_sequence() {
    if (catalog_.dialect->has_sequences) catalog_.sequences.push_back(maker_.sequence());
  }

  void drop_sequence() {
    if (!catalog_.sequences.empty()) remove(catalog_.sequences);
  }

  void alter_sequence() {
    if (catalog_.sequences.empty()) return;
    Sequence& sequence = maker_.pick(catalog_.sequences);
    if (maker_.once_in(3))
      sequence.comment = maker_.comment();
    else if (maker_.once_in(2))
      sequence.owned_by = some_owner(sequence);
    else
      sequence.options = maker_.sequence_options();
    sequence.logging = !sequence.owned_by && maker_.once_in(3) ? "unlogged" : "";
  }

  std::optional<ColumnName> some_owner(const Sequence& sequence) {
    if (catalog_.tables.empty()) return std::nullopt;
    const Table& table = maker_.pick(catalog_.tables);
    if (table.columns.empty() || table.name.schema != sequence.name.schema) return std::nullopt;
    return ColumnName{table.name, maker_.pick(table.columns).name};
  }

  void rename_sequence() {
    if (catalog_.sequences.empty()) return;
    Sequence& sequence = maker_.pick(catalog_.sequences);
    const auto call = [&] {
      return "nextval(" + literal(quoted(sequence.name, *catalog_.dialect)) + "::regclass)";
    };
    const std::string before = call();
    sequence.name.name = maker_.fresh_relation("seq").name;
    const Expression after = maker_.sql(call());
    for (auto& table : catalog_.tables)
      for (auto& column : table.columns)
        if (column.default_value && column.default_value->text == before) column.default_value = after;
  }

  void add_table() { catalog_.tables.push_back(maker_.table()); }

  void drop_table() {
    if (!catalog_.tables.empty()) remove(catalog_.tables);
  }

  void alter_table() {
    if (catalog_.tables.empty()) return;
    Table& table = maker_.pick(catalog_.tables);
    if (maker_.once_in(2))
      table.comment = maker_.comment();
    else
      table.options = maker_.table_options();
  }

  void rename_table() {
    if (catalog_.tables.empty()) return;
    Table& table = maker_.pick(catalog_.tables);
    const QualifiedName before = table.name;
    const QualifiedName after{before.schema, maker_.fresh_relation("t").name};
    // The name may be meant for another schema, as one that this schema has already.
    if (std::ranges::find(catalog_.tables, after, &Table::name) != catalog_.tables.end()) return;
    table.name = after;
    for (auto& sequence : catalog_.sequences)
      if (sequence.owned_by && sequence.owned_by->table == before) sequence.owned_by->table = after;
    for_each_reference(before, [&](ForeignKey& key) { key.referred_table = after; });
  }

  template <class Use>
  void for_each_reference(const QualifiedName& parent, Use use) {
    for (auto& table : catalog_.tables)
      for (auto& constraint : table.constraints)
        if (auto* key = std::get_if<ForeignKey>(&constraint); key && key->referred_table == parent) use(*key);
  }

  Table* table_with_columns() {
    if (catalog_.tables.empty()) return nullptr;
    Table& table = maker_.pick(catalog_.tables);
    return table.columns.empty() ? nullptr : &table;
  }

  void add_column() {
    if (catalog_.tables.empty()) return;
    Table& table = maker_.pick(catalog_.tables);
    Column made = maker_.column(table);
    table.columns.push_back(std::move(made));
  }

  /// Takes away what names the column in an expression; what names it outright too when `outright`.
  static void drop_dependants(Table& table, const Name& column, bool outright) {
    std::erase_if(table.constraints, [&](const Constraint& c) {
      const auto names = columns_of(c);
      const bool listed = std::ranges::find(names, column) != names.end();
      return mentions(c, column) && (outright || !listed);
    });
    std::vector<Name> computed;
    for (const Column& c : table.columns)
      if (c.generated && mentions(c.generated->sqltext.text, column)) computed.push_back(c.name);
    std::erase_if(table.columns,
                  [&](const Column& c) { return std::ranges::find(computed, c.name) != computed.end(); });
    for (const Name& name : computed) drop_dependants(table, name, true);
  }

  void drop_column() {
    Table* table = table_with_columns();
    if (!table || table->columns.size() == 1) return;
    const Name name = maker_.pick(table->columns).name;
    const auto stays = [&](const Column& c) {
      return c.name != name && !(c.generated && mentions(c.generated->sqltext.text, name));
    };
    if (std::ranges::none_of(table->columns, stays)) return;
    drop_dependants(*table, name, true);
    std::erase_if(table->columns, [&](const Column& c) { return c.name == name; });
  }

  void alter_column() {
    Table* table = table_with_columns();
    if (!table) return;
    Column& column = maker_.pick(table->columns);
    if (maker_.once_in(3))
      column.comment = maker_.comment();
    else if (column.generated)
      column.comment = maker_.comment();
    else if (maker_.once_in(2))
      maker_.decorate(column);
    else
      column.type = maker_.type_like(column.type);
  }

  void rename_column() {
    Table* table = table_with_columns();
    if (!table) return;
    Column& column = maker_.pick(table->columns);
    const Name before = column.name;
    const Name after = maker_.fresh_column(*table);
    column.name = after;
    const auto follow = [&](std::vector<Name>& names) { std::ranges::replace(names, before, after); };
    for_each_reference(table->name, [&](ForeignKey& key) { follow(key.referred_columns); });
    for (auto& sequence : catalog_.sequences)
      if (sequence.owned_by && sequence.owned_by->table == table->name && sequence.owned_by->column == before)
        sequence.owned_by->column = after;
    for (auto& constraint : table->constraints) {
      if (auto* key = std::get_if<PrimaryKey>(&constraint)) follow(key->columns);
      if (auto* key = std::get_if<Unique>(&constraint)) follow(key->columns);
      if (auto* key = std::get_if<ForeignKey>(&constraint)) {
        follow(key->columns);
        follow(key->ondelete_columns);
      }
    }
    drop_dependants(*table, before, true);
  }

  void add_constraint() {
    if (catalog_.tables.empty()) return;
    Table& table = maker_.pick(catalog_.tables);
    const std::size_t kind = maker_.below(6);
    if (kind == 0 && tenon::primary_key(table)) return;
    if (auto made = maker_.constraint(table, kind, maker_.fresh_constraint(table, kind)))
      table.constraints.push_back(std::move(*made));
  }

  Table* table_with_constraints() {
    Table* table = table_with_columns();
    return !table || table->constraints.empty() ? nullptr : table;
  }

  void drop_constraint() {
    if (Table* table = table_with_constraints()) remove(table->constraints);
  }

  void redefine_constraint() {
    Table* table = table_with_constraints();
    if (!table) return;
    const std::size_t at = maker_.below(table->constraints.size());
    const Constraint before = table->constraints[at];
    auto made = maker_.constraint(*table, before.index(), name_of(before));
    if (made) table->constraints[at] = std::move(*made);
  }

  void rename_constraint() {
    Table* table = table_with_constraints();
    if (!table) return;
    Constraint& constraint = maker_.pick(table->constraints);
    constraint = renamed(constraint, maker_.fresh_constraint(*table, constraint.index()), NamedBy::kUser);
  }

  template <class T>
  void remove(std::vector<T>& from) {
    from.erase(from.begin() + static_cast<std::ptrdiff_t>(maker_.below(from.size())));
  }

  Catalog& catalog_;
  Maker maker_;
};

}  // namespace

Catalog mutated(Catalog catalog, Rng& rng, int edits) {
  Editor editor(catalog, rng);
  for (int i = 0; i < edits; ++i) editor.edit();
  return catalog;
}

}  // namespace tenon::test
