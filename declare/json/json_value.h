// Parses a JSON document into values with their places; invalid JSON becomes a fault.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "declare/declaration.h"
#include "model/faults.h"

namespace tenon {

/// The position of a value in its file: 1-based, columns counted in characters.
struct Place {
  int line = 1;
  int column = 1;
};

enum class JsonKind { kNull, kBoolean, kNumber, kString, kArray, kObject };

struct JsonMember;

/// A JSON value with its position. Members keep the order of the file; each key occurs once.
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

/// Returns the member of an object, or nullptr.
const JsonValue* member(const JsonValue& object, std::string_view key);

/// Describes a value for a message: `the string "yes"`, `the number 5`, `a list`.
std::string to_string(const JsonValue& value);

/// Parses a document. Invalid JSON is a fault with the line and a caret; so is a key that occurs twice in one
/// object. A byte order mark and all line ends are accepted.
std::optional<JsonValue> json_value(const Document& document, Faults& faults);

}  // namespace tenon
