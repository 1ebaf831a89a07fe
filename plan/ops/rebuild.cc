#include <algorithm>
#include <cctype>
#include <utility>

#include "model/dialect.h"
#include "plan/lookup/identifiers.h"
#include "plan/ops/op_emitter.h"
#include "plan/transition/implied_keys.h"
#include "plan/transition/in_place.h"

namespace tenon {

namespace {

bool is_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         text.find_first_not_of("0123456789.eExXabcdfABCDF") == std::string_view::npos;
}

bool is_word(std::string_view text, std::string_view word) {
  return std::ranges::equal(text, word, [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == static_cast<unsigned char>(b);
  });
}

bool is_string(std::string_view text) {
  if (text.size() < 2 || text.front() != '\'' || text.back() != '\'') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] == '\'' && (++at == text.size() || text[at] != '\'')) return false;
  return true;
}

/// A literal, whatever the rows are: not CURRENT_TIMESTAMP, not an expression in parentheses.
bool is_constant(std::string_view text) {
  if (text.starts_with('x') || text.starts_with('X')) return is_string(text.substr(1));
  return is_number(text) || is_string(text) || is_word(text, "true") || is_word(text, "false");
}

/// Whether ALTER TABLE ADD COLUMN takes the column whatever rows there are.
bool can_add(const Column& column) {
  if (column.identity) return false;
  if (column.generated) return !column.generated->stored && column.nullable;
  if (column.default_value) return is_constant(column.default_value->text);
  return column.nullable;
}

/// Decides what of a table's fate is beyond ALTER TABLE.
class Judge {
 public:
  Judge(const TableFate& table, const Catalog& actual)
      : table_(table), actual_(actual), dialect_(*actual.dialect) {}

  bool alter_is_enough() const {
    return table_.actual->options == table_.declared->options && keeps_plain_column() &&
           std::ranges::all_of(
               table_.constraints,
               [&](const ConstraintFate& fate) { return is_index(fate) || can_alter(fate); }) &&
           std::ranges::all_of(table_.columns, [&](const auto& entry) { return can(entry.second); });
  }

 private:
  static bool is_index(const ConstraintFate& fate) {
    return std::holds_alternative<Index>(fate.actual ? *fate.actual : *fate.declared);
  }

  /// A check is dropped by the name that the database has for it.
  bool can_alter(const ConstraintFate& fate) const {
    const auto can_be_told = [](const std::optional<Constraint>& constraint) {
      return !constraint || (std::holds_alternative<Check>(*constraint) &&
                             named_by(*constraint) == NamedBy::kUser && !name_of(*constraint).empty());
    };
    return dialect_.can_alter_checks && can_be_told(fate.actual) && can_be_told(fate.declared);
  }

  bool can(const ColumnFate& fate) const {
    if (!fate.actual) return can_add(*fate.declared) && !gives_strings_a_meaning(fate.declared->name);
    if (!fate.declared) return can_drop(*fate.actual);
    return with_comment(*fate.declared, fate.actual->comment) == *fate.actual;
  }

  /// Whether a text may hold the string 'name' in double quotes, which a column of that name would make its
  /// own.
  bool gives_strings_a_meaning(const Name& column) const {
    if (!dialect_.lone_quotes_may_be_strings) return false;
    const std::string& stored = *table_.actual->stored_sql;
    const bool table_may = stored.empty() || holds(stored, '"' + column.text + '"');
    const auto says = [&](const Expression& sql) { return holds(sql.text, '\'' + column.text + '\''); };
    const auto may = [&](const Constraint& constraint) {
      if (const auto* check = std::get_if<Check>(&constraint)) return table_may && says(check->sqltext);
      const auto* index = std::get_if<Index>(&constraint);
      return index && index->stored_sql->empty() &&
             ((index->where && says(*index->where)) || any(*index, says));
    };
    return std::ranges::any_of(table_.actual->constraints, may) ||
           std::ranges::any_of(table_.actual->columns, [&](const Column& other) {
             return table_may && other.generated && says(other.generated->sqltext);
           });
  }

  template <class Says>
  static bool any(const Index& index, const Says& says) {
    return std::ranges::any_of(index.elements, [&](const IndexElement& element) {
      const auto* expression = std::get_if<Expression>(&element.what);
      return expression && says(*expression);
    });
  }

  bool holds(const std::string& text, const std::string& piece) const {
    return dialect_.name_of(text).key.find(dialect_.name_of(piece).key) != std::string::npos;
  }

  /// Some column that is not computed must be there at any time.
  bool keeps_plain_column() const {
    return std::ranges::any_of(table_.actual->columns, [&](const Column& column) {
      const ColumnFate* fate = table_.column(column.name);
      return !column.generated && !(fate && fate->goes());
    });
  }

  /// DROP COLUMN compiles all views and triggers there are, and fails where one does not compile, whether or
  /// not it has to do with the table: not everything that one of them lacks can be told from its text.
  bool compiles_more_than_tables() const {
    return std::ranges::any_of(actual_.unmodelled, [](const UnmodelledObject& other) {
      return other.kind == "view" || other.kind == "trigger";
    });
  }

  bool can_drop(const Column& column) const {
    const auto names = [&](const Constraint& constraint) {
      return !goes(constraint) && mentions_column(constraint, column.name, dialect_);
    };
    const auto computes = [&](const Column& other) {
      return other.generated && other.name != column.name &&
             mentions_name(other.generated->sqltext.text, column.name, dialect_);
    };
    return std::ranges::none_of(table_.actual->constraints, names) &&
           std::ranges::none_of(table_.actual->columns, computes) && !compiles_more_than_tables();
  }

  bool goes(const Constraint& constraint) const {
    return std::ranges::any_of(table_.constraints, [&](const ConstraintFate& fate) {
      return fate.goes() && fate.actual->index() == constraint.index() &&
             name_of(*fate.actual) == name_of(constraint);
    });
  }

  const TableFate& table_;
  const Catalog& actual_;
  const Dialect& dialect_;
};

std::vector<Slot> index_slots(const Table& table, const Dialect& dialect) {
  std::vector<Slot> slots;
  for (const auto& constraint : table.constraints)
    if (std::holds_alternative<Index>(constraint)) append(slots, slots_of(constraint, table.name, dialect));
  return slots;
}

std::vector<Slot> without(std::vector<Slot> slots, const std::vector<Slot>& others) {
  std::erase_if(slots, [&](const Slot& slot) { return std::ranges::find(others, slot) != others.end(); });
  return slots;
}

/// Takes the indexes that leave the table off it first, each by itself: another table may want the name of
/// one while this one wants the name of another's.
Table with_indexes_dropped(Expansion& to, const TableFate& fate) {
  Table left = *fate.actual;
  const auto kept = index_slots(*fate.declared, to.dialect());
  std::erase_if(left.constraints, [&](const Constraint& constraint) {
    if (!std::holds_alternative<Index>(constraint)) return false;
    const auto slots = slots_of(constraint, left.name, to.dialect());
    if (without(slots, kept).empty() || !to.wanted_elsewhere(slots, left.name)) return false;
    drop_constraint(to, left.name, constraint);
    return true;
  });
  return left;
}

std::vector<QualifiedName> absent_parents(const Table& table, const Catalog& catalog) {
  std::vector<QualifiedName> absent;
  for (const auto& constraint : table.constraints) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    if (!key || key->referred_table == table.name) continue;
    const Table* parent = find_table(catalog, key->referred_table);
    const bool readable = parent && std::ranges::all_of(key->referred_columns, [&](const Name& column) {
                            return find_column(*parent, column) != nullptr;
                          });
    if (!readable) absent.push_back(key->referred_table);
  }
  return absent;
}

}  // namespace

bool rebuild(Expansion& to, const TableFate& fate) {
  if (to.dialect().can_alter_constraints) return false;
  std::vector<RekeyedTable> rekeyed = rekeyed_parents(*fate.actual, to.fates(), to.dialect());
  if (rekeyed.empty() && Judge(fate, to.actual()).alter_is_enough()) return false;
  Node node;
  const QualifiedName& name = fate.declared->name;
  Table actual = with_indexes_dropped(to, fate);
  Table declared = *fate.declared;
  const auto before = index_slots(actual, to.dialect());
  const auto after = index_slots(*fate.declared, to.dialect());
  node.frees = without(before, after);
  node.takes = without(after, before);
  node.rank = {Stage::kRebuildTable, Kind::kTable, name, 0, {}};
  node.changes = {table_thing(name)};
  for (const auto& constraint : actual.constraints)
    if (const auto* reference = std::get_if<ForeignKey>(&constraint))
      node.leaves_gently.push_back(table_thing(reference->referred_table));
  std::vector<QualifiedName> absent = absent_parents(declared, to.actual());
  node.op = RebuildTable{std::move(actual), std::move(declared), to.triggers_of(name), std::move(absent),
                         std::move(rekeyed)};
  to.add(std::move(node));
  return true;
}

}  // namespace tenon
