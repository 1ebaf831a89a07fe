// What a child table inherits when the columns of its parent change (PostgreSQL).

#include "model/inheritance.h"

#include <utility>

#include "model/not_null.h"

namespace tenon {

bool is_inherited(const Table& table, const Column& column) {
  return !table.parents.empty() && (is_partition(table) || column.inheritance != Inheritance::kOwn);
}

Constraint common_definition(Constraint constraint) {
  if (Options* options = index_options_of(constraint)) options->clear();
  std::visit([](auto& c) { c.comment.clear(); }, constraint);
  return renamed(made_valid(std::move(constraint)), Name(), NamedBy::kNobody);
}

Options inherited_settings(Options options) {
  std::erase_if(options, [](const Option& o) { return o.key != "storage" && o.key != "compression"; });
  return options;
}

Options settings_after_retyping(Options options) {
  std::erase_if(options, [](const Option& o) { return o.key == "storage" || o.key == "compression"; });
  return options;
}

Column inherited_column(const Column& parents, const Table& to) {
  Column made = parents;
  made.comment.clear();
  made.identity.reset();
  if (option(made.options, "not_null_no_inherit")) made.nullable = true;
  made.options = inherited_settings(std::move(made.options));
  made.inheritance = is_partition(to) ? Inheritance::kOwn : Inheritance::kInherited;
  return made;
}

std::optional<Column> after_parents_drop(Column column, const Table& of, bool by_another) {
  if (by_another) return column;
  if (is_partition(of) || column.inheritance == Inheritance::kInherited) return std::nullopt;
  column.inheritance = Inheritance::kOwn;
  return column;
}

Column after_parents_change(Column column, const Column& from, const Column& to) {
  const auto follow = [&](auto Column::*attribute) {
    if (!(from.*attribute == to.*attribute)) column.*attribute = to.*attribute;
  };
  follow(&Column::type);
  follow(&Column::collation);
  follow(&Column::nullable);
  if (column.nullable) column.options = without_not_null_options(std::move(column.options));
  follow(&Column::default_value);
  follow(&Column::generated);
  if (!(from.type == to.type) || !(from.collation == to.collation)) {
    column.default_value = to.default_value;
    column.options = settings_after_retyping(std::move(column.options));
  }
  return column;
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
