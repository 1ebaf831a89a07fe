// Reads names, collations and calls out of PostgreSQL expressions with PostgreSQL's own parser.

#include "sql/pg_parse.h"

#include <pg_query.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>

#include "model/dialect.h"
#include "sql/token.h"

namespace tenon {

namespace {

using Tree = nlohmann::json;

const Tree kNothing;

/// Returns the node inside `{"Kind": {...}}` if it is of that kind, or null.
const Tree& node(const Tree& wrapped, const char* kind) {
  const auto at = wrapped.is_object() ? wrapped.find(kind) : wrapped.end();
  return wrapped.is_object() && at != wrapped.end() ? *at : kNothing;
}

const Tree& member(const Tree& object, const char* name) { return node(object, name); }

struct FreeResult {
  void operator()(PgQueryParseResult* result) const {
    pg_query_free_parse_result(*result);
    delete result;
  }
};

/// Returns the tree of the only statement in a text; null if there is not exactly one.
Tree only_statement(const std::string& text) {
  if (text.find('\0') != std::string::npos) return kNothing;
  const std::unique_ptr<PgQueryParseResult, FreeResult> result(
      new PgQueryParseResult(pg_query_parse(text.c_str())));
  if (result->error != nullptr) return kNothing;
  const Tree tree = Tree::parse(result->parse_tree, nullptr, false);
  const Tree& statements = member(tree, "stmts");
  return statements.size() == 1 ? member(statements[0], "stmt") : kNothing;
}

/// Returns the value if the statement is exactly `SELECT <value>`; else null.
Tree only_value(const std::string& text) {
  const Tree statement = only_statement(text);
  const Tree& select = node(statement, "SelectStmt");
  for (const auto& [name, value] : select.items())
    if (name != "targetList" && name != "limitOption" && name != "op") return kNothing;
  const Tree& targets = member(select, "targetList");
  if (targets.size() != 1) return kNothing;
  const Tree& target = node(targets[0], "ResTarget");
  return target.contains("val") && !target.contains("name") ? target["val"] : kNothing;
}

/// Returns the tree of the only expression in `text`, or null. The text is parsed as the only argument of a
/// call, so that a closing parenthesis or a second expression is visible in the tree.
Tree expression_tree(std::string_view text) {
  Tree value = only_value("SELECT tenon(" + std::string(text) + "\n)");
  const Tree& call = node(value, "FuncCall");
  for (const auto& [name, ignored] : call.items())
    if (name != "funcname" && name != "args" && name != "funcformat" && name != "location") return kNothing;
  const Tree& names = member(call, "funcname");
  if (names.size() != 1 || names != Tree::parse(R"([{"String":{"sval":"tenon"}}])")) return kNothing;
  const Tree& arguments = member(call, "args");
  return arguments.size() == 1 ? arguments[0] : kNothing;
}

std::vector<std::string> name_parts(const Tree& list) {
  std::vector<std::string> parts;
  for (const Tree& part : list)
    if (const Tree& text = node(part, "String"); text.is_object()) parts.push_back(text.value("sval", ""));
  return parts;
}

/// Collects the names in a tree; returns false if it contains what no constraint may contain.
class TreeWalk {
 public:
  explicit TreeWalk(ParsedExpression& found) : found_(found) {}

  bool visit(const Tree& tree) {
    if (tree.is_array()) return std::ranges::all_of(tree, [this](const Tree& each) { return visit(each); });
    if (!tree.is_object()) return true;
    for (const auto& [kind, inner] : tree.items())
      if (!enter(kind, inner) || !visit(inner)) return false;
    return true;
  }

 private:
  bool enter(const std::string& kind, const Tree& inner) {
    if (kind == "SubLink" || kind == "ParamRef" || kind == "NamedArgExpr" || kind == "SetToDefault")
      return false;
    if (kind == "ColumnRef") add_column(inner);
    if (kind == "A_Star") found_.has_star = true;
    if (kind == "FuncCall") found_.functions.push_back(name_parts(member(inner, "funcname")));
    if (kind == "A_Expr") add_operator(inner);
    if (kind == "CollateClause") add_collation(inner);
    return true;
  }

  void add_column(const Tree& reference) {
    const Tree& fields = member(reference, "fields");
    if (std::vector<std::string> parts = name_parts(fields); parts.size() == fields.size() && !parts.empty())
      found_.columns.push_back(std::move(parts.back()));
  }

  void add_operator(const Tree& expression) {
    if (expression.value("kind", "").find("BETWEEN") == std::string::npos)
      found_.operators.push_back(name_parts(member(expression, "name")));
  }

  void add_collation(const Tree& clause) {
    found_.collations.push_back({name_parts(member(clause, "collname")), operand(member(clause, "arg"))});
  }

  static std::string operand(const Tree& tree) {
    std::string leaves;
    add_leaves(tree, leaves);
    return leaves;
  }

  static void add_leaves(const Tree& tree, std::string& leaves) {
    if (tree.is_array())
      for (const Tree& each : tree) add_leaves(each, leaves);
    if (!tree.is_object()) return;
    for (const auto& [kind, inner] : tree.items()) {
      if (kind == "fields" || kind == "funcname")
        add_name(name_parts(inner), leaves);
      else if (kind == "A_Const")
        add_constant(inner, leaves);
      else if (kind != "typeName")
        add_leaves(inner, leaves);
    }
  }

  /// Only the last part counts: `t.a` and `a` are equal, and so are `pg_catalog.lower` and `lower`.
  static void add_name(const std::vector<std::string>& name, std::string& leaves) {
    if (!name.empty()) leaves += (leaves.empty() ? "" : " ") + name.back();
  }

  static void add_constant(const Tree& constant, std::string& leaves) {
    Tree bare = constant;
    bare.erase("location");
    leaves += (leaves.empty() ? "" : " ") + bare.dump();
  }

  ParsedExpression& found_;
};

/// Functions that PostgreSQL 14 and later print in the special syntax of SQL if they were called that way.
constexpr std::array<std::string_view, 14> kCalledBySyntax = {
    "btrim",    "extract", "is_normalized", "ltrim",    "normalize", "overlaps",         "overlay",
    "position", "rtrim",   "substring",     "timezone", "xmlexists", "pg_collation_for", "system_user"};

bool calls_by_syntax(const Tree& tree) {
  if (tree.is_array()) return std::ranges::any_of(tree, calls_by_syntax);
  if (!tree.is_object()) return false;
  for (const auto& [kind, inner] : tree.items()) {
    const std::vector<std::string> name = name_parts(member(inner, "funcname"));
    if (kind == "FuncCall" && !name.empty() &&
        std::ranges::find(kCalledBySyntax, name.back()) != kCalledBySyntax.end())
      return true;
    if (calls_by_syntax(inner)) return true;
  }
  return false;
}

/// Removes locations, and the syntax by which a function was called.
void strip(Tree& tree) {
  if (!tree.is_structured()) return;
  if (tree.is_object()) {
    tree.erase("location");
    tree.erase("funcformat");
    if (const auto name = tree.find("funcname"); name != tree.end())
      if (const auto parts = name_parts(*name); parts.size() == 2 && parts.front() == "pg_catalog")
        name->erase(0);
  }
  for (Tree& inner : tree) strip(inner);
}

/// Balances a text whose last closing parentheses are cut off, by removing opening ones from its beginning.
std::string balanced(const std::string& text) {
  const std::vector<Token> all = tokens(text, kPostgresql);
  int open = 0;
  for (const Token& token : all)
    if (token.kind == TokenKind::kSymbol) open += token.text == "(" ? 1 : token.text == ")" ? -1 : 0;
  const auto first = static_cast<std::size_t>(std::max(open, 0));
  if (first >= all.size()) return "";
  return text.substr(all[first].begin, all.back().end - all[first].begin);
}

template <class T>
void sort_unique(std::vector<T>& all) {
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

std::optional<ParsedExpression> parsed_expression(std::string_view text) {
  const Tree tree = expression_tree(text);
  ParsedExpression found;
  if (tree.is_null() || !TreeWalk(found).visit(tree)) return std::nullopt;
  sort_unique(found.columns);
  sort_unique(found.collations);
  sort_unique(found.functions);
  sort_unique(found.operators);
  return found;
}

bool is_one_expression(std::string_view text) { return parsed_expression(text).has_value(); }

bool is_one_type(std::string_view text) {
  const Tree value = only_value("SELECT NULL::" + std::string(text) + "\n");
  const Tree& cast = node(value, "TypeCast");
  const Tree& constant = node(member(cast, "arg"), "A_Const");
  return cast.contains("typeName") && constant.contains("isnull");
}

bool is_null_constant(std::string_view text) {
  Tree tree = expression_tree(text);
  while (tree.contains("TypeCast")) {
    Tree inner = member(node(tree, "TypeCast"), "arg");
    tree = std::move(inner);
  }
  return node(tree, "A_Const").contains("isnull");
}

std::optional<std::string> without_call_syntax(std::string_view text) {
  Tree tree = expression_tree(text);
  if (!calls_by_syntax(tree)) return std::nullopt;
  strip(tree);
  return tree.dump();
}

Uncollated without_collation(std::string_view expression) {
  Uncollated made{std::string(expression), {}};
  for (;;) {
    const std::string call = "SELECT tenon(";
    const Tree tree = expression_tree(made.text);
    const Tree& clause = node(tree, "CollateClause");
    if (clause.is_null()) return made;
    if (made.collation.empty()) made.collation = name_parts(member(clause, "collname"));
    made.text = balanced(made.text.substr(0, clause.value("location", call.size()) - call.size()));
  }
}

std::vector<bool> collated_elements(std::string_view create_index) {
  const Tree statement = only_statement(std::string(create_index));
  std::vector<bool> collated;
  for (const Tree& element : member(node(statement, "IndexStmt"), "indexParams"))
    collated.push_back(node(element, "IndexElem").contains("collation"));
  return collated;
}

}  // namespace tenon
