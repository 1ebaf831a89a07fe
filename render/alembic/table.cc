// Writes the options of tables as Alembic arguments, and spells the names in a table alike.

#include "render/alembic/table.h"

#include <algorithm>
#include <string>

#include "model/overloaded.h"

namespace tenon {

namespace {

void respell(std::vector<Name>& names, const Table& table) {
  for (Name& name : names)
    if (const Column* column = find_column(table, name)) name = column->name;
}

void respell_constraint(Constraint& constraint, const Table& table) {
  std::visit(Overloaded{
                 [&](PrimaryKey& c) { respell(c.columns, table); },
                 [&](Unique& c) { respell(c.columns, table); },
                 [](Index&) {},
                 [](Check&) {},
                 [](Exclusion&) {},
                 [&](ForeignKey& c) {
                   respell(c.columns, table);
                   if (c.referred_table != table.name) return;
                   c.referred_table = table.name;
                   respell(c.referred_columns, table);
                 },
             },
             constraint);
}

bool is_in_foreign_key(const Table& table, const Name& column) {
  return std::ranges::any_of(table.constraints, [&](const Constraint& c) {
    const auto* key = std::get_if<ForeignKey>(&c);
    return key && std::ranges::find(key->columns, column) != key->columns.end();
  });
}

// SQLAlchemy writes it inside the column, where the key cannot have a name, and omits it from a column with a
// foreign key.
void add_autoincrement(PythonCall& call, const Table& table, const PrimaryKey& key, Draft& draft) {
  call.add("sqlite_autoincrement", "True");
  const bool named = !key.name.empty() && *key.named_by == NamedBy::kUser;
  if (named || key.options.size() != 1 || key.columns.size() != 1 || is_in_foreign_key(table, key.columns[0]))
    draft.not_exact();
}

}  // namespace

bool is_autoincrement(const PrimaryKey& key) { return option(key.options, "autoincrement") != nullptr; }

PrimaryKey without_autoincrement(PrimaryKey key) {
  if (!is_autoincrement(key)) return key;
  key.options = with_option(key.options, "autoincrement", "");
  key.name = Name();
  return key;
}

void add_table_options(PythonCall& call, const Table& table, Draft& draft) {
  for (const Option& option : table.options) {
    if (option.key == "without_rowid")
      call.add("sqlite_with_rowid", "False");
    else if (option.key == "unlogged")
      call.add("prefixes", "['UNLOGGED']");
    else if (option.key == "partition_by")
      call.add("postgresql_partition_by", draft.raw(option.value));
    else
      draft.not_exact();
  }
  const PrimaryKey* key = primary_key(table);
  if (key && is_autoincrement(*key)) add_autoincrement(call, table, *key, draft);
}

Table respelled(Table table) {
  for (Constraint& constraint : table.constraints) respell_constraint(constraint, table);
  return table;
}

}  // namespace tenon
