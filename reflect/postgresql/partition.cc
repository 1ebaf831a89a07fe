// Splits questions about partition keys and bounds into questions about expressions, and joins the answers.

#include "reflect/postgresql/partition.h"

#include <algorithm>

#include "sql/character.h"
#include "sql/content.h"
#include "sql/identifier_key.h"
#include "sql/partition.h"
#include "sql/searched_name.h"
#include "sql/token.h"

namespace tenon {

namespace {

const Column* column_of(const Table& table, const PartitionElement& element) {
  if (element.column.empty()) return nullptr;
  const std::vector<Token> words = tokens(element.column, kPostgresql);
  return words.size() == 1 ? find_column(table, kPostgresql.name_of(words.front().kind == TokenKind::kWord
                                                                        ? lower(content(words.front()))
                                                                        : content(words.front())))
                           : nullptr;
}

/// Normalizes a text: keywords in lower case, one blank between two tokens.
std::string plain(std::string_view text) {
  std::string made;
  for (const Token& token : tokens(text, kPostgresql))
    made += (made.empty() ? "" : " ") +
            (token.kind == TokenKind::kWord ? lower(token.text) : std::string(token.text));
  return made;
}

/// Normalizes the collation and operator class after an element; a schema that is on every search path is
/// dropped.
std::string plain_rest(std::string_view text) {
  const std::vector<Token> all = tokens(text, kPostgresql);
  std::string made;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_schema = i + 1 < all.size() && all[i + 1].text == ".";
    if (is_schema && searched_name(content(all[i]), "any", kPostgresql).schema.key.empty()) {
      ++i;
      continue;
    }
    made += " " + (all[i].kind == TokenKind::kIdentifier ? identifier_key(all[i], kPostgresql)
                   : all[i].kind == TokenKind::kWord     ? lower(all[i].text)
                                                         : std::string(all[i].text));
  }
  return made;
}

/// Tells whether the planner reduced an expression to a constant. An expression that depends on the time or
/// the session stays a call.
bool is_value(const std::string& form) {
  for (const Token& token : tokens(form, kPostgresql)) {
    if (token.text == "(" || token.text == "-") continue;
    return token.kind == TokenKind::kString || token.kind == TokenKind::kNumber || is_word(token, "true") ||
           is_word(token, "false") || is_word(token, "null") || is_word(token, "array");
  }
  return false;
}

/// Returns the value with the type of a key expression; the planner discards the rest.
std::string of_type_of(const PartitionElement& element, std::string_view value) {
  if (element.expression.empty()) return std::string(value);
  return "CASE WHEN false THEN (" + std::string(element.expression) + "\n) ELSE (" + std::string(value) +
         "\n) END";
}

}  // namespace

PartitionQuestion::PartitionQuestion(const Question& question) {
  if (question.about == About::kPartitionKey)
    take_key(question);
  else
    take_bound(question);
}

void PartitionQuestion::take_key(const Question& question) {
  const auto key = partition_key(question.text);
  if (!key) {
    reason_ = "it is not understood as the key of a partitioned table";
    return;
  }
  head_ = key->strategy + " (";
  for (const PartitionElement& element : key->elements) {
    const Column* column = column_of(*question.table, element);
    pieces_.push_back({column ? column->name.text : std::string(element.column), element.column.empty(),
                       plain_rest(element.rest) + ", "});
    if (element.column.empty())
      parts_.push_back({About::kExpression, std::string(element.expression), question.table, ""});
  }
  std::string& last = pieces_.back().behind;
  last.erase(last.size() - 2);
}

void PartitionQuestion::take_value(std::string_view value, const Question& question, std::size_t position) {
  const std::vector<Token> words = tokens(value, kPostgresql);
  const bool is_edge =
      words.size() == 1 && (is_word(words.front(), "minvalue") || is_word(words.front(), "maxvalue"));
  pieces_.push_back({lower(value), !is_edge, ", "});
  if (is_edge) return;
  const auto key = partition_key(question.target);
  const PartitionElement* element =
      key && position < key->elements.size() ? &key->elements[position] : nullptr;
  const Column* column = element ? column_of(*question.table, *element) : nullptr;
  if (column)
    parts_.push_back({About::kDefault, std::string(value), question.table, column->type.text});
  else
    parts_.push_back(
        {About::kExpression, element ? of_type_of(*element, value) : std::string(value), question.table, ""});
}

void PartitionQuestion::take_bound(const Question& question) {
  const auto bound = partition_bound(question.text);
  if (!bound) {
    reason_ = "it is not understood as the bound of a partition";
    return;
  }
  using Form = PartitionBound::Form;
  const Form form = bound->form;
  head_ = form == Form::kDefault  ? "DEFAULT ("
          : form == Form::kIn     ? "FOR VALUES IN ("
          : form == Form::kFromTo ? "FOR VALUES FROM ("
                                  : "FOR VALUES WITH (";
  is_set_ = form != Form::kFromTo;
  is_values_ = true;
  for (const auto& list : bound->lists) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (form == Form::kWith)
        pieces_.push_back({plain(list[i]), false, ", "});
      else
        take_value(list[i], question, form == Form::kIn ? 0 : i);
    }
    pieces_.back().behind = &list == &bound->lists.back() ? "" : ") TO (";
  }
}

Answer PartitionQuestion::answer(const Answer* parts) const {
  if (!reason_.empty()) return {"", reason_};
  std::vector<std::string> texts;
  for (const Piece& piece : pieces_) {
    if (piece.is_part && parts->form.empty()) return *parts;
    if (piece.is_part && is_values_ && !is_value(parts->form))
      return {"", "its value is computed when the partition is made; write the value"};
    texts.push_back(piece.is_part ? (parts++)->form : piece.text);
  }
  if (is_set_) std::ranges::sort(texts);
  std::string form = head_;
  for (std::size_t i = 0; i < texts.size(); ++i) form += texts[i] + pieces_[i].behind;
  return {form + ")", ""};
}

}  // namespace tenon
