// Converts the simulated catalog into a sorted Catalog.

#include <algorithm>
#include <optional>

#include "declare/fold_settings.h"
#include "declare/sql/partitioning.h"
#include "declare/sql/simulated_catalog.h"
#include "model/dialect.h"
#include "model/sequence.h"
#include "sql/key.h"
#include "sql/pg_parse.h"

namespace tenon {

namespace {

/// Tells whether a schema belongs to the system, such as pg_temp and pg_catalog.
bool is_system(const Name& schema) { return schema.text.starts_with("pg_"); }

void add_unmodelled(Catalog& catalog, const std::string& kind, const QualifiedName& name,
                    const QualifiedName& table) {
  catalog.unmodelled.push_back({kind, name, table, ""});
}

/// Returns the type that decides how values are stored: for a domain, its base type.
Type stored_type(const SimulatedCatalog& simulated, const SqlType& made) {
  const auto at = simulated.types.find(made.user);
  if (made.array || at == simulated.types.end()) return type(to_string(made), kPostgresql);
  switch (at->second.kind) {
    case SqlTypeKind::kDomain:
      return stored_type(simulated, at->second.attributes.front().type);
    case SqlTypeKind::kEnum:
      return type("integer", kPostgresql);
    default:
      return type("text", kPostgresql);
  }
}

/// pg_dump writes DEFAULT NULL for every inherited column without a default. Over a domain it has a meaning
/// only if the domain has a default.
bool says_nothing(const SimulatedCatalog& simulated, const SqlTable& table, const SqlColumn& column) {
  const auto& value = column.column.default_value;
  if (table.parents.empty() || !value || !is_null_constant(value->text)) return false;
  const auto type = simulated.types.find(column.type.user);
  return type == simulated.types.end() || !type->second.domain.default_value;
}

Inheritance inheritance_of(const SqlColumn& column, bool in_partition) {
  if (in_partition || column.inherited == 0) return Inheritance::kOwn;
  return column.local ? Inheritance::kMerged : Inheritance::kInherited;
}

Table table_of(const SimulatedCatalog& simulated, const SqlTable& from) {
  Table table = from.table;
  table.options = folded_table_settings(std::move(table.options));
  if (from.partitioned)
    table.options = with_option(std::move(table.options), "partition_by", partition_key_text(from));
  table.parents = from.parents;
  for (const SqlColumn& each : from.columns) {
    table.columns.push_back(each.column);
    Column& made = table.columns.back();
    if (made.identity) made.identity->sequence_name = each.identity_sequence;
    made.type = type(to_string(each.type), kPostgresql);
    if (made.identity) made.identity = restored(*made.identity, made.type);
    if (says_nothing(simulated, from, each)) made.default_value.reset();
    made.options = folded_column_settings(std::move(made.options), stored_type(simulated, each.type));
    made.inheritance = inheritance_of(each, from.partition);
  }
  for (const SqlConstraint& each : from.constraints) {
    auto& made =
        (each.local ? table.constraints : *table.inherited_constraints).emplace_back(each.constraint);
    if (Options* options = index_options_of(made))
      *options = with_option(folded_index_settings(std::move(*options)), "index_comment", each.index_comment);
  }
  return table;
}

bool has_comment(const Constraint& constraint) {
  return std::visit([](const auto& c) { return !c.comment.empty(); }, constraint);
}

/// Adds the comments that the model does not hold: those on inherited constraints.
void add_comments(const SqlTable& from, std::vector<UnmodelledObject>& to) {
  const auto add = [&](const char* kind, const SqlConstraint& of) {
    to.push_back({kind, {from.table.name.schema, name_of(of.constraint)}, from.table.name, ""});
  };
  for (const SqlConstraint& each : from.constraints) {
    const bool is_index = std::holds_alternative<Index>(each.constraint);
    if (!each.local && has_comment(each.constraint) && !std::holds_alternative<Check>(each.constraint))
      add(is_index ? "index_comment" : "constraint_comment", each);
    if (!each.local && !each.index_comment.empty()) add("index_comment", each);
  }
}

/// Adds the comments on attributes of a composite type.
void add_attribute_comments(const SqlUserType& from, std::vector<UnmodelledObject>& to) {
  const QualifiedName& type = from.type.name;
  for (const SqlColumn& each : from.attributes)
    if (!each.column.comment.empty())
      to.push_back({"attribute_comment",
                    {type.schema, kPostgresql.name_of(type.name.text + "." + each.column.name.text)},
                    {},
                    ""});
}

/// Adds the partitions that have their part of an invalid (ON ONLY) index; of a valid index every partition
/// has one.
void add_index_parts(const SimulatedCatalog& simulated, const SqlTable& from,
                     std::vector<UnmodelledObject>& to) {
  for (const SqlConstraint& each : from.constraints) {
    const SqlRelation* index = each.parent.empty() ? nullptr : simulated.relation(each.parent);
    const auto table = index ? simulated.tables.find(index->table) : simulated.tables.end();
    if (table == simulated.tables.end()) continue;
    for (const SqlConstraint& whole : table->second.constraints)
      if (is_sql_relation(whole.constraint) && name_of(whole.constraint) == each.parent.name &&
          !is_valid(whole.constraint))
        to.push_back({"index_part", each.parent, from.table.name, ""});
  }
}

CompositeType composite_of(const SqlUserType& from) {
  CompositeType made;
  made.name = from.type.name;
  made.comment = from.type.comment;
  made.source = from.type.source;
  for (const SqlColumn& each : from.attributes)
    made.attributes.push_back(
        {each.column.name, type(to_string(each.type), kPostgresql), each.column.collation});
  return made;
}

Type made_of(const SqlUserType& from) { return type(to_string(from.attributes.front().type), kPostgresql); }

Domain domain_of(const SqlUserType& from) {
  Domain made = from.domain;
  made.type = made_of(from);
  made.name = from.type.name;
  made.comment = from.type.comment;
  made.source = from.type.source;
  return made;
}

RangeType range_of(const SqlUserType& from) {
  RangeType made;
  made.name = from.type.name;
  made.subtype = made_of(from);
  made.options = from.options;
  made.comment = from.type.comment;
  made.source = from.type.source;
  return made;
}

std::vector<Extension> extensions_of(const SimulatedCatalog& simulated) {
  std::vector<Extension> all;
  for (const auto& [name, schema] : simulated.extensions) {
    Extension made;
    made.name = kPostgresql.name_of(name);
    made.schema = kPostgresql.name_of(schema);
    all.push_back(std::move(made));
  }
  return all;
}

std::optional<SqlPersistence> said_of(const SimulatedCatalog& simulated, const QualifiedName& sequence) {
  const auto said = simulated.sequence_persistence.find(sequence);
  return said == simulated.sequence_persistence.end() ? std::nullopt : std::optional(said->second);
}

/// Returns the table of the column that owns a sequence, or nullptr.
const SqlTable* owner_of(const SimulatedCatalog& simulated, const QualifiedName& sequence) {
  const auto alone = simulated.sequences.find(sequence);
  if (alone != simulated.sequences.end()) {
    const auto& owner = alone->second.owned_by;
    const auto table = owner ? simulated.tables.find(owner->table) : simulated.tables.end();
    return table == simulated.tables.end() ? nullptr : &table->second;
  }
  for (const auto& [name, table] : simulated.tables)
    for (const SqlColumn& column : table.columns)
      if (column.column.identity && column.identity_sequence == sequence) return &table;
  return nullptr;
}

/// Returns Sequence::logging of a sequence: whether it differs from its table.
std::string logging_of(const SimulatedCatalog& simulated, const QualifiedName& sequence) {
  const auto said = said_of(simulated, sequence);
  const SqlTable* owner = owner_of(simulated, sequence);
  const bool follows_unlogged = owner && option(owner->table.options, "unlogged");
  if (!said || (said == SqlPersistence::kUnlogged) == follows_unlogged) return "";
  return follows_unlogged ? "logged" : "unlogged";
}

/// Adds the identity sequences whose persistence differs from that of their table.
void add_sequence_settings(const SimulatedCatalog& simulated, std::vector<UnmodelledObject>& to) {
  for (const auto& [name, said] : simulated.sequence_persistence) {
    const SqlTable* owner = simulated.relation(name) ? owner_of(simulated, name) : nullptr;
    if (owner && !simulated.sequences.contains(name) && !logging_of(simulated, name).empty())
      to.push_back({"sequence_setting", name, owner->table.name, ""});
  }
}

}  // namespace

Catalog catalog_of(const SimulatedCatalog& simulated) {
  Catalog catalog;
  catalog.dialect = &kPostgresql;
  for (const auto& [name, schema] : simulated.schemas) catalog.schemas.push_back(schema);
  catalog.extensions = extensions_of(simulated);
  for (const auto& [name, type] : simulated.types) {
    if (type.kind == SqlTypeKind::kEnum)
      catalog.enums.push_back(type.type);
    else if (type.kind == SqlTypeKind::kComposite) {
      catalog.composite_types.push_back(composite_of(type));
      add_attribute_comments(type, catalog.unmodelled);
    } else if (type.kind == SqlTypeKind::kDomain)
      catalog.domains.push_back(domain_of(type));
    else if (type.kind == SqlTypeKind::kRange)
      catalog.range_types.push_back(range_of(type));
    else
      add_unmodelled(catalog, "base_type", name, {});
  }
  for (const auto& [name, sequence] : simulated.sequences)
    if (!is_system(name.schema) && said_of(simulated, name) != SqlPersistence::kTemporary) {
      Sequence& made = catalog.sequences.emplace_back(sequence);
      made.logging = logging_of(simulated, name);
      if (const SqlTable* owner = owner_of(simulated, name); owner && owner->foreign) made.owned_by.reset();
    }
  for (const auto& [name, table] : simulated.tables) {
    if (table.temporary || is_system(name.schema)) continue;
    if (table.foreign) {
      add_unmodelled(catalog, "foreign_table", name, {});
      continue;
    }
    catalog.tables.push_back(table_of(simulated, table));
    add_comments(table, catalog.unmodelled);
    add_index_parts(simulated, table, catalog.unmodelled);
    if (!table.type.empty()) add_unmodelled(catalog, "typed_table", name, name);
  }
  add_sequence_settings(simulated, catalog.unmodelled);
  catalog.unmodelled.insert(catalog.unmodelled.end(), simulated.unmodelled.begin(),
                            simulated.unmodelled.end());
  return sorted(std::move(catalog));
}

}  // namespace tenon
