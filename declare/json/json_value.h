// Parses a JSON document into values with their places; invalid JSON becomes a fault.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "declare/declaration.h"
#include "declare/faults.h"

namespace tenon {

/// Where a value stands in its file: 1-based, columns counted in characters.
struct Place {
  int line = 1;
  int column = 1;
};

enum class JsonKind { kNull, kBoolean, kNumber, kString, kArray, kObject };

struct JsonMember;

/// A JSON value that knows its place. Members keep the order of the file, each key once.
struct JsonValue {
  JsonKind kind = JsonKind::kNull;
  bool boolean = false;
  std::string text;  ///< what a string says; a number as it is written
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;
  Place place;
};

struct JsonMember {
  std::string key;
  Place place;
  JsonValue value;
};

/// The member of an object, or nullptr.
const JsonValue* member(const JsonValue& object, std::string_view key);

/// What a message calls a value: `the string "yes"`, `the number 5`, `a list`.
std::string shown(const JsonValue& value);

/// The value that a document holds. What is not JSON is a fault with the line and a caret under the place; a
/// key that comes twice in one object is one too. A byte order mark and any line ends are accepted.
std::optional<JsonValue> json_value(const Document& document, Faults& faults);

}  // namespace tenon
