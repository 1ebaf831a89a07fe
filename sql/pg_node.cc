// A node of PostgreSQL's parse tree, and the functions that parse a text into it.

#include "sql/pg_node.h"

#include <pg_query.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "model/dialect.h"
#include "sql/operator_chain.h"
#include "sql/pg_parse.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

bool is_kind(const std::string& name) { return !name.empty() && name[0] >= 'A' && name[0] <= 'Z'; }

PgNode node_of(const Json& json) {
  PgNode made;
  if (json.is_object()) {
    const bool wrapped = json.size() == 1 && is_kind(json.begin().key());
    const Json& inner = wrapped ? json.begin().value() : json;
    if (wrapped) made.kind = json.begin().key();
    made.members.reserve(inner.size());
    for (const auto& [name, value] : inner.items()) made.members.emplace_back(node_of(value)).name = name;
  } else if (json.is_array()) {
    for (const Json& each : json) made.items.push_back(node_of(each));
  } else {
    made.value = json.is_string() ? json.get<std::string>() : json.dump();
  }
  return made;
}

/// Returns the byte offset of a character, counted from 1.
std::size_t byte_of(std::string_view text, int character) {
  int seen = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U && ++seen == character) return i;
  return text.size();
}

struct FreeTree {
  void operator()(PgQueryParseResult* result) const {
    pg_query_free_parse_result(*result);
    delete result;
  }
};

PgStatement failed(std::string why, std::size_t at) { return {PgNode(), std::move(why), at}; }

void shift(PgNode& node, std::size_t by) {
  for (PgNode& inner : node.members) {
    if (inner.name == "location" && !inner.value.empty())
      inner.value = std::to_string(std::max(0L, std::atol(inner.value.c_str()) - static_cast<long>(by)));
    else
      shift(inner, by);
  }
  for (PgNode& inner : node.items) shift(inner, by);
}

}  // namespace

const PgNode* PgNode::find(std::string_view wanted) const {
  for (const PgNode& member : members)
    if (member.name == wanted) return &member;
  return nullptr;
}

const PgNode& PgNode::operator[](std::string_view member) const {
  static const PgNode nothing;
  const PgNode* found = find(member);
  return found ? *found : nothing;
}

long PgNode::number(std::string_view member) const { return std::atol(text(member).c_str()); }

std::vector<std::string> texts(const PgNode& list) {
  std::vector<std::string> all;
  for (const PgNode& each : list.items)
    if (each.is("String")) all.push_back(each.text("sval"));
  return all;
}

PgStatement pg_statement(std::string_view view) {
  const std::string text(view);
  if (const auto zero = text.find('\0'); zero != std::string::npos)
    return failed("a zero byte cannot be part of a statement", zero);
  // Each operator takes two characters at least.
  if (text.size() > 2 * kMostOperators &&
      longest_operator_chain(text, *find_dialect("postgresql")) > kMostOperators)
    return failed("an expression of more than " + std::to_string(kMostOperators) + " operators is not read",
                  0);
  const std::unique_ptr<PgQueryParseResult, FreeTree> result(
      new PgQueryParseResult(pg_query_parse(text.c_str())));
  if (result->error != nullptr)
    return failed(result->error->message, byte_of(text, result->error->cursorpos));
  const Json json = Json::parse(result->parse_tree, nullptr, false);
  if (json.is_discarded()) return failed("the text is not valid UTF-8", 0);
  PgNode tree = node_of(json);
  const PgNode& statements = tree["stmts"];
  if (statements.items.size() != 1) return failed("wanted one statement", 0);
  return {statements.items.front()["stmt"], "", 0};
}

PgNode pg_expression(std::string_view text) {
  constexpr std::string_view kBefore = "SELECT tenon(";
  if (!is_one_expression(text)) return {};
  PgStatement parsed = pg_statement(std::string(kBefore) + std::string(text) + "\n)");
  const PgNode& targets = parsed.tree["targetList"];
  if (targets.items.size() != 1) return {};
  const PgNode& arguments = targets.items.front()["val"]["args"];
  if (arguments.items.size() != 1) return {};
  PgNode expression = arguments.items.front();
  shift(expression, kBefore.size());
  return expression;
}

}  // namespace tenon
