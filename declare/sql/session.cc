// Runs SET, set_config(), CREATE SCHEMA, CREATE EXTENSION and COMMENT ON on the simulated catalog.

#include "declare/sql/handlers.h"
#include "declare/sql/options.h"
#include "model/dialect.h"
#include "sql/character.h"
#include "sql/content.h"

namespace tenon {

namespace {

/// Returns the names in the text of a search path.
std::vector<std::string> path_of(const std::string& text) {
  std::vector<std::string> path;
  for (const Token& token : tokens(text, kPostgresql)) {
    if (token.kind == TokenKind::kWord) path.push_back(lower(content(token)));
    if (token.kind == TokenKind::kIdentifier && !content(token).empty()) path.push_back(content(token));
  }
  return path;
}

/// Runs SET client_encoding: the rest of the file is in that encoding.
void set_encoding(SqlStatement& in, const std::string& name) {
  const bool is_utf8 = name == "UTF8" || name == "UTF-8" || name == "UNICODE" || name == "SQL_ASCII";
  const bool is_latin1 = name == "LATIN1" || name == "ISO88591" || name == "ISO-8859-1";
  if (!is_utf8 && !is_latin1)
    in.refuse(0, "text in the encoding " + name + " is not read; convert the file to UTF-8");
  in.catalog.client_encoding = is_latin1 ? "LATIN1" : "UTF8";
}

const std::vector<std::string> kStandardPath{"$user", "public"};

}  // namespace

void set_variable(SqlStatement& in, const PgNode& statement) {
  if (statement.text("name") == "search_path") {
    in.catalog.search_path.clear();
    for (const PgNode& each : statement["args"].items)
      in.catalog.search_path.push_back(each["sval"].text("sval"));
    if (statement.text("kind") != "VAR_SET_VALUE") in.catalog.search_path = kStandardPath;
  }
  const bool sets = statement.text("kind") == "VAR_SET_VALUE";
  const auto value = [&] {
    return sets ? statement["args"].items.front()["sval"].text("sval") : std::string();
  };
  if (statement.text("name") == "default_tablespace") in.catalog.default_tablespace = value();
  if (statement.text("name") == "default_table_access_method") in.catalog.default_access_method = value();
  if (statement.text("name") == "client_encoding" && statement.text("kind") == "VAR_SET_VALUE")
    set_encoding(in, upper(statement["args"].items.front()["sval"].text("sval")));
  if (statement.text("kind") != "VAR_RESET_ALL") return;
  in.catalog.search_path = kStandardPath;
  in.catalog.default_tablespace = in.catalog.default_access_method = "";
}

void run_select(SqlStatement& in, const PgNode& statement) {
  for (const PgNode& target : statement["targetList"].items) {
    const PgNode& call = target["val"];
    const std::vector<std::string> function = texts(call["funcname"]);
    const auto& arguments = call["args"].items;
    const bool sets = !function.empty() && function.back() == "set_config" && arguments.size() == 3;
    if (sets && arguments[0]["sval"].text("sval") == "search_path") {
      in.catalog.search_path = path_of(arguments[1]["sval"].text("sval"));
      return;
    }
    if (sets) return;
  }
  if (statement.has("intoClause"))
    in.refuse(0, "the columns of a query are not known here" + std::string(kWaysOut));
  in.catalog.skip("queries");
}

void create_schema(SqlStatement& in, const PgNode& statement) {
  std::string text = statement.text("schemaname");
  if (text.empty()) text = statement["authrole"].text("rolename");
  if (text.empty()) in.refuse(0, "the schema has no name that is known here");
  Schema schema;
  schema.name = kPostgresql.name_of(text);
  schema.source = in.source(0);
  const bool is_new = in.catalog.schemas.emplace(schema.name, schema).second;
  const bool is_public = text == kPostgresql.default_schema;
  if (!is_new && !is_public && !statement.flag("if_not_exists"))
    in.refuse_repeated(0, "schema \"" + text + "\"");
  const std::vector<std::string> path = in.catalog.search_path;
  in.catalog.search_path.insert(in.catalog.search_path.begin(), text);
  for (const PgNode& each : statement["schemaElts"].items) run_statement(in, each);
  in.catalog.search_path = path;
}

void create_extension(SqlStatement& in, const PgNode& statement) {
  const std::string& name = statement.text("extname");
  if (name == "plpgsql" || in.catalog.extensions.contains(name)) return;
  std::string schema;
  bool cascades = false;
  for (const PgNode& each : statement["options"].items) {
    if (each.text("defname") == "schema") schema = option_text(in, each);
    if (each.text("defname") == "cascade") cascades = true;
  }
  if (schema.empty()) schema = in.catalog.creation_schema().text;
  if (cascades && name == "earthdistance" && !in.catalog.extensions.contains("cube")) {
    in.catalog.extensions["cube"] = schema;
  }
  in.catalog.extensions[name] = schema;
}

namespace {

/// Requires that a table or an index exists and has the kind that the statement names, modelled or not.
void require_kind(const SqlStatement& in, const std::optional<QualifiedName>& found, const std::string& kind,
                  const std::string& name) {
  if (!found) in.refuse_missing(0, name, "\"" + name + "\" is not declared before this");
  const bool wants_index = kind == "OBJECT_INDEX";
  const SqlRelationKind wanted = wants_index ? SqlRelationKind::kIndex : SqlRelationKind::kTable;
  if (in.catalog.relation(*found)->kind != wanted)
    in.refuse(0, "\"" + name + "\" is " + (wants_index ? "no index" : "no table"));
}

/// Returns the attribute of a composite type, or nullptr if there is no such type.
SqlColumn* attribute_of(SqlStatement& in, const std::string& schema, const std::string& type,
                        const std::string& name) {
  const auto found = in.catalog.find_type(schema, type);
  const auto at = found ? in.catalog.types.find(*found) : in.catalog.types.end();
  if (at == in.catalog.types.end() || at->second.kind != SqlTypeKind::kComposite) return nullptr;
  auto& all = at->second.attributes;
  const auto made = std::ranges::find_if(
      all, [&](const SqlColumn& each) { return each.column.name == kPostgresql.name_of(name); });
  if (made == all.end()) in.refuse(0, "type " + to_string(*found) + " has no attribute \"" + name + "\"");
  return &*made;
}

/// Returns the comment of the object that COMMENT ON names, or nullptr if the model has no comment for it.
std::string* comment_of_object(SqlStatement& in, const std::string& kind, const PgNode& object) {
  SimulatedCatalog& catalog = in.catalog;
  std::vector<std::string> parts = texts(object["items"]);
  if (kind == "OBJECT_TYPE" || kind == "OBJECT_DOMAIN") parts = texts(object["names"]);
  const auto part = [&](std::size_t from_end) {
    return parts.size() >= from_end ? parts[parts.size() - from_end] : std::string();
  };
  if (kind == "OBJECT_SCHEMA") {
    const auto at = catalog.schemas.find(kPostgresql.name_of(object.text("sval")));
    return at == catalog.schemas.end() ? nullptr : &at->second.comment;
  }
  if (kind == "OBJECT_TYPE" || kind == "OBJECT_DOMAIN") {
    const auto found = catalog.find_type(part(2), part(1));
    const auto at = found ? catalog.types.find(*found) : catalog.types.end();
    return at == catalog.types.end() ? nullptr : &at->second.type.comment;
  }
  if (kind == "OBJECT_COLUMN" || kind == "OBJECT_TABCONSTRAINT") {
    SqlColumn* attribute = kind == "OBJECT_COLUMN" ? attribute_of(in, part(3), part(2), part(1)) : nullptr;
    if (attribute) return &attribute->column.comment;
    const auto found = catalog.find_relation(part(3), part(2));
    SqlTable* table = found ? catalog.table(*found) : nullptr;
    if (!found) in.refuse_missing(0, part(2), "\"" + part(2) + "\" is not declared before this");
    if (!table) return nullptr;
    if (kind == "OBJECT_COLUMN") return &in.column(*table, part(1), 0).column.comment;
    SqlConstraint* made = table->constraint(kPostgresql.name_of(part(1)));
    if (!made) in.refuse(0, "table " + to_string(*found) + " has no constraint \"" + part(1) + "\"");
    return &comment_of(made->constraint);
  }
  const auto found = catalog.find_relation(part(2), part(1));
  if (kind == "OBJECT_TABLE" || kind == "OBJECT_INDEX") require_kind(in, found, kind, part(1));
  if (kind == "OBJECT_TABLE" && found && catalog.table(*found)) return &catalog.table(*found)->table.comment;
  if (kind == "OBJECT_SEQUENCE" && found && catalog.sequences.contains(*found))
    return &catalog.sequences.at(*found).comment;
  if (kind == "OBJECT_INDEX" && found) {
    SqlTable* table = catalog.table(catalog.relation(*found)->table);
    SqlConstraint* index = table ? table->index(found->name) : nullptr;
    if (!index) return nullptr;
    const bool own = std::holds_alternative<Index>(index->constraint);
    return own ? &comment_of(index->constraint) : &index->index_comment;
  }
  return nullptr;
}

/// Returns the comment on a check of a domain, or nullptr if no statement created the domain.
std::string* comment_of_check(SqlStatement& in, const PgNode& object) {
  if (object["items"].items.size() != 2) return nullptr;
  const std::vector<std::string> type = texts(object["items"].items[0]["names"]);
  if (type.empty()) return nullptr;
  const auto found = in.catalog.find_type(type.size() > 1 ? type[type.size() - 2] : "", type.back());
  const auto at = found ? in.catalog.types.find(*found) : in.catalog.types.end();
  if (at == in.catalog.types.end()) return nullptr;
  const std::string& name = object["items"].items[1].text("sval");
  auto& checks = at->second.domain.checks;
  const auto check = std::ranges::find(checks, kPostgresql.name_of(name), &DomainCheck::name);
  if (check == checks.end())
    in.refuse(0, "domain " + to_string(*found) + " has no constraint \"" + name + "\"");
  return &check->comment;
}

}  // namespace

void comment_on(SqlStatement& in, const PgNode& statement) {
  const std::string kind = statement.text("objtype");
  std::string* comment = kind == "OBJECT_DOMCONSTRAINT" ? comment_of_check(in, statement["object"])
                                                        : comment_of_object(in, kind, statement["object"]);
  if (comment) *comment = statement.text("comment");
}

}  // namespace tenon
