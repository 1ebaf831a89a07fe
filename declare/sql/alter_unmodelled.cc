// Runs ALTER INDEX, and ALTER TYPE of composite types, on the simulated catalog.

#include "declare/sql/alter_unmodelled.h"

#include <algorithm>

#include "declare/sql/cascades.h"
#include "declare/sql/options.h"
#include "declare/sql/partitioning.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "model/inheritance.h"

namespace tenon {

void alter_index(SqlStatement& in, const QualifiedName& name, const PgNode& command) {
  SqlTable* table = in.catalog.table(in.catalog.relation(name)->table);
  SqlConstraint* index = table ? table->index(name.name) : nullptr;
  if (!index) return;
  const std::string& kind = command.text("subtype");
  if (kind == "AT_AttachPartition") {
    const QualifiedName part = *in.relation(command["def"]["name"]);
    SqlTable* child = in.catalog.table(in.catalog.relation(part)->table);
    SqlConstraint* below = child ? child->index(part.name) : nullptr;
    if (!below) in.refuse(command["def"]["name"], "\"" + to_string(part) + "\" is no index of a table");
    below->local = takes_in(index->constraint, below->constraint, kPostgresql);
    below->parent = name;
    validate_if_complete(in.catalog, *table, *index);
  }
  const auto set = [&](Options& options) {
    if (kind == "AT_SetRelOptions")
      options = read_sql_options(in, command["def"]["items"], "with.", std::move(options));
    if (kind == "AT_ResetRelOptions")
      for (const PgNode& each : command["def"]["items"].items)
        options = with_option(std::move(options), "with." + each.text("defname"), "");
    if (kind == "AT_SetTableSpace")
      options = with_option(std::move(options), "tablespace", command.text("name"));
    if (kind == "AT_SetStatistics") {
      const std::string target = in.integer(in.offset(in.behind("statistics", 0)));
      options =
          with_option(std::move(options), "statistics." + command.text("num"), target == "-1" ? "" : target);
    }
  };
  std::visit([&](auto& c) { set(c.options); }, index->constraint);
}

void alter_composite(SqlStatement& in, const QualifiedName& name, const PgNode& command) {
  const auto at = in.catalog.types.find(name);
  if (at == in.catalog.types.end()) return;
  std::vector<SqlColumn>& attributes = at->second.attributes;
  const std::string& kind = command.text("subtype");
  const PgNode& definition = command["def"];
  const auto change = [&](std::vector<SqlColumn>& columns, bool typed) {
    const Name wanted = kPostgresql.name_of(command.text("name"));
    if (kind == "AT_AddColumn") {
      SqlColumn made;
      made.column.name = kPostgresql.name_of(definition.text("colname"));
      made.type = read_sql_type(in, definition["typeName"]);
      columns.push_back(made);
    }
    if (kind == "AT_DropColumn" && !typed)
      std::erase_if(columns, [&](const SqlColumn& c) { return c.column.name == wanted; });
    for (SqlColumn& each : columns)
      if (kind == "AT_AlterColumnType" && each.column.name == wanted)
        each.type = read_sql_type(in, definition["typeName"]);
  };
  change(attributes, false);
  for (auto& [table_name, table] : in.catalog.tables) {
    if (table.type != name) continue;
    if (kind == "AT_DropColumn")
      drop_column(in.catalog, table, kPostgresql.name_of(command.text("name")), false);
    change(table.columns, true);
  }
}

}  // namespace tenon
