// Parses the text of partition keys and partition bounds.

#include "sql/partition.h"

#include "sql/character.h"
#include "sql/token.h"

namespace tenon {

namespace {

/// Walks over the tokens of a text.
class TokenWalk {
 public:
  explicit TokenWalk(std::string_view text) : text_(text), tokens_(tokens(text, kPostgresql)) {}

  bool at_end() const { return at_ == tokens_.size(); }

  bool take(std::string_view word) {
    const bool found = !at_end() && is_word(tokens_[at_], word);
    at_ += found ? 1 : 0;
    return found;
  }

  std::string_view take_word() {
    return at_end() || tokens_[at_].kind != TokenKind::kWord ? "" : tokens_[at_++].text;
  }

  /// Takes the elements between two parentheses, split at the commas; returns none if there are no
  /// parentheses.
  std::vector<std::vector<Token>> take_list() {
    std::vector<std::vector<Token>> elements;
    if (at_end() || tokens_[at_].text != "(") return elements;
    elements.emplace_back();
    int depth = 1;
    while (++at_ < tokens_.size()) {
      const Token& token = tokens_[at_];
      if (token.text == "(" || token.text == "[") ++depth;
      if (token.text == ")" || token.text == "]") --depth;
      if (depth == 0) break;
      if (depth == 1 && token.text == ",")
        elements.emplace_back();
      else
        elements.back().push_back(token);
    }
    if (at_end()) return {};
    ++at_;
    return elements;
  }

  std::string_view between(const Token& first, const Token& last) const {
    return text_.substr(first.begin, last.end - first.begin);
  }

 private:
  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

/// An expression is in parentheses or is a call, so it ends with the last closing parenthesis.
PartitionElement element(const TokenWalk& walk, const std::vector<Token>& list) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < list.size(); ++i)
    if (list[i].text == ")") end = i;
  PartitionElement made;
  (end == 0 ? made.column : made.expression) = walk.between(list.front(), list[end]);
  if (end + 1 < list.size()) made.rest = walk.between(list[end + 1], list.back());
  return made;
}

bool take_values(TokenWalk& walk, PartitionBound& bound) {
  const std::vector<std::vector<Token>> list = walk.take_list();
  std::vector<std::string_view> values;
  for (const std::vector<Token>& value : list)
    values.push_back(value.empty() ? std::string_view() : walk.between(value.front(), value.back()));
  bound.lists.push_back(std::move(values));
  return !list.empty();
}

}  // namespace

std::optional<PartitionKey> partition_key(std::string_view text) {
  TokenWalk walk(text);
  PartitionKey key{upper(walk.take_word()), {}};
  for (const std::vector<Token>& each : walk.take_list()) {
    if (each.empty()) return std::nullopt;
    key.elements.push_back(element(walk, each));
  }
  if (key.strategy.empty() || key.elements.empty() || !walk.at_end()) return std::nullopt;
  return key;
}

std::optional<PartitionBound> partition_bound(std::string_view text) {
  TokenWalk walk(text);
  PartitionBound bound;
  bool whole = walk.take("default");
  if (!whole && walk.take("for") && walk.take("values")) {
    if (walk.take("in")) {
      bound.form = PartitionBound::Form::kIn;
      whole = take_values(walk, bound);
    } else if (walk.take("with")) {
      bound.form = PartitionBound::Form::kWith;
      whole = take_values(walk, bound);
    } else if (walk.take("from")) {
      bound.form = PartitionBound::Form::kFromTo;
      whole = take_values(walk, bound) && walk.take("to") && take_values(walk, bound);
    }
  }
  if (!whole || !walk.at_end()) return std::nullopt;
  return bound;
}

}  // namespace tenon
