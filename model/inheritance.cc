// What a child table inherits when the columns of its parent change (PostgreSQL).

#include "model/inheritance.h"

#include <functional>
#include <type_traits>
#include <utility>

#include "model/dialect.h"
#include "model/fields.h"
#include "model/not_null.h"
#include "model/setting_key.h"

namespace tenon {

bool is_inherited(const Table& table, const Column& column) {
  return !table.parents.empty() && (is_partition(table) || column.inheritance != Inheritance::kOwn);
}

Constraint common_definition(Constraint constraint) {
  if (Options* options = index_options_of(constraint)) options->clear();
  std::visit([](auto& c) { c.comment.clear(); }, constraint);
  return renamed(made_valid(std::move(constraint)), Name(), NamedBy::kNobody);
}

namespace {

/// The unique index that PostgreSQL keeps for a key.
template <class Key>
Index index_behind(const Key& key, const Dialect& dialect) {
  Index made;
  made.unique = true;
  for (const Name& column : key.columns) made.elements.emplace_back().what = column;
  made.include = key.include;
  made.nulls_not_distinct = [&] {
    if constexpr (std::is_same_v<Key, Unique>) return key.nulls_not_distinct;
    return false;
  }();
  made.method = dialect.name_of(dialect.default_index_method);
  return made;
}

std::optional<Index> index_of(const Constraint& constraint, const Dialect& dialect) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint)) return index_behind(*key, dialect);
  if (const auto* unique = std::get_if<Unique>(&constraint)) return index_behind(*unique, dialect);
  return std::nullopt;
}

std::pair<bool, bool> deferral(const Constraint& constraint) {
  if (const auto* key = std::get_if<PrimaryKey>(&constraint))
    return {key->deferrable, key->initially_deferred};
  const auto* unique = std::get_if<Unique>(&constraint);
  return {unique && unique->deferrable, unique && unique->initially_deferred};
}

}  // namespace

bool takes_in(const Constraint& wholes, const Constraint& parts, const Dialect& dialect) {
  const std::optional<Index> part = index_of(parts, dialect);
  if (!part) return false;
  if (std::holds_alternative<Index>(wholes)) return common_definition(*part) == common_definition(wholes);
  const std::optional<Index> whole = index_of(wholes, dialect);
  const bool same_kind = wholes.index() == parts.index() && deferral(wholes) == deferral(parts);
  return whole && !same_kind && *part == *whole;
}

Options inherited_settings(Options options) {
  std::erase_if(options, std::not_fn(is_of_type));
  return options;
}

Options settings_after_retyping(Options options) {
  std::erase_if(options, is_of_type);
  return options;
}

Column inherited_column(const Column& parents, const Table& to) {
  Column made = parents;
  for_each_field<Column>([&](const auto& field) {
    if (!field.is_handed_down) made.*field.member = {};
  });
  made.options = inherited_settings(parents.options);
  if (option(parents.options, "not_null_no_inherit")) made.nullable = true;
  made.inheritance = is_partition(to) ? Inheritance::kOwn : Inheritance::kInherited;
  return made;
}

Column merged_columns(const std::vector<Column>& handed_down) {
  Column made = handed_down.front();
  for (const Column& each : handed_down) {
    made.nullable = made.nullable && each.nullable;
    if (!made.default_value) made.default_value = each.default_value;
    for (const Option& setting : each.options)
      if (!option(made.options, setting.key))
        made.options = with_option(std::move(made.options), setting.key, setting.value);
  }
  return made;
}

Column declared_as_well(Column column, const Column& parents) {
  if (!column.default_value) column.default_value = parents.default_value;
  if (!column.generated) column.generated = parents.generated;
  column.nullable = column.nullable && parents.nullable;
  return column;
}

std::optional<Column> after_parents_drop(Column column, const Table& of, bool by_another) {
  if (by_another) return column;
  if (is_partition(of) || column.inheritance == Inheritance::kInherited) return std::nullopt;
  column.inheritance = Inheritance::kOwn;
  return column;
}

Column after_parents_change(Column column, const Column& from, const Column& to) {
  for_each_field<Column>([&](const auto& field) {
    if (field.is_handed_down && !(from.*field.member == to.*field.member))
      column.*field.member = to.*field.member;
  });
  if (column.nullable) column.options = without_not_null_options(std::move(column.options));
  if (!(from.type == to.type) || !(from.collation == to.collation)) {
    column.default_value = to.default_value;
    column.options = settings_after_retyping(std::move(column.options));
  }
  return column;
}

bool alters_default(const Column& from, const Column& to) {
  return !(from.default_value == to.default_value) ||
         (from.default_value && (!(from.type == to.type) || !(from.collation == to.collation)));
}

Column after_parents_recast(Column column, const Column& parents,
                            const std::optional<Expression>& parents_default) {
  column.default_value = parents_default;
  column.options = settings_after_retyping(std::move(column.options));
  // SET STORAGE on the parent recurses to its children, SET COMPRESSION does not.
  if (const std::string* storage = option(parents.options, "storage"))
    column.options = with_option(std::move(column.options), "storage", *storage);
  return column;
}

Column after_attaching(Column column, const Table& of) {
  if (!is_partition(of) && column.inheritance == Inheritance::kOwn) column.inheritance = Inheritance::kMerged;
  return column;
}

Column after_detaching(Column column) {
  column.inheritance = Inheritance::kOwn;
  return column;
}

}  // namespace tenon
