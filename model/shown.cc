// Formats values for reports and messages.

#include "model/shown.h"

#include <type_traits>

namespace tenon {

namespace {

template <class T, class Text>
std::string joined(const std::vector<T>& values, Text text) {
  std::string all;
  for (const T& value : values) all += (all.empty() ? "" : ", ") + text(value);
  return all;
}

}  // namespace

std::string shown(bool value) { return value ? "true" : "false"; }
std::string shown(const std::string& value) { return value; }
std::string shown(const Name& name) { return name.text; }
std::string shown(const Expression& expression) { return expression.text; }
std::string shown(const Type& type) { return type.text; }
std::string shown(Action action) { return std::string(sql_text(action)); }
std::string shown(Match match) { return std::string(sql_text(match)); }

std::string shown(const std::vector<std::string>& values) {
  return joined(values, [](const std::string& v) { return "'" + v + "'"; });
}

std::string shown(const std::vector<Name>& names) {
  return joined(names, [](const Name& n) { return n.text; });
}

std::string shown(const Options& options) {
  return joined(options, [](const Option& o) { return o.key + "=" + o.value; });
}

std::string shown(const IndexElement& element) {
  std::string text = std::visit(
      [](const auto& what) {
        return std::is_same_v<std::decay_t<decltype(what)>, Name> ? what.text : "(" + what.text + ")";
      },
      element.what);
  if (!element.collation.empty()) text += " COLLATE " + shown(element.collation);
  if (!element.opclass.empty()) text += " " + shown(element.opclass);
  if (!element.opclass_options.empty()) text += "(" + shown(element.opclass_options) + ")";
  if (element.descending) text += " DESC";
  if (element.nulls_first != element.descending) text += element.nulls_first ? " NULLS FIRST" : " NULLS LAST";
  return text;
}

std::string shown(const std::vector<IndexElement>& elements) {
  return joined(elements, [](const IndexElement& e) { return shown(e); });
}

std::string shown_operator(const QualifiedName& name) {
  return name.schema.empty() ? name.name.text : "OPERATOR(" + shown(name) + ")";
}

std::string shown(const std::vector<ExclusionElement>& elements) {
  return joined(elements, [](const ExclusionElement& e) {
    return shown(e.element) + " WITH " + shown_operator(e.with);
  });
}

std::string shown(const SequenceOptions& o) {
  return "AS " + o.type + " START " + o.start + " INCREMENT " + o.increment + " MINVALUE " + o.minimum +
         " MAXVALUE " + o.maximum + " CACHE " + o.cache + (o.cycle ? " CYCLE" : "");
}

std::string shown(const Identity& identity) {
  return std::string(identity.always ? "ALWAYS" : "BY DEFAULT") + " (" + shown(identity.sequence) + ")";
}

std::string shown(const Generated& generated) {
  return "(" + generated.sqltext.text + ") " + (generated.stored ? "STORED" : "VIRTUAL");
}

std::string shown(const std::vector<QualifiedName>& names) {
  return joined(names, [](const QualifiedName& n) { return shown(n); });
}

std::string shown(Inheritance inheritance) {
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

std::string shown(const std::vector<DomainCheck>& checks) {
  return joined(checks, [](const DomainCheck& c) {
    return c.name.text + " CHECK (" + c.sqltext.text + ")" + (c.validated ? "" : " NOT VALID") +
           (c.comment.empty() ? "" : " COMMENT '" + c.comment + "'");
  });
}

std::string shown(const std::vector<TypeAttribute>& attributes) {
  return joined(attributes, [](const TypeAttribute& a) {
    return a.name.text + " " + a.type.text + (a.collation.empty() ? "" : " COLLATE " + shown(a.collation));
  });
}

std::string shown(const ColumnName& column) { return shown(column.table) + "." + column.column.text; }

std::string counted(std::size_t count, std::string_view noun) {
  std::string text = std::to_string(count) + " " + std::string(noun);
  const bool hisses = noun.ends_with('x') || noun.ends_with("ss");
  if (count == 1 || (noun.ends_with('s') && !hisses)) return text;
  if (!noun.ends_with('y')) return text + (hisses ? "es" : "s");
  text.pop_back();
  return text + "ies";
}

}  // namespace tenon
