// Derives the column name that PostgreSQL gives to an expression.

#include "sql/pg_column_name.h"

#include <map>
#include <string_view>
#include <vector>

#include "sql/character.h"

namespace tenon {

namespace {

/// A name, and whether it is kept inside a cast or a CASE.
struct Figured {
  std::string name;
  bool strong = false;
};

Figured figured(const PgNode& node);

Figured strong(std::string name) { return {std::move(name), true}; }

Figured last_of(const PgNode& names) {
  const std::vector<std::string> all = texts(names);
  return all.empty() ? Figured() : strong(all.back());
}

/// Returns the name of the inner expression if it is strong, else the word for the enclosing construct.
Figured strong_or(const PgNode& node, const std::string& otherwise) {
  Figured inner = figured(node);
  return inner.strong ? inner : Figured{otherwise, false};
}

/// Returns the value of an enum without its prefix: `xmlconcat` for IS_XMLCONCAT.
std::string word_of(const std::string& value, std::string_view prefix) {
  std::string word = value.substr(value.starts_with(prefix) ? prefix.size() : 0);
  for (char& each : word) each = lower(each);
  return word;
}

/// Returns `current_time` for SVFOP_CURRENT_TIME, and for SVFOP_CURRENT_TIME_N, which has a precision.
std::string value_function(const std::string& op) {
  std::string word = word_of(op, "SVFOP_");
  if (word.ends_with("_n")) word.resize(word.size() - 2);
  return word;
}

Figured cast_of(const PgNode& node) {
  const std::vector<std::string> type = texts(node["typeName"]["names"]);
  return type.empty() ? figured(node["arg"]) : strong_or(node["arg"], type.back());
}

/// Returns the name of the selected field, or else that of the expression it is selected from.
Figured picked(const PgNode& node) {
  Figured field = last_of(node["indirection"]);
  return field.name.empty() ? figured(node["arg"]) : field;
}

Figured figured(const PgNode& node) {
  static const std::map<std::string, std::string, std::less<>> kWords{
      {"A_ArrayExpr", "array"},
      {"RowExpr", "row"},
      {"CoalesceExpr", "coalesce"},
      {"XmlSerialize", "xmlserialize"},
  };
  if (const auto word = kWords.find(node.kind); word != kWords.end()) return strong(word->second);
  if (node.is("ColumnRef")) return last_of(node["fields"]);
  if (node.is("FuncCall")) return last_of(node["funcname"]);
  if (node.is("A_Indirection")) return picked(node);
  if (node.is("CollateClause")) return figured(node["arg"]);
  if (node.is("TypeCast")) return cast_of(node);
  if (node.is("CaseExpr")) return strong_or(node["defresult"], "case");
  if (node.is("A_Expr") && node.text("kind") == "AEXPR_NULLIF") return strong("nullif");
  if (node.is("MinMaxExpr")) return strong(word_of(node.text("op"), "IS_"));
  if (node.is("SQLValueFunction")) return strong(value_function(node.text("op")));
  if (node.is("XmlExpr") && node.text("op") != "IS_DOCUMENT") return strong(word_of(node.text("op"), "IS_"));
  return {};
}

}  // namespace

std::string pg_column_name(const PgNode& expression) {
  Figured made = figured(expression);
  return made.name.empty() ? "expr" : made.name;
}

}  // namespace tenon
