// Records views, functions, triggers, grants and other unmodelled objects under the names of reflection.

#include <algorithm>

#include "declare/json/read_type.h"
#include "declare/sql/cascades.h"
#include "declare/sql/handlers.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Returns a type without its modifiers, as format_type() prints it in the name of a routine.
std::string argument_type(const SqlStatement& in, const PgNode& type_name) {
  SqlType type = read_sql_type(in, type_name);
  type.modifiers.clear();
  const std::string text = to_string(type);
  static constexpr std::string_view kBlankPadded = "bpchar";
  return text.starts_with(kBlankPadded) ? "character" + text.substr(kBlankPadded.size()) : text;
}

QualifiedName new_relation(SqlStatement& in, const PgNode& range, SqlRelationKind kind) {
  const QualifiedName name = in.new_name(range);
  in.catalog.add_relation(name, {kind, {}});
  return name;
}

std::string spaced(std::string_view mode, bool is_procedure) {
  if (mode == "FUNC_PARAM_OUT") return "OUT ";
  if (mode == "FUNC_PARAM_INOUT") return "INOUT ";
  if (mode == "FUNC_PARAM_VARIADIC") return "VARIADIC ";
  return is_procedure ? "IN " : "";
}

/// Returns a parameter as pg_get_function_identity_arguments() prints it.
std::string parameter(const SqlStatement& in, const PgNode& node, bool is_procedure) {
  const std::string& name = node.text("name");
  return spaced(node.text("mode"), is_procedure) + (name.empty() ? "" : identifier(kPostgresql, name) + " ") +
         argument_type(in, node["argType"]);
}

bool begins_with_order(std::string_view list) {
  const std::vector<Token> all = tokens(list, kPostgresql);
  return !all.empty() && is_word(all.front(), "order");
}

/// Returns the name of an aggregate. For an ordered-set aggregate, ORDER BY precedes the aggregated
/// arguments. If the last direct argument is VARIADIC, it is also the aggregated one.
std::string aggregate_name(const SqlStatement& in, const std::string& name, const PgNode& parameters,
                           std::size_t direct) {
  std::string list;
  const auto& all = parameters.items;
  for (std::size_t i = 0; i < all.size(); ++i) {
    list += i == direct ? (i ? " ORDER BY " : "ORDER BY ") : i ? ", " : "";
    list += parameter(in, all[i], false);
  }
  if (!all.empty() && direct == all.size()) list += " ORDER BY " + parameter(in, all.back(), false);
  return name + "(" + list + ")";
}

}  // namespace

QualifiedName unmodelled_name(const SqlStatement& in, const PgNode& names, std::string_view kind) {
  const std::vector<std::string> parts = texts(names);
  if (parts.size() > 1) return kPostgresql.qualified(parts.front(), parts.back());
  const Name name = kPostgresql.name_of(parts.empty() ? "" : parts.back());
  for (const Name& schema : in.catalog.lookup_path())
    for (const UnmodelledObject& other : in.catalog.unmodelled)
      if (other.kind == kind && other.name == QualifiedName{schema, name}) return other.name;
  return {in.catalog.creation_schema(), name};
}

std::string routine_name(const SqlStatement& in, const std::string& name, const PgNode& parameters,
                         bool is_procedure) {
  std::string list;
  for (const PgNode& each : parameters.items)
    if (each.text("mode") != "FUNC_PARAM_TABLE")
      list += (list.empty() ? "" : ", ") + parameter(in, each, is_procedure);
  return name + "(" + list + ")";
}

std::string input_types(const SqlStatement& in, const PgNode& parameters) {
  std::string list;
  for (const PgNode& each : parameters.items)
    if (each.text("mode") != "FUNC_PARAM_TABLE" && each.text("mode") != "FUNC_PARAM_OUT")
      list += (list.empty() ? "" : ", ") + argument_type(in, each["argType"]);
  return list;
}

void create_view(SqlStatement& in, const PgNode& statement) {
  const PgNode& range = statement["view"];
  const QualifiedName name = new_relation(in, range, SqlRelationKind::kView);
  if (range.text("relpersistence") != "t") in.catalog.add_unmodelled("view", name);
}

void create_table_as(SqlStatement& in, const PgNode& statement) {
  const PgNode& range = statement["into"]["rel"];
  if (statement.text("objtype") != "OBJECT_MATVIEW") {
    if (range.text("relpersistence") == "t") return in.catalog.skip("temporary tables of queries");
    in.refuse(range, "the columns of a query are not known here" + std::string(kWaysOut));
  }
  in.catalog.add_unmodelled("materialized_view", new_relation(in, range, SqlRelationKind::kMaterializedView));
}

void create_function(SqlStatement& in, const PgNode& statement) {
  const bool is_procedure = statement.flag("is_procedure");
  QualifiedName name = in.new_name(texts(statement["funcname"]), 0);
  if (name.schema.text == "pg_temp") return;
  name.name = kPostgresql.name_of(routine_name(in, name.name.text, statement["parameters"], is_procedure));
  in.catalog.routine_types[name] = input_types(in, statement["parameters"]);
  in.catalog.add_unmodelled(is_procedure ? "procedure" : "function", name);
}

namespace {

void define_type(SqlStatement& in, const QualifiedName& name, bool is_shell) {
  SqlUserType type;
  type.kind = is_shell ? SqlTypeKind::kShell : SqlTypeKind::kBase;
  type.type.name = name;
  type.type.source = in.source(0);
  in.catalog.types[name] = std::move(type);
}

std::string operator_name(const SqlStatement& in, const std::string& sign, const PgNode& definition) {
  std::string left = "NONE";
  std::string right = "NONE";
  for (const PgNode& each : definition.items) {
    if (each.text("defname") == "leftarg") left = argument_type(in, each["arg"]);
    if (each.text("defname") == "rightarg") right = argument_type(in, each["arg"]);
  }
  return sign + "(" + left + ", " + right + ")";
}

std::string text_search_kind(const std::string& kind) {
  if (kind == "OBJECT_TSCONFIGURATION") return "text_search_configuration";
  if (kind == "OBJECT_TSDICTIONARY") return "text_search_dictionary";
  if (kind == "OBJECT_TSPARSER") return "text_search_parser";
  if (kind == "OBJECT_TSTEMPLATE") return "text_search_template";
  return kind == "OBJECT_COLLATION" ? "collation" : "";
}

}  // namespace

void define(SqlStatement& in, const PgNode& statement) {
  const std::string& kind = statement.text("kind");
  QualifiedName name = in.new_name(texts(statement["defnames"]), 0);
  if (kind == "OBJECT_TYPE") return define_type(in, name, statement["definition"].items.empty());
  if (kind == "OBJECT_AGGREGATE") {
    const auto& arguments = statement["args"].items;
    const PgNode& list = arguments.empty() ? statement["args"] : arguments.front()["items"];
    // The parse tree has the number of direct arguments, but does not distinguish none from an aggregate that
    // is not an ordered-set one.
    const std::string direct = arguments.size() > 1 ? arguments[1].text("ival") : "";
    const std::size_t ordered_from = !direct.empty()                          ? std::stoul(direct)
                                     : begins_with_order(in.parenthesized(0)) ? 0
                                                                              : std::string::npos;
    name.name = kPostgresql.name_of(aggregate_name(in, name.name.text, list, ordered_from));
    in.catalog.routine_types[name] = input_types(in, list);
    return in.catalog.add_unmodelled("aggregate", name);
  }
  if (kind == "OBJECT_OPERATOR") {
    name.name = kPostgresql.name_of(operator_name(in, name.name.text, statement["definition"]));
    return in.catalog.add_unmodelled("operator", name);
  }
  if (const std::string word = text_search_kind(kind); !word.empty()) in.catalog.add_unmodelled(word, name);
}

void create_on_table(SqlStatement& in, const PgNode& statement) {
  const char* kind = statement.is("CreateTrigStmt") ? "trigger"
                     : statement.is("RuleStmt")     ? "rule"
                                                    : "policy";
  const PgNode& range = statement.is("CreatePolicyStmt") ? statement["table"] : statement["relation"];
  const char* member = statement.is("CreateTrigStmt") ? "trigname"
                       : statement.is("RuleStmt")     ? "rulename"
                                                      : "policy_name";
  const QualifiedName table = *in.relation(range);
  if (statement.is("RuleStmt") && statement.text(member) == "_RETURN") return;
  const SqlTable* made = in.catalog.table(table);
  if (made && made->temporary) return;
  in.catalog.add_unmodelled(kind, {table.schema, kPostgresql.name_of(statement.text(member))}, table);
}

void create_statistics(SqlStatement& in, const PgNode& statement) {
  const auto& relations = statement["relations"].items;
  if (relations.empty()) return;
  const QualifiedName table = *in.relation(relations.front());
  const std::vector<std::string> parts = texts(statement["defnames"]);
  QualifiedName name = parts.empty() ? QualifiedName{table.schema, Name()} : in.new_name(parts, 0);
  if (parts.empty()) {
    std::string columns;
    for (const PgNode& each : statement["exprs"].items)
      columns += "_" + (each.has("name") ? each.text("name") : std::string("expr"));
    name.name = kPostgresql.name_of(table.name.text + columns + "_stat");
  }
  in.catalog.add_unmodelled("statistics", name, table);
}

void create_of_database(SqlStatement& in, const PgNode& statement) {
  const auto add = [&](const char* kind, const char* member) {
    in.catalog.add_unmodelled(kind, bare_name(statement.text(member)));
  };
  if (statement.is("CreatePublicationStmt")) add("publication", "pubname");
  if (statement.is("CreateSubscriptionStmt")) add("subscription", "subname");
  if (statement.is("CreateEventTrigStmt")) add("event_trigger", "trigname");
  if (statement.is("CreatePLangStmt")) add("language", "plname");
  if (statement.is("CreateFdwStmt")) add("foreign_data_wrapper", "fdwname");
  if (statement.is("CreateForeignServerStmt")) add("foreign_server", "servername");
  if (statement.is("CreateAmStmt")) add("access_method", "amname");
  if (statement.is("CreateConversionStmt"))
    in.catalog.add_unmodelled("conversion", in.new_name(texts(statement["conversion_name"]), 0));
}

void create_operator_class(SqlStatement& in, const PgNode& statement) {
  const auto add = [&](const char* kind, const std::vector<std::string>& parts) {
    QualifiedName name = in.new_name(parts, 0);
    name.name = kPostgresql.name_of(name.name.text + " USING " + statement.text("amname"));
    in.catalog.add_unmodelled(kind, name);
  };
  const std::vector<std::string> family = texts(statement["opfamilyname"]);
  if (statement.is("CreateOpFamilyStmt")) return add("operator_family", family);
  const std::vector<std::string> name = texts(statement["opclassname"]);
  add("operator_class", name);
  if (family.empty()) add("operator_family", name);
}

void create_cast(SqlStatement& in, const PgNode& statement) {
  in.catalog.add_unmodelled("cast", bare_name(argument_type(in, statement["sourcetype"]) + " AS " +
                                              argument_type(in, statement["targettype"])));
}

namespace {

/// Records the object of a GRANT as reflection names it.
void grant_on(SqlStatement& in, const std::string& kind, const PgNode& object, const PgNode& privileges) {
  if (kind == "OBJECT_TABLE" || kind == "OBJECT_SEQUENCE") {
    const auto found = in.relation(object, true);
    if (!found) return;
    const bool on_table = in.catalog.relation(*found)->kind != SqlRelationKind::kSequence;
    const QualifiedName table = on_table ? *found : QualifiedName();
    bool whole = privileges.items.empty();
    for (const PgNode& each : privileges.items) {
      if (each["cols"].items.empty()) whole = true;
      for (const std::string& column : texts(each["cols"]))
        in.catalog.add_unmodelled(
            "grant", {found->schema, kPostgresql.name_of(found->name.text + "." + column)}, table);
    }
    if (whole) in.catalog.add_unmodelled("grant", *found, table);
  }
  if (kind == "OBJECT_SCHEMA")
    in.catalog.add_unmodelled("grant", kPostgresql.qualified(object.text("sval"), object.text("sval")));
  if (kind == "OBJECT_FUNCTION" || kind == "OBJECT_PROCEDURE" || kind == "OBJECT_ROUTINE") {
    for (const char* each : {"function", "procedure", "aggregate"})
      if (const std::size_t at = find_routine(in, each, object); at != std::string::npos)
        return in.catalog.add_unmodelled("grant", in.catalog.unmodelled[at].name);
  }
  for (const auto& [word, of_kind] :
       {std::pair("OBJECT_LANGUAGE", "language"), std::pair("OBJECT_FDW", "foreign_data_wrapper"),
        std::pair("OBJECT_FOREIGN_SERVER", "foreign_server")})
    if (const QualifiedName name = bare_name(object.text("sval"));
        kind == word && in.catalog.unmodelled_object(of_kind, name, {}))
      in.catalog.add_unmodelled("grant", name);
  if (kind == "OBJECT_TYPE" || kind == "OBJECT_DOMAIN") {
    const std::vector<std::string> parts = texts(object["items"]);
    if (parts.empty()) return;
    const auto found = in.catalog.find_type(parts.size() > 1 ? parts.front() : "", parts.back());
    if (found) in.catalog.add_unmodelled("grant", *found);
  }
}

}  // namespace

void grant(SqlStatement& in, const PgNode& statement) {
  if (statement.is("GrantRoleStmt")) return;
  if (statement.text("targtype") != "ACL_TARGET_OBJECT") return in.catalog.skip(std::string(kGrantsOnAll));
  for (const PgNode& object : statement["objects"].items)
    grant_on(in, statement.text("objtype"), object, statement["privileges"]);
}

void default_privileges(SqlStatement& in, const PgNode& statement) {
  (void)statement;
  in.catalog.skip("default privileges");
}

}  // namespace tenon
