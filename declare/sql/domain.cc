// Runs CREATE and ALTER DOMAIN, and CREATE TYPE of ranges, on the simulated catalog.

#include <algorithm>
#include <limits>

#include "declare/json/read_type.h"
#include "declare/sql/cascades.h"
#include "declare/sql/column.h"
#include "declare/sql/handlers.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "sql/key.h"
#include "sql/quote.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

SqlUserType& find_domain(const SqlStatement& in, const std::vector<std::string>& parts) {
  const std::string schema = parts.size() > 1 ? parts.front() : "";
  const auto found = in.catalog.find_type(schema, parts.empty() ? "" : parts.back());
  const auto at = found ? in.catalog.types.find(*found) : in.catalog.types.end();
  if (at == in.catalog.types.end() || at->second.kind != SqlTypeKind::kDomain)
    in.refuse_missing(0, parts.empty() ? "" : parts.back(),
                      "domain \"" + (parts.empty() ? "" : parts.back()) + "\" is not declared before this");
  return at->second;
}

void add_check(const SqlStatement& in, const PgNode& node, SqlUserType& domain) {
  DomainCheck check;
  if (node.has("conname")) check.name = kPostgresql.name_of(node.text("conname"));
  check.sqltext = expression(in.parenthesized(node.location()), kPostgresql);
  check.validated = !node.flag("skip_validation");
  in.catalog.add_check(domain, std::move(check));
}

/// Returns the name that the server derives for the multirange of a range type, in the form of a definition.
std::string multirange_name(const QualifiedName& range) {
  std::string name = range.name.text;
  const auto at = name.find("range");
  name = at == std::string::npos ? name + "_multirange" : name.replace(at, 5, "multirange");
  return identifier(kPostgresql, range.schema.text) + "." + identifier(kPostgresql, name);
}

/// Returns where the next constraint begins.
std::size_t end_of(const PgNode& constraints, const PgNode& node) {
  std::size_t end = std::numeric_limits<std::size_t>::max();
  for (const PgNode& each : constraints.items)
    if (each.location() > node.location()) end = std::min(end, each.location());
  return end;
}

}  // namespace

void create_domain(SqlStatement& in, const PgNode& statement) {
  SqlUserType& type =
      add_sql_type(in, SqlTypeKind::kDomain, in.new_name(texts(statement["domainname"]), 0), 0);
  SqlColumn base;
  base.type = read_sql_type(in, statement["typeName"]);
  base.column.collation = column_collation(in.catalog, texts(statement["collClause"]["collname"]), base.type);
  Domain& domain = type.domain;
  domain.name = type.type.name;
  domain.source = *type.type.source;
  domain.collation = base.column.collation;
  type.attributes.push_back(std::move(base));
  for (const PgNode& each : statement["constraints"].items) {
    const std::string& kind = each.text("contype");
    if (kind == "CONSTR_NOTNULL") domain.nullable = false;
    if (kind == "CONSTR_DEFAULT")
      domain.default_value =
          read_sql_default(in, in.behind("default", each.location(), end_of(statement["constraints"], each)));
    if (kind == "CONSTR_CHECK") add_check(in, each, type);
  }
}

void alter_domain(SqlStatement& in, const PgNode& statement) {
  SqlUserType& type = find_domain(in, texts(statement["typeName"]));
  Domain& domain = type.domain;
  const std::string& what = statement.text("subtype");
  const Name name = kPostgresql.name_of(statement.text("name"));
  const auto check = std::ranges::find(domain.checks, name, &DomainCheck::name);
  if (what == "T")
    domain.default_value =
        statement.has("def") ? read_sql_default(in, in.behind("default", 0)) : std::optional<Expression>();
  if (what == "N") domain.nullable = true;
  if (what == "O") domain.nullable = false;
  if (what == "C") add_check(in, statement["def"], type);
  if (what != "X" && what != "V") return;
  if (check == domain.checks.end()) {
    if (statement.flag("missing_ok")) return;
    in.refuse(0, "domain " + to_string(domain.name) + " has no constraint \"" + name.text + "\"");
  }
  if (what == "X")
    in.catalog.remove_check(type, check);
  else
    check->validated = true;
}

void rename_domain_check(SqlStatement& in, const PgNode& statement) {
  SqlUserType& type = find_domain(in, texts(statement["object"]["items"]));
  Domain& domain = type.domain;
  const Name from = kPostgresql.name_of(statement.text("subname"));
  const auto check = std::ranges::find(domain.checks, from, &DomainCheck::name);
  if (check == domain.checks.end())
    in.refuse(0, "domain " + to_string(domain.name) + " has no constraint \"" + from.text + "\"");
  in.catalog.rename_check(type, *check, kPostgresql.name_of(statement.text("newname")));
}

void create_range(SqlStatement& in, const PgNode& statement) {
  SqlUserType& type = add_sql_type(in, SqlTypeKind::kRange, in.new_name(texts(statement["typeName"]), 0), 0);
  SqlColumn subtype;
  for (const PgNode& each : statement["params"].items) {
    const std::string& key = each.text("defname");
    if (key == "subtype") {
      subtype.type = read_sql_type(in, each["arg"]);
      continue;
    }
    const std::vector<std::string> parts = texts(each["arg"]["names"]);
    std::string text;
    for (const std::string& part : parts)
      if (part != "pg_catalog" || parts.size() == 1)
        text += (text.empty() ? "" : ".") + searched_text({{}, kPostgresql.name_of(part)}, kPostgresql);
    if (key != "multirange_type_name" || text != multirange_name(type.type.name))
      type.options = with_option(type.options, key, text);
  }
  type.attributes.push_back(std::move(subtype));
}

}  // namespace tenon
