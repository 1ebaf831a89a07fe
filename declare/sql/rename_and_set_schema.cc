// Runs DROP, ALTER ... RENAME and ALTER ... SET SCHEMA on the simulated catalog.

#include <algorithm>
#include <array>
#include <utility>

#include "declare/sql/cascades.h"
#include "declare/sql/handlers.h"
#include "declare/sql/options.h"
#include "declare/sql/type.h"
#include "model/dialect.h"

namespace tenon {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

/// Maps the parser's object types to the kinds that reflection shows.
constexpr auto kUnmodelledWords = std::to_array<Pair>({
    {"OBJECT_VIEW", "view"},
    {"OBJECT_MATVIEW", "materialized_view"},
    {"OBJECT_FUNCTION", "function"},
    {"OBJECT_PROCEDURE", "procedure"},
    {"OBJECT_AGGREGATE", "aggregate"},
    {"OBJECT_TRIGGER", "trigger"},
    {"OBJECT_POLICY", "policy"},
    {"OBJECT_RULE", "rule"},
    {"OBJECT_STATISTIC_EXT", "statistics"},
    {"OBJECT_EXTENSION", "extension"},
    {"OBJECT_PUBLICATION", "publication"},
    {"OBJECT_SUBSCRIPTION", "subscription"},
    {"OBJECT_EVENT_TRIGGER", "event_trigger"},
    {"OBJECT_LANGUAGE", "language"},
    {"OBJECT_FDW", "foreign_data_wrapper"},
    {"OBJECT_FOREIGN_SERVER", "foreign_server"},
    {"OBJECT_ACCESS_METHOD", "access_method"},
    {"OBJECT_COLLATION", "collation"},
    {"OBJECT_CONVERSION", "conversion"},
    {"OBJECT_TSCONFIGURATION", "text_search_configuration"},
    {"OBJECT_TSDICTIONARY", "text_search_dictionary"},
    {"OBJECT_TSPARSER", "text_search_parser"},
    {"OBJECT_TSTEMPLATE", "text_search_template"},
    {"OBJECT_OPERATOR", "operator"},
    {"OBJECT_OPCLASS", "operator_class"},
    {"OBJECT_OPFAMILY", "operator_family"},
    {"OBJECT_CAST", "cast"},
});

std::string other_kind(std::string_view kind) {
  const auto at = std::ranges::find(kUnmodelledWords, kind, &Pair::first);
  return at == kUnmodelledWords.end() ? "" : std::string(at->second);
}

bool is_routine(std::string_view kind) {
  return kind == "OBJECT_FUNCTION" || kind == "OBJECT_PROCEDURE" || kind == "OBJECT_AGGREGATE" ||
         kind == "OBJECT_ROUTINE";
}

bool is_on_table(std::string_view kind) {
  return kind == "OBJECT_TRIGGER" || kind == "OBJECT_POLICY" || kind == "OBJECT_RULE";
}

bool is_relation(std::string_view kind) {
  return kind == "OBJECT_TABLE" || kind == "OBJECT_VIEW" || kind == "OBJECT_MATVIEW" ||
         kind == "OBJECT_SEQUENCE" || kind == "OBJECT_INDEX" || kind == "OBJECT_FOREIGN_TABLE";
}

std::string relation_kind_word(SqlRelationKind kind) {
  switch (kind) {
    case SqlRelationKind::kView:
      return "view";
    case SqlRelationKind::kMaterializedView:
      return "materialized_view";
    default:
      return "";
  }
}

std::string last(const std::vector<std::string>& parts) { return parts.empty() ? "" : parts.back(); }
std::string schema_of(const std::vector<std::string>& parts) {
  return parts.size() > 1 ? parts[parts.size() - 2] : "";
}

/// Drops the objects that one entry of a DROP names.
class Dropper {
 public:
  Dropper(SqlStatement& in, const PgNode& statement)
      : in_(in),
        world_(in.catalog),
        kind_(statement.text("removeType")),
        missing_ok_(statement.flag("missing_ok")) {}

  void drop(const PgNode& object) {
    if (is_relation(kind_)) return drop_relation(texts(object["items"]));
    if (kind_ == "OBJECT_TYPE" || kind_ == "OBJECT_DOMAIN") return drop_type_named(texts(object["names"]));
    if (kind_ == "OBJECT_SCHEMA") return drop_schema(world_, kPostgresql.name_of(object.text("sval")));
    if (is_on_table(kind_)) return drop_on_table(texts(object["items"]));
    if (is_routine(kind_)) return drop_routine(object);
    drop_other(object);
  }

 private:
  void missing(const std::string& name) const {
    if (!missing_ok_) in_.refuse_missing(0, name, "\"" + name + "\" is not declared before this");
  }

  void drop_relation(const std::vector<std::string>& parts) {
    const auto found = world_.find_relation(schema_of(parts), last(parts));
    if (!found) return missing(last(parts));
    const SqlRelation relation = *world_.relation(*found);
    if (is_table(relation.kind)) return drop_table(world_, *found);
    if (relation.kind == SqlRelationKind::kSequence) return drop_sequence(world_, *found);
    if (relation.kind == SqlRelationKind::kIndex) {
      drop_index(world_, *found);
      return;
    }
    world_.remove_unmodelled(relation_kind_word(relation.kind), *found);
    std::erase_if(world_.unmodelled, [&](const UnmodelledObject& other) { return other.table == *found; });
    world_.remove_relation(*found);
  }

  void drop_type_named(const std::vector<std::string>& parts) {
    const auto found = world_.find_type(schema_of(parts), last(parts));
    if (!found) return missing(last(parts));
    drop_type(world_, *found);
  }

  void drop_on_table(std::vector<std::string> parts) {
    const std::string name = last(parts);
    if (!parts.empty()) parts.pop_back();
    const auto table = world_.find_relation(schema_of(parts), last(parts));
    if (table)
      world_.remove_unmodelled(other_kind(kind_), {table->schema, kPostgresql.name_of(name)}, *table);
  }

  void drop_routine(const PgNode& object) {
    for (const char* each : {"function", "procedure", "aggregate"}) {
      const std::size_t at = find_routine(in_, each, object);
      if (at == std::string::npos) continue;
      world_.unmodelled.erase(world_.unmodelled.begin() + static_cast<std::ptrdiff_t>(at));
      return;
    }
  }

  void drop_other(const PgNode& object) {
    const std::string kind = other_kind(kind_);
    if (kind.empty()) return;
    std::vector<std::string> parts = texts(object["items"]);
    if (object.is("String")) parts = {object.text("sval")};
    if (kind == "operator_class" || kind == "operator_family") {
      if (parts.size() < 2) return;
      parts.back() += " USING " + parts.front();
      parts.erase(parts.begin());
    }
    if (kind == "extension") world_.extensions.erase(last(parts));
    const Name name = kPostgresql.name_of(last(parts));
    std::erase_if(world_.unmodelled, [&](const UnmodelledObject& other) {
      return other.kind == kind && other.name.name == name &&
             (schema_of(parts).empty() || other.name.schema.text == schema_of(parts));
    });
  }

  SqlStatement& in_;
  SimulatedCatalog& world_;
  std::string kind_;
  bool missing_ok_;
};

}  // namespace

std::size_t find_routine(const SqlStatement& in, std::string_view kind, const PgNode& object) {
  const std::vector<std::string> parts = texts(object["objname"]);
  std::vector<Name> schemas = in.catalog.lookup_path();
  if (parts.size() > 1) schemas = {kPostgresql.name_of(parts.front())};
  std::string types;
  for (const PgNode& each : object["objargs"].items) {
    SqlType type = read_sql_type(in, each);
    type.modifiers.clear();
    types += (types.empty() ? "" : ", ") + to_string(type);
  }
  for (std::size_t i = 0; i < in.catalog.unmodelled.size(); ++i) {
    const UnmodelledObject& other = in.catalog.unmodelled[i];
    if (other.kind != kind || std::ranges::find(schemas, other.name.schema) == schemas.end()) continue;
    if (!other.name.name.text.starts_with(last(parts) + "(")) continue;
    const auto held = in.catalog.routine_types.find(other.name);
    if (object.flag("args_unspecified") || (held != in.catalog.routine_types.end() && held->second == types))
      return i;
  }
  return std::string::npos;
}

void drop_objects(SqlStatement& in, const PgNode& statement) {
  Dropper dropper(in, statement);
  for (const PgNode& object : statement["objects"].items) dropper.drop(object);
}

namespace {

void move_routine(SimulatedCatalog& catalog, std::size_t at, const QualifiedName& to) {
  auto types = catalog.routine_types.extract(catalog.unmodelled[at].name);
  catalog.unmodelled[at].name = to;
  if (types.empty()) return;
  types.key() = to;
  catalog.routine_types.insert(std::move(types));
}

void rename_relation(SqlStatement& in, const PgNode& statement) {
  const auto found = in.relation(statement["relation"], statement.flag("missing_ok"));
  if (!found) return;
  SimulatedCatalog& catalog = in.catalog;
  const SqlRelation relation = *catalog.relation(*found);
  const QualifiedName to{found->schema, kPostgresql.name_of(statement.text("newname"))};
  if (is_table(relation.kind)) return move_table(catalog, *found, to);
  if (relation.kind == SqlRelationKind::kSequence && catalog.sequences.contains(*found))
    return move_sequence(catalog, *found, to);
  SqlTable* table = relation.kind == SqlRelationKind::kIndex ? catalog.table(relation.table) : nullptr;
  if (table && table->index(found->name)) return catalog.rename(*table, *table->index(found->name), to.name);
  catalog.remove_relation(*found);
  catalog.add_relation(to, relation);
  for (UnmodelledObject& other : catalog.unmodelled) {
    if (other.name == *found && (other.table.name.empty() || other.kind == "index")) other.name = to;
    if (other.table == *found) other.table = to;
  }
}

void rename_part(SqlStatement& in, const PgNode& statement) {
  const std::string& kind = statement.text("renameType");
  const auto found = in.relation(statement["relation"], statement.flag("missing_ok"));
  if (!found) return;
  const Name from = kPostgresql.name_of(statement.text("subname"));
  const Name to = kPostgresql.name_of(statement.text("newname"));
  SqlTable* table = in.catalog.table(*found);
  if (is_on_table(kind)) {
    if (UnmodelledObject* other =
            in.catalog.unmodelled_object(other_kind(kind), {found->schema, from}, *found))
      other->name.name = to;
  } else if (kind == "OBJECT_ATTRIBUTE") {
    for (SqlColumn& each : in.catalog.types[*found].attributes)
      if (each.column.name == from) each.column.name = to;
  } else if (table && kind == "OBJECT_COLUMN") {
    in.column(*table, from.text, 0);
    rename_column(in.catalog, *table, from, to);
  } else if (table && kind == "OBJECT_TABCONSTRAINT") {
    SqlConstraint* made = table->constraint(from);
    SqlColumn* held = made ? nullptr : not_null_column(*table, from);
    if (held) return set_sql_option(held->column.options, "not_null_name", to.text);
    if (!made) in.refuse(0, "table " + to_string(*found) + " has no constraint \"" + from.text + "\"");
    in.catalog.rename(*table, *made, to);
    for (SqlTable* child : in.catalog.children(*found))
      if (SqlConstraint* below = child->constraint(from);
          below && !below->local && below->parent.name.empty())
        in.catalog.rename(*child, *below, to);
  }
}

void rename_type(SqlStatement& in, const std::vector<std::string>& parts, const QualifiedName& to) {
  const auto found = in.catalog.find_type(schema_of(parts), last(parts));
  if (!found) in.refuse_missing(0, last(parts), "type \"" + last(parts) + "\" is not declared before this");
  QualifiedName target = *found;
  if (!to.schema.empty()) target.schema = to.schema;
  if (!to.name.empty()) target.name = to.name;
  move_type(in.catalog, *found, target);
}

}  // namespace

void rename_object(SqlStatement& in, const PgNode& statement) {
  const std::string& kind = statement.text("renameType");
  const Name to = kPostgresql.name_of(statement.text("newname"));
  if (kind == "OBJECT_SCHEMA")
    return rename_schema(in.catalog, kPostgresql.name_of(statement.text("subname")), to);
  if (is_relation(kind)) return rename_relation(in, statement);
  if (kind == "OBJECT_TYPE" || kind == "OBJECT_DOMAIN")
    return rename_type(in, texts(statement["object"]["items"]), {Name(), to});
  if (kind == "OBJECT_DOMCONSTRAINT") return rename_domain_check(in, statement);
  if (statement.has("relation")) return rename_part(in, statement);
  if (is_routine(kind)) {
    for (const char* each : {"function", "procedure", "aggregate"})
      if (const std::size_t at = find_routine(in, each, statement["object"]); at != std::string::npos) {
        const std::string list = in.catalog.unmodelled[at].name.name.text;
        return move_routine(in.catalog, at,
                            {in.catalog.unmodelled[at].name.schema,
                             kPostgresql.name_of(to.text + list.substr(list.find('(')))});
      }
  }
  std::vector<std::string> parts = texts(statement["object"]["items"]);
  if (statement["object"].is("String")) parts = {statement["object"].text("sval")};
  for (UnmodelledObject& other : in.catalog.unmodelled)
    if (other.kind == other_kind(kind) && other.name.name.text == last(parts)) other.name.name = to;
}

void set_schema(SqlStatement& in, const PgNode& statement) {
  const std::string& kind = statement.text("objectType");
  const Name schema = kPostgresql.name_of(statement.text("newschema"));
  SimulatedCatalog& catalog = in.catalog;
  if (kind == "OBJECT_TYPE" || kind == "OBJECT_DOMAIN")
    return rename_type(in, texts(statement["object"]["items"]), {schema, Name()});
  if (is_routine(kind)) {
    for (const char* each : {"function", "procedure", "aggregate"})
      if (const std::size_t at = find_routine(in, each, statement["object"]); at != std::string::npos)
        move_routine(catalog, at, {schema, catalog.unmodelled[at].name.name});
    return;
  }
  if (!is_relation(kind)) {
    for (UnmodelledObject& other : catalog.unmodelled)
      if (other.kind == other_kind(kind) &&
          (other.name.name.text == last(texts(statement["object"]["items"])) ||
           other.name.name.text == statement["object"].text("sval")))
        other.name.schema = schema;
    return;
  }
  const auto found = in.relation(statement["relation"], statement.flag("missing_ok"));
  if (!found) return;
  const SqlRelation relation = *catalog.relation(*found);
  const QualifiedName to{schema, found->name};
  if (is_table(relation.kind)) return move_table(catalog, *found, to);
  if (relation.kind == SqlRelationKind::kSequence) return move_sequence(catalog, *found, to);
  catalog.remove_relation(*found);
  catalog.add_relation(to, relation);
  for (UnmodelledObject& other : catalog.unmodelled)
    if (other.name == *found) other.name = to;
}

}  // namespace tenon
