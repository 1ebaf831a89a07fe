// Writes indexes as Alembic calls.

#include "render/alembic/index.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "model/overloaded.h"
#include "render/alembic/python.h"
#include "render/alembic/unsaid.h"
#include "render/postgresql/clauses.h"
#include "render/sql/identifiers.h"
#include "render/sql/text.h"
#include "sql/character.h"
#include "sql/searched_name.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool orders_nulls(const IndexElement& element, const Dialect& dialect) {
  return dialect.has_nulls_order && element.nulls_first != element.descending;
}

bool is_plain_column(const IndexElement& element, const Dialect& dialect) {
  return std::holds_alternative<Name>(element.what) && element.collation.empty() && element.opclass.empty() &&
         !element.descending && !orders_nulls(element, dialect);
}

std::string element_sql(const IndexElement& element, const Dialect& dialect) {
  const Identifiers names = Identifiers::always_quoted(dialect);
  std::string text = std::visit(Overloaded{
                                    [&](const Name& column) { return names(column); },
                                    [&](const Expression& e) { return parenthesised(e, dialect); },
                                },
                                element.what);
  if (!element.collation.empty()) text += " COLLATE " + names(element.collation);
  if (!element.opclass.empty()) text += " " + operator_class(element, names);
  if (element.descending) text += " DESC";
  if (orders_nulls(element, dialect)) text += element.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return text;
}

// Tells whether SQLAlchemy can copy the value into a statement unchanged.
bool is_plain_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
  });
}

/// Whether a column of an index differs from a plain one in its operator class alone, by a plain name.
bool has_plain_class(const IndexElement& element, const Dialect& dialect) {
  IndexElement plain = element;
  plain.opclass = {};
  const std::string name = searched_text(element.opclass, dialect);
  return !element.opclass.empty() && element.opclass_options.empty() && is_plain_word(name) &&
         is_plain_column(plain, dialect);
}

/// The operator classes that `postgresql_ops` takes: by column, each column once.
std::map<Name, QualifiedName> operator_classes(const Index& index, const Dialect& dialect) {
  std::map<Name, QualifiedName> classes;
  std::set<Name> seen;
  for (const IndexElement& element : index.elements) {
    const auto* column = std::get_if<Name>(&element.what);
    if (!column) continue;
    if (!seen.insert(*column).second) return {};
    if (has_plain_class(element, dialect)) classes.emplace(*column, element.opclass);
  }
  return classes;
}

std::string element_argument(const IndexElement& element, const std::map<Name, QualifiedName>& classes,
                             Draft& draft) {
  const auto* column = std::get_if<Name>(&element.what);
  if (column && classes.contains(*column)) return draft.name(*column);
  if (is_plain_column(element, draft.dialect())) return draft.name(std::get<Name>(element.what));
  return draft.sql_text(element_sql(element, draft.dialect()));
}

void add_storage(PythonCall& call, const Options& options, Draft& draft) {
  std::vector<std::string> pairs;
  for (const Option& option : options) {
    const std::string_view parameter = storage_parameter(option);
    if (option.key == "tablespace") call.add("postgresql_tablespace", draft.name(Name(option.value)));
    if (option.key == "tablespace") continue;
    if (!is_plain_word(parameter) || !is_plain_word(option.value) || !draft.dialect().has_storage_parameters)
      draft.not_exact();
    pairs.push_back(python_string(parameter) + ": " + python_string(option.value));
  }
  if (pairs.empty()) return;
  call.add("postgresql_with", "{" + joined(pairs, ", ") + "}");
}

void add_operator_classes(PythonCall& call, const std::map<Name, QualifiedName>& classes, Draft& draft) {
  std::vector<std::string> pairs;
  for (const auto& [column, name] : classes)
    pairs.push_back(draft.name(column) + ": " + draft.raw(searched_text(name, draft.dialect())));
  if (!pairs.empty()) call.add("postgresql_ops", "{" + joined(pairs, ", ") + "}");
}

// SQLAlchemy writes an access method without quotes, in lower case.
void add_method(PythonCall& call, const Name& method, Draft& draft) {
  if (method.empty() || method.text == draft.dialect().default_index_method) return;
  if (!is_plain_word(method.text) || lower(method.text) != method.text) draft.not_exact();
  call.add("postgresql_using", python_string(method.text));
}

}  // namespace

std::string alembic_added_index(const Index& index, const QualifiedName& table, Draft& draft) {
  note_unsaid(draft, index, &Index::elements, &Index::unique, &Index::include, &Index::where, &Index::method,
              &Index::valid, &Index::options, &Index::comment);
  PythonCall call("op.create_index");
  std::vector<std::string> elements;
  const auto classes = operator_classes(index, draft.dialect());
  for (const IndexElement& element : index.elements)
    elements.push_back(element_argument(element, classes, draft));
  call.add(draft.final_name(index.name)).add(draft.name(table.name)).add(python_list(elements));
  call.add("unique", python_bool(index.unique));
  add_schema(call, table, draft);
  if (index.where)
    call.add(std::string(draft.dialect().name) + "_where",
             draft.sql_text(bare(*index.where, draft.dialect())));
  add_method(call, index.method, draft);
  if (!index.include.empty()) call.add("postgresql_include", python_list(draft.names(index.include)));
  add_operator_classes(call, classes, draft);
  add_storage(call, index.options, draft);
  return call.line();
}

std::string alembic_dropped_index(const Index& index, const QualifiedName& table, Draft& draft) {
  PythonCall call("op.drop_index");
  call.add(draft.final_name(index.name)).add("table_name", draft.name(table.name));
  add_schema(call, table, draft);
  return call.line();
}

std::string alembic_excluded_element(const IndexElement& element, Draft& draft) {
  if (is_plain_column(element, draft.dialect()))
    return "sa.column(" + draft.name(std::get<Name>(element.what)) + ")";
  draft.not_exact();  // Alembic accepts columns by name only
  return "";
}

}  // namespace tenon
