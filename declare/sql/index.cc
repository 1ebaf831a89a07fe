// Runs CREATE INDEX, and reads index elements, operator classes and collations.

#include "declare/sql/index.h"

#include <algorithm>
#include <array>

#include "declare/sql/options.h"
#include "declare/sql/partitioning.h"
#include "declare/sql/type.h"
#include "model/dialect.h"
#include "sql/key.h"
#include "sql/pg_column_name.h"
#include "sql/pg_parse.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

/// Returns the column of an element that is a plain column, even in parentheses and with COLLATE inside them;
/// else an empty name.
Name column_of(const PgNode& element) {
  if (element.has("name")) return kPostgresql.name_of(element.text("name"));
  const PgNode* inner = &element["expr"];
  while (inner->is("CollateClause")) inner = &(*inner)["arg"];
  const std::vector<std::string> fields = texts((*inner)["fields"]);
  if (!inner->is("ColumnRef") || fields.empty() || fields.size() != (*inner)["fields"].items.size())
    return {};
  return kPostgresql.name_of(fields.back());
}

/// Returns the expression at the start of an index element: something in parentheses, a function call, or a
/// keyword that stands for one.
std::string_view expression_of(std::string_view text) {
  const std::vector<Token> all = tokens(text, kPostgresql);
  const auto is = [&](std::size_t i, std::string_view symbol) {
    return i < all.size() && all[i].kind == TokenKind::kSymbol && all[i].text == symbol;
  };
  std::size_t i = 0;
  if (!is(0, "(")) {
    i = 1;
    while (is(i, ".")) i += 2;
    if (i < all.size() && is_word(all[0], "collation") && is_word(all[i], "for")) ++i;
  }
  if (!is(i, "(")) return text.substr(0, i == 0 ? text.size() : all[i - 1].end);
  int depth = 0;
  for (; i < all.size(); ++i) {
    depth += is(i, "(") || is(i, "[") ? 1 : is(i, ")") || is(i, "]") ? -1 : 0;
    if (depth == 0) break;
  }
  return text.substr(0, i < all.size() ? all[i].end : text.size());
}

const SqlColumn* find(const SqlTable& table, const Name& name) {
  const auto at =
      std::ranges::find_if(table.columns, [&](const SqlColumn& c) { return c.column.name == name; });
  return at == table.columns.end() ? nullptr : &*at;
}

/// Returns an operator class as reflection shows it. One that no statement created is taken to be an
/// extension's. `given`: it has parameters, and is named even if it is the default.
QualifiedName opclass_name(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                           std::string_view method, const SqlType* type, bool given) {
  if (written.empty()) return {};
  const std::string& name = written.back();
  const Name full = kPostgresql.name_of(name + " USING " + std::string(method));
  const bool is_catalogs = written.size() > 1 && written.front() == "pg_catalog";
  const bool is_users =
      !is_catalogs && std::ranges::any_of(catalog.unmodelled, [&](const UnmodelledObject& other) {
        return other.kind == "operator_class" && other.name.name == full;
      });
  if (!is_users && !given && is_default_opclass(catalog, method, name, type)) return {};
  if (written.size() > 1) return searched_name(written[written.size() - 2], name, kPostgresql);
  for (const Name& each : catalog.lookup_path())
    for (const UnmodelledObject& other : catalog.unmodelled)
      if (other.kind == "operator_class" && other.name == QualifiedName{each, full})
        return searched_name(each.text, name, kPostgresql);
  return searched_name("", name, kPostgresql);
}

/// Tells whether pg_catalog has an operator of this name that an exclusion constraint accepts, which requires
/// a commutative one (its own commutator).
bool is_builtin_operator(std::string_view sign) {
  constexpr auto kSigns = std::to_array<std::string_view>(
      {"&&", "*<>", "*=", "-|-", "<>", "=", "?#", "?-", "?-|", "?|", "?||", "~="});
  return std::ranges::binary_search(kSigns, sign);
}

/// Tells whether a created operator such as `===(integer, integer)` is the one that a bare operator name
/// means for an element: it accepts the type of the element, or no other operator has that name.
bool is_meant(std::string_view made, const std::string& sign, const SqlColumn* column) {
  if (!made.starts_with(sign + "(")) return false;
  return !is_builtin_operator(sign) ||
         (column && made.substr(sign.size() + 1).starts_with(to_string(column->type) + ","));
}

/// Tells whether an expression has this collation already, from the columns that it names.
bool has_collation(const SqlTable& table, const Expression& expression, const QualifiedName& collation) {
  const auto parsed = parsed_expression(expression.text);
  if (!parsed || !parsed->collations.empty()) return false;
  bool any = false;
  for (const std::string& each : parsed->columns) {
    const SqlColumn* column = find(table, kPostgresql.name_of(each));
    if (!column || column->column.collation.empty()) continue;
    if (column->column.collation != collation) return false;
    any = true;
  }
  return any;
}

/// Returns the collation of an element; empty if it is that of the column or expression.
QualifiedName element_collation(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                                const SqlTable& table, const IndexElement& element, const SqlColumn* column) {
  if (written.empty()) return {};
  if (!column) {
    const QualifiedName made = column_collation(catalog, written, SqlType());
    const auto* expression = std::get_if<Expression>(&element.what);
    return expression && has_collation(table, *expression, made) ? QualifiedName() : made;
  }
  const QualifiedName made = column_collation(catalog, written, column->type);
  if (made == column->column.collation) return {};
  return made.empty() ? searched_name("", written.back(), kPostgresql) : made;
}

Index read_index(const SqlStatement& in, const PgNode& statement, const SqlTable& table) {
  Index index;
  index.name = kPostgresql.name_of(statement.text("idxname"));
  index.source = in.source(0);
  index.method =
      kPostgresql.name_of(statement.has("accessMethod") ? statement.text("accessMethod") : "btree");
  index.unique = statement.flag("unique");
  index.nulls_not_distinct = statement.flag("nulls_not_distinct");
  const std::size_t from = statement["relation"].location();
  const std::vector<Span> spans = in.elements(from);
  const auto& elements = statement["indexParams"].items;
  for (std::size_t i = 0; i < std::min(elements.size(), spans.size()); ++i)
    index.elements.push_back(read_sql_element(in, elements[i], in.slice(spans[i]), table, index.method.text));
  for (const PgNode& each : statement["indexIncludingParams"].items)
    index.include.push_back(kPostgresql.name_of(each.text("name")));
  index.options = read_sql_options(in, statement["options"], "with.");
  set_sql_option(index.options, "tablespace", index_tablespace(in.catalog, statement.text("tableSpace")));
  if (statement.has("whereClause"))
    index.where = expression(in.behind("where", in.end_of_list(from)), kPostgresql);
  return index;
}

/// Records an index on an unmodelled relation by its name only, as the columns of that relation are not
/// known.
void create_unmodelled_index(const SqlStatement& in, const PgNode& statement, const QualifiedName& relation) {
  Index index;
  index.name = kPostgresql.name_of(statement.text("idxname"));
  for (const PgNode& each : statement["indexParams"].items) {
    IndexElement element;
    element.what = kPostgresql.name_of(each.has("name") ? each.text("name") : pg_column_name(each["expr"]));
    index.elements.push_back(std::move(element));
  }
  for (const PgNode& each : statement["indexIncludingParams"].items)
    index.include.push_back(kPostgresql.name_of(each.text("name")));
  const Name name = index.name.empty() ? in.catalog.index_name(relation, index) : index.name;
  const QualifiedName made{relation.schema, name};
  in.catalog.add_relation(made, {SqlRelationKind::kIndex, relation});
  in.catalog.add_unmodelled("index", made, relation);
}

}  // namespace

std::vector<std::string> written_collation(const PgNode& element) {
  std::vector<std::string> collation = texts(element["collation"]);
  return collation.empty() ? texts(element["expr"]["collname"]) : collation;
}

IndexElement read_sql_element(const SqlStatement& in, const PgNode& node, std::string_view text,
                              const SqlTable& table, std::string_view method) {
  IndexElement element;
  const Name name = column_of(node);
  const SqlColumn* column = name.empty() ? nullptr : find(table, name);
  const bool whole_row = !column && name == table.table.name.name;
  if (!name.empty() && !column && !whole_row)
    in.refuse_missing(static_cast<std::size_t>(text.data() - in.text().data()), name.text,
                      "table " + to_string(table.table.name) + " has no column \"" + name.text + "\"");
  if (column)
    element.what = name;
  else
    element.what = expression(without_collation(expression_of(text)).text, kPostgresql);
  element.descending = node.text("ordering") == "SORTBY_DESC";
  const std::string& nulls = node.text("nulls_ordering");
  element.nulls_first = nulls == "SORTBY_NULLS_FIRST" || (element.descending && nulls != "SORTBY_NULLS_LAST");
  element.opclass_options = read_sql_options(in, node["opclassopts"], "");
  element.opclass = opclass_name(in.catalog, texts(node["opclass"]), method, column ? &column->type : nullptr,
                                 !element.opclass_options.empty());
  element.collation = element_collation(in.catalog, written_collation(node), table, element, column);
  return element;
}

QualifiedName sql_operator_name(const SimulatedCatalog& catalog, const std::vector<std::string>& written,
                                const SqlTable& table, const IndexElement& element) {
  if (written.empty()) return {};
  const std::string& sign = written.back();
  if (written.size() > 1) return searched_name(written[written.size() - 2], sign, kPostgresql);
  const Name* name = std::get_if<Name>(&element.what);
  const SqlColumn* column = name ? find(table, *name) : nullptr;
  for (const Name& each : catalog.lookup_path())
    for (const UnmodelledObject& other : catalog.unmodelled)
      if (other.kind == "operator" && other.name.schema == each &&
          is_meant(other.name.name.text, sign, column))
        return searched_name(each.text, sign, kPostgresql);
  return searched_name("", sign, kPostgresql);
}

void create_index(SqlStatement& in, const PgNode& statement) {
  const PgNode& range = statement["relation"];
  const QualifiedName relation = *in.relation(range);
  const std::string& name = statement.text("idxname");
  if (!name.empty() && statement.flag("if_not_exists") &&
      in.catalog.find_relation(relation.schema.text, name))
    return;
  if (!is_table(in.catalog.relation(relation)->kind)) return create_unmodelled_index(in, statement, relation);
  SqlTable& table = *in.catalog.table(relation);
  if (table.foreign)
    in.refuse(range, "\"" + relation_text(range) + "\" is a foreign table and has no indexes");
  if (!name.empty() && in.catalog.find_relation(relation.schema.text, name))
    in.refuse_repeated(0, "\"" + name + "\" in schema " + relation.schema.text);
  Index index = read_index(in, statement, table);
  const bool only = !range.flag("inh");
  index.valid = !only || !has_partitions(in.catalog, table);
  SqlConstraint made;
  made.constraint = std::move(index);
  if (!only) require_no_foreign_part(in, range.location(), table, made.constraint);
  const SqlConstraint& added = in.catalog.add(table, std::move(made));
  if (!only) propagate_indexes(in.catalog, table, added);
}

}  // namespace tenon
