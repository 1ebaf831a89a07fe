// Decides whether ALTER TABLE of SQLite is enough for a table, and emits a RebuildTable where it is not.
#include <algorithm>
#include <cctype>
#include <utility>

#include "model/dialect.h"
#include "model/unmodelled.h"
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

/// Returns whether the text is a literal: neither CURRENT_TIMESTAMP nor an expression in parentheses.
bool is_constant(std::string_view text) {
  if (text.starts_with('x') || text.starts_with('X')) return is_string(text.substr(1));
  return is_number(text) || is_string(text) || is_word(text, "true") || is_word(text, "false");
}

/// Returns whether ALTER TABLE ADD COLUMN accepts the column whatever rows there are (SQLite, ALTER TABLE ADD
/// COLUMN).
bool can_add(const Column& column) {
  if (column.identity) return false;
  if (column.generated) return !column.generated->stored && column.nullable;
  if (column.default_value) return is_constant(column.default_value->text);
  return column.nullable;
}

/// Decides whether ALTER TABLE is enough for a table.
class AlterTableCapabilities {
 public:
  AlterTableCapabilities(const TableTransition& table, const Catalog& before)
      : table_(table), before_(before), dialect_(*before.dialect) {}

  bool alter_is_enough() const {
    return table_.before->options == table_.after->options && keeps_plain_column() &&
           std::ranges::all_of(table_.constraints,
                               [&](const ConstraintTransition& transition) {
                                 return is_index(transition) || can_alter(transition);
                               }) &&
           std::ranges::all_of(table_.columns, [&](const auto& entry) { return can(entry.second); });
  }

 private:
  static bool is_index(const ConstraintTransition& transition) {
    return std::holds_alternative<Index>(transition.before ? *transition.before : *transition.after);
  }

  /// Returns whether a check can be dropped and added: it needs a name that the database has stored.
  bool can_alter(const ConstraintTransition& transition) const {
    const auto can_be_told = [](const std::optional<Constraint>& constraint) {
      return !constraint || (std::holds_alternative<Check>(*constraint) &&
                             named_by(*constraint) == NamedBy::kUser && !name_of(*constraint).empty());
    };
    return dialect_.can_alter_checks && can_be_told(transition.before) && can_be_told(transition.after);
  }

  bool can(const ColumnTransition& transition) const {
    if (!transition.before)
      return can_add(*transition.after) && !gives_strings_a_meaning(transition.after->name);
    if (!transition.after) return can_drop(*transition.before);
    return with_comment(*transition.after, transition.before->comment) == *transition.before;
  }

  /// Returns whether a stored text may hold a string in double quotes that a column of this name would turn
  /// into a reference.
  bool gives_strings_a_meaning(const Name& column) const {
    if (!dialect_.lexis.lone_quotes_may_be_strings) return false;
    const std::string& stored = *table_.before->stored_sql;
    const std::string quote(1, dialect_.lexis.quote());
    const bool table_may = stored.empty() || holds(stored, quote + column.text + quote);
    const auto says = [&](const Expression& sql) { return holds(sql.text, '\'' + column.text + '\''); };
    const auto may = [&](const Constraint& constraint) {
      if (const auto* check = std::get_if<Check>(&constraint)) return table_may && says(check->sqltext);
      const auto* index = std::get_if<Index>(&constraint);
      return index && index->stored_sql->empty() &&
             ((index->where && says(*index->where)) || any(*index, says));
    };
    return std::ranges::any_of(table_.before->constraints, may) ||
           std::ranges::any_of(table_.before->columns, [&](const Column& other) {
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

  /// A table must have a column that is not computed at any time.
  bool keeps_plain_column() const {
    return std::ranges::any_of(table_.before->columns, [&](const Column& column) {
      const ColumnTransition* transition = table_.column(column.name);
      return !column.generated && !(transition && transition->is_dropped());
    });
  }

  /// DROP COLUMN compiles every view and trigger of the schema and fails where one does not compile,
  /// whatever table it is about. What such a text lacks cannot always be told from the text.
  bool compiles_more_than_tables() const {
    return std::ranges::any_of(before_.unmodelled, [](const UnmodelledObject& other) {
      const UnmodelledRole role = role_of(other);
      return role == UnmodelledRole::kView || role == UnmodelledRole::kTrigger;
    });
  }

  bool can_drop(const Column& column) const {
    const auto names = [&](const Constraint& constraint) {
      return !is_dropped(constraint) && references_column(constraint, column.name, dialect_);
    };
    const auto computes = [&](const Column& other) {
      return other.generated && other.name != column.name &&
             references_name(other.generated->sqltext.text, column.name, dialect_);
    };
    return std::ranges::none_of(table_.before->constraints, names) &&
           std::ranges::none_of(table_.before->columns, computes) && !compiles_more_than_tables();
  }

  bool is_dropped(const Constraint& constraint) const {
    return std::ranges::any_of(table_.constraints, [&](const ConstraintTransition& transition) {
      return transition.is_dropped() && transition.before->index() == constraint.index() &&
             name_of(*transition.before) == name_of(constraint);
    });
  }

  const TableTransition& table_;
  const Catalog& before_;
  const Dialect& dialect_;
};

std::vector<NameClaim> index_claims(const Table& table, const Dialect& dialect) {
  std::vector<NameClaim> claims;
  for (const auto& constraint : table.constraints)
    if (std::holds_alternative<Index>(constraint)) append(claims, claims_of(constraint, table.name, dialect));
  return claims;
}

std::vector<NameClaim> without(std::vector<NameClaim> claims, const std::vector<NameClaim>& others) {
  std::erase_if(claims,
                [&](const NameClaim& claim) { return std::ranges::find(others, claim) != others.end(); });
  return claims;
}

/// Drops the indexes first that leave the table, each by an op of its own: another table may claim the name
/// of one while this table claims the name of one of its indexes.
Table with_indexes_dropped(OpEmitter& emitter, const TableTransition& transition) {
  Table left = *transition.before;
  const auto kept = index_claims(*transition.after, emitter.dialect());
  std::erase_if(left.constraints, [&](const Constraint& constraint) {
    if (!std::holds_alternative<Index>(constraint)) return false;
    const auto claims = claims_of(constraint, left.name, emitter.dialect());
    if (without(claims, kept).empty() || !emitter.wanted_elsewhere(claims, left.name)) return false;
    drop_constraint(emitter, left.name, constraint);
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

bool try_rebuild(OpEmitter& emitter, const TableTransition& transition) {
  if (emitter.dialect().can_alter_constraints) return false;
  std::vector<RekeyedTable> rekeyed =
      rekeyed_parents(*transition.before, emitter.transitions(), emitter.dialect());
  if (rekeyed.empty() && AlterTableCapabilities(transition, emitter.before()).alter_is_enough()) return false;
  Node node;
  const QualifiedName& name = transition.after->name;
  Table before = with_indexes_dropped(emitter, transition);
  Table after = *transition.after;
  const auto names_before = index_claims(before, emitter.dialect());
  const auto names_after = index_claims(*transition.after, emitter.dialect());
  node.frees_names = without(names_before, names_after);
  node.claims_names = without(names_after, names_before);
  node.rank = {Stage::kRebuildTable, Kind::kTable, name, 0, {}};
  node.provides = {table_dependency(name)};
  for (const auto& constraint : before.constraints)
    if (const auto* reference = std::get_if<ForeignKey>(&constraint))
      node.prefers_to_release.push_back(table_dependency(reference->referred_table));
  std::vector<QualifiedName> absent = absent_parents(after, emitter.before());
  node.op = RebuildTable{std::move(before), std::move(after), emitter.triggers_of(name), std::move(absent),
                         std::move(rekeyed)};
  emitter.add(std::move(node));
  return true;
}

}  // namespace tenon
