// Reads single JSON values of one type; a value of another type is a fault.

#include "declare/json/reading.h"

#include <algorithm>

#include "sql/character.h"
#include "sql/key.h"
#include "sql/pg_parse.h"
#include "sql/token.h"

namespace tenon {

namespace {

bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Tells whether all quotes and parentheses are closed and nothing ends the expression early.
bool is_closed(std::string_view text, const Dialect& dialect) {
  int depth = 0;
  for (const Token& token : tokens(text, dialect)) {
    if (token.kind == TokenKind::kUnfinished || token.text == ";") return false;
    if (token.text == "(") ++depth;
    if (token.text == ")" && --depth < 0) return false;
  }
  return depth == 0;
}

/// Tells whether the linked parser may be too old for a text: SQL/JSON and AT LOCAL are newer.
bool may_be_newer(std::string_view text) {
  const std::string folded = lower(text);
  return folded.find("json") != std::string::npos || folded.find("local") != std::string::npos;
}

bool may_be_expression(std::string_view text, const Dialect& dialect) {
  if (!is_closed(text, dialect)) return false;
  return !dialect.expressions_can_be_parsed || is_one_expression(text) || may_be_newer(text);
}

}  // namespace

Expression read_expression(const Reading& in, Place place, std::string_view text, const std::string& who) {
  Expression made = expression(text, in.dialect);
  if (!made.key.empty() && !may_be_expression(text, in.dialect))
    in.fault(place, who + " must be one SQL expression, found \"" + std::string(text) + "\"");
  return made;
}

void add_type_fault(const Reading& in, const JsonValue& value, const std::string& who,
                    std::string_view what) {
  in.fault(value.place, who + " must be " + std::string(what) + ", found " + to_string(value));
}

std::optional<bool> read_bool(const Reading& in, const JsonValue& value, const std::string& who) {
  if (value.kind == JsonKind::kBoolean) return value.boolean;
  add_type_fault(in, value, who, "true or false");
  return std::nullopt;
}

std::optional<std::string> read_text(const Reading& in, const JsonValue& value, const std::string& who) {
  if (value.kind == JsonKind::kString) return value.text;
  add_type_fault(in, value, who, "a string");
  return std::nullopt;
}

std::optional<std::string> read_integer(const Reading& in, const JsonValue& value, const std::string& who) {
  const bool has_text = value.kind == JsonKind::kNumber || value.kind == JsonKind::kString;
  if (has_text && is_integer(value.text)) return value.text;
  add_type_fault(in, value, who, "a whole number");
  return std::nullopt;
}

std::vector<Word> read_words(const Reading& in, const JsonValue& value, const std::string& who) {
  std::vector<Word> words;
  if (value.kind != JsonKind::kArray) {
    add_type_fault(in, value, who, "a list of strings");
    return words;
  }
  for (const auto& item : value.items) {
    if (item.kind == JsonKind::kString && !item.text.empty())
      words.push_back({item.text, in.at(item.place)});
    else
      add_type_fault(in, item, who, "strings that are not empty");
  }
  return words;
}

Name read_name(const Reading& in, std::string_view text, Place place, const std::string& who) {
  const std::size_t max = in.dialect.max_name;
  if (text.empty()) in.fault(place, who + " is empty");
  if (max > 0 && text.size() > max)
    in.fault(place, who + ", \"" + std::string(text) + "\", has " + std::to_string(text.size()) +
                        " bytes, and " + std::string(in.dialect.name) + " keeps " + std::to_string(max));
  return in.dialect.name_of(text);
}

}  // namespace tenon
