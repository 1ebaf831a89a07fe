// Gives a new table the columns and checks of INHERITS, PARTITION OF and LIKE.

#include "declare/sql/inherit.h"

#include <algorithm>

#include "declare/sql/create_table.h"
#include "declare/sql/options.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "model/inheritance.h"
#include "model/overloaded.h"

namespace tenon {

namespace {

// These are PostgreSQL's TableLikeOption bits.
constexpr long kComments = 1L << 0;
constexpr long kCompression = 1L << 1;
constexpr long kConstraints = 1L << 2;
constexpr long kDefaults = 1L << 3;
constexpr long kGenerated = 1L << 4;
constexpr long kIdentity = 1L << 5;
constexpr long kIndexes = 1L << 6;
constexpr long kStorage = 1L << 8;

/// Returns the table that LIKE names; LIKE accepts a composite type as well.
SqlTable source_of(const SqlStatement& in, const PgNode& clause) {
  const PgNode& range = clause["relation"];
  const auto found = in.relation(range);
  if (SqlTable* table = in.catalog.table(*found)) return *table;
  const auto type = in.catalog.types.find(*found);
  if (type == in.catalog.types.end())
    in.refuse(range, "the columns of \"" + relation_text(range) +
                         "\", which is no table, are not known here" + std::string(kWaysOut));
  SqlTable made;
  made.table.name = *found;
  made.columns = type->second.attributes;
  return made;
}

SqlColumn like_column(SqlStatement& in, const SqlColumn& from, long options, const SqlTable& table) {
  SqlColumn made;
  made.type = from.type;
  made.column.name = from.column.name;
  made.column.nullable = from.column.nullable;
  made.column.collation = from.column.collation;
  made.column.source = table.table.source;
  if ((options & kDefaults) != 0) made.column.default_value = from.column.default_value;
  if ((options & kGenerated) != 0) made.column.generated = from.column.generated;
  if ((options & kComments) != 0) made.column.comment = from.column.comment;
  for (const auto& [flag, key] : {std::pair{kStorage, "storage"}, std::pair{kCompression, "compression"}})
    if (const std::string* value = option(from.column.options, key); value && (options & flag) != 0)
      set_sql_option(made.column.options, key, *value);
  if ((options & kIdentity) != 0 && from.column.identity) {
    made.column.identity = from.column.identity;
    made.column.identity->sequence.type = "bigint";  // LIKE copies every option but the type
    made.identity_sequence = {table.table.name.schema, in.catalog.sequence_name(table, made.column.name)};
    in.catalog.add_relation(made.identity_sequence, {SqlRelationKind::kSequence, {}});
  }
  return made;
}

}  // namespace

void inherit(SqlStatement& in, SqlTable& table, const SqlTable& parent) {
  in.catalog.add_parent(table, parent.table.name);
  for (const SqlColumn& from : parent.columns) {
    if (SqlColumn* there = table.column(from.column.name)) {
      if (there->type != from.type)
        in.refuse(0, "column \"" + from.column.name.text + "\" has another type in " +
                         to_string(parent.table.name));
      ++there->inherited;
      there->column = merged_columns({there->column, inherited_column(from.column, table.table)});
      continue;
    }
    SqlColumn made = from;
    made.local = false;
    made.inherited = 1;
    made.column = inherited_column(from.column, table.table);
    made.identity_sequence = {};
    made.column.source = table.table.source;
    table.columns.push_back(std::move(made));
  }
}

void add_inherited_checks(SimulatedCatalog& catalog, SqlTable& table) {
  for (const QualifiedName& name : table.parents) {
    const SqlTable* parent = catalog.table(name);
    if (!parent) continue;
    for (const SqlConstraint& each : parent->constraints) {
      const auto* check = std::get_if<Check>(&each.constraint);
      if (!check || check->no_inherit || table.constraint(check->name)) continue;
      SqlConstraint made{each.constraint};
      comment_of(made.constraint).clear();
      made.local = false;
      catalog.add(table, std::move(made));
    }
  }
}

bool has_parents_check(SimulatedCatalog& catalog, const SqlTable& table, const Name& check) {
  return std::ranges::any_of(table.parents, [&](const QualifiedName& parent) {
    SqlTable* above = catalog.table(parent);
    const SqlConstraint* held = above ? above->constraint(check) : nullptr;
    const auto* found = held ? std::get_if<Check>(&held->constraint) : nullptr;
    return found && !found->no_inherit;
  });
}

void release_column(SqlColumn& column) {
  --column.inherited;
  if (column.inherited == 0) column.local = true;
}

void disinherit(SimulatedCatalog& catalog, SqlTable& table, SqlTable& parent) {
  std::erase(table.parents, parent.table.name);
  for (SqlConstraint& each : table.constraints)
    each.local = each.local || !has_parents_check(catalog, table, name_of(each.constraint));
  for (SqlColumn& each : table.columns)
    if (parent.column(each.column.name)) release_column(each);
}

void copy_like(SqlStatement& in, const PgNode& clause, SqlTable& table, SqlPending& pending) {
  const SqlTable from = source_of(in, clause);
  const long options = clause.number("options");
  for (const SqlColumn& each : from.columns)
    merge_own_column(in, table, like_column(in, each, options, table), clause.location());
  if ((options & kConstraints) == 0) return;
  for (const SqlConstraint& each : from.constraints)
    if (std::holds_alternative<Check>(each.constraint)) {
      SqlConstraint made{each.constraint};
      if ((options & kComments) == 0) comment_of(made.constraint).clear();
      std::get<Check>(made.constraint).validated = true;
      pending.checks.push_back(std::move(made));
    }
}

void add_like_indexes(SqlStatement& in, const PgNode& elements, SqlTable& table) {
  for (const PgNode& clause : elements.items) {
    if (!clause.is("TableLikeClause")) continue;
    const long options = clause.number("options");
    if ((options & kIndexes) == 0) continue;
    const std::vector<SqlConstraint> all = source_of(in, clause).constraints;
    for (const SqlConstraint& each : all) {
      if (!is_sql_relation(each.constraint)) continue;
      SqlConstraint made{unmarked(renamed(each.constraint, Name(), NamedBy::kNobody))};
      if ((options & kComments) == 0) comment_of(made.constraint).clear();
      in.catalog.add(table, std::move(made));
    }
  }
}

}  // namespace tenon
