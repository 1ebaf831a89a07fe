#include <algorithm>
#include <utility>

#include "model/overloaded.h"
#include "sql/quote.h"
#include "sql/searched_name.h"
#include "tests/support/random_parts.h"

namespace tenon::test {

namespace {

bool element_mentions(const IndexElement& element, const Name& column) {
  if (const auto* name = std::get_if<Name>(&element.what)) return *name == column;
  return mentions(std::get<Expression>(element.what).text, column);
}

IndexElement plain(std::variant<Name, Expression> what) {
  IndexElement made;
  made.what = std::move(what);
  return made;
}

bool contains(const std::vector<Name>& names, const Name& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

bool mentions(const Constraint& constraint, const Name& column) {
  if (contains(columns_of(constraint), column)) return true;
  return std::visit(
      Overloaded{
          [](const PrimaryKey&) { return false; },
          [](const Unique&) { return false; },
          [&](const Index& c) {
            return std::ranges::any_of(c.elements,
                                       [&](const auto& e) { return element_mentions(e, column); }) ||
                   (c.where && mentions(c.where->text, column));
          },
          [&](const Check& c) { return mentions(c.sqltext.text, column); },
          [&](const Exclusion& c) {
            return std::ranges::any_of(c.elements,
                                       [&](const auto& e) { return element_mentions(e.element, column); }) ||
                   (c.where && mentions(c.where->text, column));
          },
          [](const ForeignKey&) { return false; },
      },
      constraint);
}

std::optional<std::vector<Name>> referable_columns(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint))
    return key->deferrable ? std::nullopt : std::optional(key->columns);
  if (const auto* key = std::get_if<Unique>(&constraint))
    return key->deferrable ? std::nullopt : std::optional(key->columns);
  const auto* index = std::get_if<Index>(&constraint);
  if (!index || !index->unique || index->where || !index->valid) return std::nullopt;
  std::vector<Name> names;
  for (const auto& element : index->elements) {
    const auto* name = std::get_if<Name>(&element.what);
    if (!name || !element.opclass.empty() || !element.collation.empty()) return std::nullopt;
    names.push_back(*name);
  }
  return names;
}

std::string Maker::term(const Column& column) {
  const std::string c = quoted(column.name, *catalog_.dialect);
  const std::string n = std::to_string(1 + below(9));
  switch (family_of(column.type)) {
    case Family::kInteger:
      return once_in(3) ? c + " IN (1, 2, " + n + ")" : c + " > " + n;
    case Family::kText:
      return once_in(3) ? c + " <> 'it''s'" : "length(" + c + ") > " + n;
    case Family::kNumeric:
      return c + " BETWEEN 0 AND " + n;
    case Family::kTime:
    case Family::kBoolean:
    case Family::kBinary:
    case Family::kJson:
    case Family::kArray:
    case Family::kRange:
    case Family::kEnum:
      return c + " IS NOT NULL";
  }
  return c;
}

std::optional<Expression> Maker::predicate(const Table& table) {
  if (table.columns.empty()) return std::nullopt;
  std::string text = term(pick(table.columns));
  if (once_in(3)) {
    text += once_in(2) ? " AND " : " OR ";
    text += term(pick(table.columns));
  }
  return sql(text);
}

std::optional<std::string> Maker::value_over(const Table& table, Family family) {
  std::vector<std::string> values;
  for (const auto& column : table.columns) {
    if (column.generated || family_of(column.type) != family) continue;
    if (family == Family::kInteger)
      values.push_back(quoted(column.name, *catalog_.dialect) + " + " + std::to_string(1 + below(9)));
    if (family == Family::kText) values.push_back("lower(" + quoted(column.name, *catalog_.dialect) + ")");
  }
  return values.empty() ? std::nullopt : std::optional(pick(values));
}

std::vector<Name> Maker::some_columns(const Table& table, std::size_t most) {
  std::vector<Name> names;
  for (const auto& column : table.columns) names.push_back(column.name);
  for (std::size_t i = names.size(); i > 1; --i) std::swap(names[i - 1], names[below(i)]);
  names.resize(std::min(names.size(), 1 + below(most)));
  return names;
}

std::vector<Name> Maker::other_columns(const Table& table, const std::vector<Name>& besides) {
  if (dialect_.default_index_method.empty() || !once_in(6)) return {};
  std::vector<Name> names;
  for (const auto& column : table.columns)
    if (!contains(besides, column.name) && names.size() < 2) names.push_back(column.name);
  return names;
}

std::optional<Constraint> Maker::primary_key(const Table& table, const Name& name) {
  PrimaryKey made;
  made.name = name;
  made.columns = some_columns(table, 2);
  for (const auto& c : made.columns)
    if (find_column(table, c)->generated) return std::nullopt;
  made.include = other_columns(table, made.columns);
  made.comment = comment();
  if (dialect_.types_bind_values) {
    made.deferrable = once_in(8);
    made.initially_deferred = made.deferrable && once_in(2);
    if (dialect_.has_storage_parameters && once_in(8))
      made.options = with_option({}, "with.fillfactor", std::to_string(50 + below(50)));
    return made;
  }
  const bool rowid_alias =
      made.columns.size() == 1 && find_column(table, made.columns[0])->type.text == "INTEGER";
  if (rowid_alias && !option(table.options, "without_rowid") && once_in(2))
    made.options = with_option({}, "autoincrement", "true");
  else if (once_in(8))
    made.options = with_option({}, "on_conflict", "REPLACE");
  return made;
}

std::optional<Constraint> Maker::unique(const Table& table, const Name& name) {
  Unique made;
  made.name = name;
  made.columns = some_columns(table, 3);
  made.include = other_columns(table, made.columns);
  made.comment = comment();
  if (!dialect_.types_bind_values) {
    if (once_in(6)) made.options = with_option({}, "on_conflict", "IGNORE");
    return made;
  }
  made.nulls_not_distinct = dialect_.has_nulls_not_distinct && once_in(6);
  made.deferrable = once_in(6);
  made.initially_deferred = made.deferrable && once_in(2);
  if (dialect_.has_storage_parameters && once_in(8))
    made.options = with_option({}, "with.fillfactor", std::to_string(50 + below(50)));
  return made;
}

IndexElement Maker::element(const Table& table, const Name& column) {
  IndexElement made;
  made.what = column;
  const Family family = family_of(find_column(table, column)->type);
  made.descending = once_in(4);
  made.nulls_first = made.descending;
  if (dialect_.has_nulls_order && once_in(6)) made.nulls_first = !made.nulls_first;
  if (family != Family::kText) return made;
  if (!dialect_.default_index_method.empty() && once_in(6))
    made.opclass = searched_name("text_pattern_ops", dialect_);
  if (once_in(6))
    made.collation = searched_name(dialect_.default_collation.empty() ? "C" : "NOCASE", dialect_);
  return made;
}

std::optional<Constraint> Maker::index(const Table& table, const Name& name) {
  Index made;
  made.name = name;
  made.method = Name(std::string(dialect_.default_index_method));
  const std::vector<Name> columns = some_columns(table, 3);
  for (const auto& column : columns) made.elements.push_back(element(table, column));
  if (once_in(3)) {
    const auto value = value_over(table, once_in(2) ? Family::kText : Family::kInteger);
    if (value) made.elements.back() = plain(sql(*value));
  }
  made.unique = once_in(3);
  if (once_in(4)) made.where = predicate(table);
  made.comment = comment();
  made.nulls_not_distinct = dialect_.has_nulls_not_distinct && made.unique && once_in(4);
  made.include = other_columns(table, columns);
  if (dialect_.has_storage_parameters && once_in(6))
    made.options = with_option({}, "with.fillfactor", std::to_string(50 + below(50)));
  if (!dialect_.default_index_method.empty() && !made.unique && once_in(6)) {
    made.method = Name("hash");
    made.elements = {plain(columns.front())};
    made.include.clear();
  }
  return made;
}

std::optional<Constraint> Maker::check(const Table& table, const Name& name) {
  const auto sqltext = predicate(table);
  if (!sqltext) return std::nullopt;
  Check made;
  made.name = name;
  made.sqltext = *sqltext;
  made.comment = comment();
  made.no_inherit = dialect_.can_alter_constraints && once_in(8);
  made.validated = !dialect_.can_alter_constraints || !once_in(6);
  return made;
}

std::optional<Constraint> Maker::exclusion(const Table& table, const Name& name) {
  if (!dialect_.has_exclusions) return std::nullopt;
  Exclusion made;
  made.name = name;
  const Name column = some_columns(table, 1).front();
  const bool range = family_of(find_column(table, column)->type) == Family::kRange;
  made.elements = {{plain(column), searched_name(range ? "&&" : "=", dialect_)}};
  made.method = Name(range ? "gist" : "btree");
  made.include = other_columns(table, {column});
  if (once_in(4)) made.where = predicate(table);
  made.deferrable = once_in(5);
  made.initially_deferred = made.deferrable && once_in(2);
  if (dialect_.has_storage_parameters && once_in(8))
    made.options = with_option({}, "with.fillfactor", std::to_string(50 + below(50)));
  made.comment = comment();
  return made;
}

std::optional<std::vector<Name>> Maker::referring_columns(Table& table, const Table& parent,
                                                          const std::vector<Name>& referred) {
  std::vector<Name> own;
  for (const auto& name : referred) {
    const Column target = *find_column(parent, name);
    std::vector<Name> fit;
    for (const auto& column : table.columns) {
      const Family family = family_of(column.type);
      const bool same = family == family_of(target.type) &&
                        (family != Family::kEnum || column.type.text == target.type.text);
      if (same && !column.generated && !contains(own, column.name)) fit.push_back(column.name);
    }
    if (!fit.empty()) {
      own.push_back(pick(fit));
      continue;
    }
    if (once_in(2)) return std::nullopt;
    Column made;
    made.name = fresh_column(table);
    made.type = target.type;
    own.push_back(made.name);
    table.columns.push_back(std::move(made));
  }
  return own;
}

void Maker::set_actions(ForeignKey& key) {
  static const std::vector<Action> kActions = {Action::kNoAction, Action::kRestrict, Action::kCascade,
                                               Action::kSetNull, Action::kSetDefault};
  key.onupdate = once_in(2) ? Action::kNoAction : pick(kActions);
  key.ondelete = once_in(2) ? Action::kNoAction : pick(kActions);
  const bool sets = key.ondelete == Action::kSetNull || key.ondelete == Action::kSetDefault;
  if (sets && dialect_.checks_references && once_in(3)) key.ondelete_columns = {key.columns.front()};
  if (once_in(6)) key.match = Match::kFull;
  key.deferrable = once_in(4);
  key.initially_deferred = key.deferrable && (once_in(2) || !dialect_.defers_on_command);
  key.validated = !dialect_.can_alter_constraints || !once_in(6);
  key.comment = comment();
}

std::optional<Constraint> Maker::foreign_key(Table& table, const Name& name) {
  const Table parent = once_in(6) ? table : pick(catalog_.tables);
  if (is_unlogged(parent) && !is_unlogged(table)) return std::nullopt;
  std::vector<std::vector<Name>> keys;
  for (const auto& c : parent.constraints)
    if (auto columns = referable_columns(c)) keys.push_back(std::move(*columns));
  if (keys.empty()) return std::nullopt;
  ForeignKey made;
  made.name = name;
  made.referred_table = parent.name;
  made.referred_columns = pick(keys);
  if (once_in(6)) std::ranges::reverse(made.referred_columns);
  const auto own = referring_columns(table, parent, made.referred_columns);
  if (!own) return std::nullopt;
  made.columns = *own;
  set_actions(made);
  return made;
}

void Maker::mark(Constraint& constraint) {
  Options* options = index_options_of(constraint);
  if (!options || !dialect_.has_storage_parameters) return;
  if (once_in(3)) *options = with_option(std::move(*options), "replica_identity", "true");
  if (once_in(4)) *options = with_option(std::move(*options), "clustered", "true");
  for (const char* key : {"statistics.1", "statistics.2"})
    if (once_in(4)) *options = with_option(std::move(*options), key, std::to_string(below(1000)));
}

std::optional<Constraint> Maker::constraint(Table& table, std::size_t kind, const Name& name) {
  auto made = unmarked_constraint(table, kind, name);
  if (made) mark(*made);
  return made;
}

std::optional<Constraint> Maker::unmarked_constraint(Table& table, std::size_t kind, const Name& name) {
  if (table.columns.empty()) return std::nullopt;
  if (!table.constraints.empty() && kind != 0 && once_in(12)) {
    // A duplicate under another name.
    const Constraint& twin = pick(table.constraints);
    if (twin.index() == kind) return renamed(twin, name, NamedBy::kUser);
  }
  switch (kind) {
    case 0:
      return primary_key(table, name);
    case 1:
      return unique(table, name);
    case 2:
      return index(table, name);
    case 3:
      return check(table, name);
    case 4:
      return exclusion(table, name);
    default:
      return foreign_key(table, name);
  }
}

}  // namespace tenon::test
