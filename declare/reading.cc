#include "declare/reading.h"

#include <algorithm>

namespace tenon {

namespace {

bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void wanted(const Reading& in, const JsonValue& value, const std::string& who, std::string_view what) {
  in.fault(value.place, who + " wants " + std::string(what) + ", found " + shown(value));
}

std::optional<bool> read_bool(const Reading& in, const JsonValue& value, const std::string& who) {
  if (value.kind == JsonKind::kBoolean) return value.boolean;
  wanted(in, value, who, "true or false");
  return std::nullopt;
}

std::optional<std::string> read_text(const Reading& in, const JsonValue& value, const std::string& who) {
  if (value.kind == JsonKind::kString) return value.text;
  wanted(in, value, who, "a string");
  return std::nullopt;
}

std::optional<std::string> read_integer(const Reading& in, const JsonValue& value, const std::string& who) {
  const bool has_text = value.kind == JsonKind::kNumber || value.kind == JsonKind::kString;
  if (has_text && is_integer(value.text)) return value.text;
  wanted(in, value, who, "a whole number");
  return std::nullopt;
}

std::vector<Word> read_words(const Reading& in, const JsonValue& value, const std::string& who) {
  std::vector<Word> words;
  if (value.kind != JsonKind::kArray) {
    wanted(in, value, who, "a list of strings");
    return words;
  }
  for (const auto& item : value.items) {
    if (item.kind == JsonKind::kString && !item.text.empty())
      words.push_back({item.text, in.at(item.place)});
    else
      wanted(in, item, who, "strings that are not empty");
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
