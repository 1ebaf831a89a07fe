// Runs CREATE and ALTER of enums and sequences, and CREATE TYPE of composite types, on the simulated catalog.

#include <algorithm>

#include "declare/sql/cascades.h"
#include "declare/sql/handlers.h"
#include "declare/sql/options.h"
#include "declare/sql/type.h"
#include "model/dialect.h"

namespace tenon {

namespace {

SqlUserType& find_type(const SqlStatement& in, const std::vector<std::string>& parts) {
  const std::string schema = parts.size() > 1 ? parts.front() : "";
  const auto found = in.catalog.find_type(schema, parts.empty() ? "" : parts.back());
  const auto at = found ? in.catalog.types.find(*found) : in.catalog.types.end();
  if (at == in.catalog.types.end())
    in.refuse_missing(0, parts.empty() ? "" : parts.back(),
                      "type \"" + (parts.empty() ? "" : parts.back()) + "\" is not declared before this");
  return at->second;
}

}  // namespace

SqlUserType& add_sql_type(SqlStatement& in, SqlTypeKind kind, const QualifiedName& name, std::size_t at) {
  if (in.catalog.find_type(name.schema.text, name.name.text))
    in.refuse_repeated(at, "\"" + to_string(name) + "\"");
  SqlUserType type;
  type.kind = kind;
  type.type.name = name;
  type.type.source = in.source(at);
  return in.catalog.types.emplace(name, std::move(type)).first->second;
}

void create_enum(SqlStatement& in, const PgNode& statement) {
  SqlUserType& type = add_sql_type(in, SqlTypeKind::kEnum, in.new_name(texts(statement["typeName"]), 0),
                                   statement.location());
  type.type.labels = texts(statement["vals"]);
}

void alter_enum(SqlStatement& in, const PgNode& statement) {
  std::vector<std::string>& labels = find_type(in, texts(statement["typeName"])).type.labels;
  const std::string& added = statement.text("newVal");
  if (statement.has("oldVal")) {
    std::ranges::replace(labels, statement.text("oldVal"), added);
    return;
  }
  if (std::ranges::find(labels, added) != labels.end()) {
    if (statement.flag("skipIfNewValExists")) return;
    in.refuse_repeated(0, "label \"" + added + "\" of the enum");
  }
  auto at = labels.end();
  if (statement.has("newValNeighbor")) {
    at = std::ranges::find(labels, statement.text("newValNeighbor"));
    if (at == labels.end())
      in.refuse(0, "the enum has no label \"" + statement.text("newValNeighbor") + "\"" +
                       hint(statement.text("newValNeighbor"), labels));
    if (statement.flag("newValIsAfter")) ++at;
  }
  labels.insert(at, added);
}

void create_composite(SqlStatement& in, const PgNode& statement) {
  const QualifiedName name = in.new_name(statement["typevar"]);
  SqlUserType& type = add_sql_type(in, SqlTypeKind::kComposite, name, statement["typevar"].location());
  in.catalog.add_relation(name, {SqlRelationKind::kComposite, {}});
  for (const PgNode& each : statement["coldeflist"].items) {
    SqlColumn column;
    column.column.name = kPostgresql.name_of(each.text("colname"));
    column.type = read_sql_type(in, each["typeName"]);
    column.column.collation =
        column_collation(in.catalog, texts(each["collClause"]["collname"]), column.type);
    type.attributes.push_back(std::move(column));
  }
}

void create_sequence(SqlStatement& in, const PgNode& statement) {
  const PgNode& range = statement["sequence"];
  Sequence sequence;
  sequence.name = in.new_name(range);
  if (in.catalog.relation(sequence.name)) {
    if (statement.flag("if_not_exists")) return;
    in.refuse_repeated(range.location(), "\"" + to_string(sequence.name) + "\"");
  }
  sequence.options = new_sequence_options(in, statement["options"], "bigint");
  sequence.source = in.source(range.location());
  const std::string& persistence = range.text("relpersistence");
  in.catalog.sequence_persistence[sequence.name] = persistence == "t"   ? SqlPersistence::kTemporary
                                                   : persistence == "u" ? SqlPersistence::kUnlogged
                                                                        : SqlPersistence::kLogged;
  in.catalog.add_relation(sequence.name, {SqlRelationKind::kSequence, {}});
  const QualifiedName name = sequence.name;
  in.catalog.sequences.emplace(name, std::move(sequence));
  alter_owner(in, statement["options"], name);
}

void alter_owner(SqlStatement& in, const PgNode& options, const QualifiedName& name) {
  for (const PgNode& each : options.items) {
    if (each.text("defname") != "owned_by") continue;
    const std::vector<std::string> parts = texts(each["arg"]["items"]);
    Sequence& sequence = in.catalog.sequences.at(name);
    sequence.owned_by.reset();
    if (parts.size() < 2) return;
    const std::string schema = parts.size() > 2 ? parts[parts.size() - 3] : "";
    const auto owner = in.catalog.find_relation(schema, parts[parts.size() - 2]);
    SqlTable* table = owner ? in.catalog.table(*owner) : nullptr;
    if (!table)
      in.refuse_missing(each.location(), parts[parts.size() - 2],
                        "table \"" + parts[parts.size() - 2] + "\" is not declared before this");
    sequence.owned_by = ColumnName{*owner, in.column(*table, parts.back(), each.location()).column.name};
  }
}

void alter_sequence(SqlStatement& in, const PgNode& statement) {
  const auto found = in.relation(statement["sequence"], statement.flag("missing_ok"));
  if (!found) return;
  const auto at = in.catalog.sequences.find(*found);
  if (at == in.catalog.sequences.end()) {
    for (auto& [name, table] : in.catalog.tables)
      for (SqlColumn& each : table.columns)
        if (each.identity_sequence == *found && each.column.identity)
          each.column.identity->sequence =
              read_sequence_options(in, statement["options"], each.column.identity->sequence);
    return;
  }
  at->second.options = read_sequence_options(in, statement["options"], at->second.options);
  alter_owner(in, statement["options"], *found);
}

}  // namespace tenon
