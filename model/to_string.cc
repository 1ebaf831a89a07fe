// Formats values for reports and messages.

#include "model/to_string.h"

#include <type_traits>

namespace tenon {

namespace {

template <class T, class Text>
std::string joined(const std::vector<T>& values, Text text) {
  std::string all;
  for (const T& value : values) all += (all.empty() ? "" : ", ") + text(value);
  return all;
}

/// Returns an operator, unquoted: `&&`, or `OPERATOR(app.&&)`.
std::string operator_to_string(const QualifiedName& name) {
  return name.schema.empty() ? name.name.text : "OPERATOR(" + to_string(name) + ")";
}

}  // namespace

std::string to_string(bool value) { return value ? "true" : "false"; }
std::string to_string(const std::string& value) { return value; }
std::string to_string(const Name& name) { return name.text; }
std::string to_string(const Expression& expression) { return expression.text; }
std::string to_string(const Type& type) { return type.text; }
std::string to_string(Action action) { return std::string(sql_text(action)); }
std::string to_string(Match match) { return std::string(sql_text(match)); }

std::string to_string(const std::vector<std::string>& values) {
  return joined(values, [](const std::string& v) { return "'" + v + "'"; });
}

std::string to_string(const std::vector<Name>& names) {
  return joined(names, [](const Name& n) { return n.text; });
}

std::string to_string(const Options& options) {
  return joined(options, [](const Option& o) { return o.key + "=" + o.value; });
}

std::string to_string(const IndexElement& element) {
  std::string text = std::visit(
      [](const auto& what) {
        return std::is_same_v<std::decay_t<decltype(what)>, Name> ? what.text : "(" + what.text + ")";
      },
      element.what);
  if (!element.collation.empty()) text += " COLLATE " + to_string(element.collation);
  if (!element.opclass.empty()) text += " " + to_string(element.opclass);
  if (!element.opclass_options.empty()) text += "(" + to_string(element.opclass_options) + ")";
  if (element.descending) text += " DESC";
  if (element.nulls_first != element.descending) text += element.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return text;
}

std::string to_string(const std::vector<IndexElement>& elements) {
  return joined(elements, [](const IndexElement& e) { return to_string(e); });
}

std::string to_string(const std::vector<ExclusionElement>& elements) {
  return joined(elements, [](const ExclusionElement& e) {
    return to_string(e.element) + " WITH " + operator_to_string(e.with);
  });
}

std::string to_string(const SequenceOptions& o) {
  return "AS " + o.type + " START " + o.start + " INCREMENT " + o.increment + " MINVALUE " + o.minimum +
         " MAXVALUE " + o.maximum + " CACHE " + o.cache + (o.cycle ? " CYCLE" : "");
}

std::string to_string(const Identity& identity) {
  return std::string(identity.always ? "ALWAYS" : "BY DEFAULT") + " (" + to_string(identity.sequence) + ")";
}

std::string to_string(const Generated& generated) {
  return "(" + generated.sqltext.text + ") " + (generated.stored ? "STORED" : "VIRTUAL");
}

std::string to_string(const std::vector<QualifiedName>& names) {
  return joined(names, [](const QualifiedName& n) { return to_string(n); });
}

std::string to_string(Inheritance inheritance) {
  switch (inheritance) {
    case Inheritance::kOwn:
      return "no";
    case Inheritance::kInherited:
      return "yes";
    case Inheritance::kMerged:
      return "declared by the table as well";
  }
  return "";
}

std::string to_string(const std::vector<DomainCheck>& checks) {
  return joined(checks, [](const DomainCheck& c) {
    return c.name.text + " CHECK (" + c.sqltext.text + ")" + (c.validated ? "" : " NOT VALID") +
           (c.comment.empty() ? "" : " COMMENT '" + c.comment + "'");
  });
}

std::string to_string(const std::vector<TypeAttribute>& attributes) {
  return joined(attributes, [](const TypeAttribute& a) {
    return a.name.text + " " + a.type.text +
           (a.collation.empty() ? "" : " COLLATE " + to_string(a.collation));
  });
}

std::string to_string(const ColumnName& column) { return to_string(column.table) + "." + column.column.text; }

}  // namespace tenon
