// Parses a JSON document into values with their places; invalid JSON becomes a fault.

#include "declare/json/json_value.h"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "declare/json/json_place.h"

namespace tenon {

namespace {

constexpr std::size_t kDeepest = 100;

/// Returns the message of the parser without its own position and without the text that it has read.
std::string reason(std::string text) {
  const std::size_t detail = text.find(": ");
  if (detail != std::string::npos) text.erase(0, detail + 2);
  const std::size_t read = text.find("; last read: '");
  if (read == std::string::npos) return text;
  const std::size_t rest = text.rfind("'; expected ");
  text.erase(read, rest == std::string::npos ? std::string::npos : rest + 1 - read);
  return text;
}

/// Builds the value from the events of the parser, each of which is one token.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const Document& document, std::string_view text, Faults& faults)
      : document_(document), text_(text), tokens_(text), faults_(faults) {}

  bool null() override { return attach({JsonKind::kNull, false, {}, {}, {}, tokens_.next().place}); }
  bool boolean(bool value) override {
    return attach({JsonKind::kBoolean, value, {}, {}, {}, tokens_.next().place});
  }
  bool number_integer(number_integer_t) override { return add_number(); }
  bool number_unsigned(number_unsigned_t) override { return add_number(); }
  bool number_float(number_float_t, const string_t&) override { return add_number(); }
  bool string(string_t& value) override {
    const Place place = tokens_.next().place;
    return attach({JsonKind::kString, false, checked(std::move(value), place), {}, {}, place});
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(JsonKind::kObject); }
  bool start_array(std::size_t) override { return open(JsonKind::kArray); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    Open& object = open_.back();
    object.key_place = tokens_.next().place;
    object.key = checked(std::move(key), object.key_place);
    const auto [first, is_new] = object.keys.emplace(object.key, object.key_place);
    if (!is_new)
      fault(object.key_place, "the key \"" + object.key + "\" appears twice; the first is at line " +
                                  std::to_string(first->second.line));
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    if (text_.find_first_not_of(" \t\r\n") == std::string_view::npos) {
      fault({1, 1}, "the file is empty; a declared schema is a JSON object, {\"tables\": {...}}");
      return false;
    }
    // The parser tells how far it has read, which is inside or at the end of the invalid word.
    const std::size_t read = position == 0 ? 0 : position - 1;
    const std::size_t offset =
        std::min(read, static_cast<std::size_t>(tokens_.next().text.data() - text_.data()));
    fault(place_of(text_, offset), "this is not JSON: " + reason(error.what()), pointed_at(text_, offset));
    return false;
  }

  JsonValue take() { return std::move(whole_); }

 private:
  struct Open {
    JsonValue value;
    std::string key;
    Place key_place;
    std::map<std::string, Place> keys;
  };

  void fault(Place place, std::string what, std::string excerpt = "") {
    faults_.add({document_.path, place.line, place.column}, std::move(what), std::move(excerpt));
  }

  std::string checked(std::string text, Place place) {
    if (text.find('\0') != std::string::npos)
      fault(place, "a text with a NUL character, which no database holds");
    return text;
  }

  bool add_number() {
    const JsonTokens::Token token = tokens_.next();
    return attach({JsonKind::kNumber, false, std::string(token.text), {}, {}, token.place});
  }

  bool attach(JsonValue value) {
    if (open_.empty()) {
      whole_ = std::move(value);
    } else if (Open& parent = open_.back(); parent.value.kind == JsonKind::kArray) {
      parent.value.items.push_back(std::move(value));
    } else {
      parent.value.members.push_back({std::move(parent.key), parent.key_place, std::move(value)});
    }
    return true;
  }

  bool open(JsonKind kind) {
    const Place place = tokens_.next().place;
    open_.push_back({{kind, false, {}, {}, {}, place}, {}, {}, {}});
    if (open_.size() <= kDeepest) return true;
    fault(place, "more than " + std::to_string(kDeepest) + " brackets inside each other");
    return false;
  }

  bool close() {
    tokens_.next();
    JsonValue value = std::move(open_.back().value);
    open_.pop_back();
    return attach(std::move(value));
  }

  const Document& document_;
  std::string_view text_;
  JsonTokens tokens_;
  Faults& faults_;
  std::vector<Open> open_;
  JsonValue whole_;
};

}  // namespace

const JsonValue* member(const JsonValue& object, std::string_view key) {
  const auto at = std::ranges::find(object.members, key, &JsonMember::key);
  return at == object.members.end() ? nullptr : &at->value;
}

std::string to_string(const JsonValue& value) {
  switch (value.kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBoolean:
      return value.boolean ? "true" : "false";
    case JsonKind::kNumber:
      return "the number " + value.text;
    case JsonKind::kString:
      return "the string \"" + value.text + "\"";
    case JsonKind::kArray:
      return "a list";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

std::optional<JsonValue> json_value(const Document& document, Faults& faults) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::string_view text = document.text;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  Builder builder(document, text, faults);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return builder.take();
}

}  // namespace tenon
