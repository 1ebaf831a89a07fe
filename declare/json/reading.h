// Reads single JSON values of one type; a value of another type is a fault.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "declare/json/json_value.h"
#include "model/constraint.h"
#include "model/dialect.h"

namespace tenon {

/// One file that is being read for one dialect.
struct Reading {
  const Dialect& dialect;
  Faults& faults;
  std::string path;

  Source at(Place place) const { return {path, place.line, place.column}; }
  void fault(Place place, std::string what) const { faults.add(at(place), std::move(what)); }
};

/// A name or reference as written, and its position.
struct Word {
  std::string text;
  Source source;
};

// Each reads a value of one type; any other value is a fault. `who` names the subject of the message, such as
// `"nullable" of column user.id`.
std::optional<bool> read_bool(const Reading& in, const JsonValue& value, const std::string& who);

std::optional<std::string> read_text(const Reading& in, const JsonValue& value, const std::string& who);

/// Reads a whole number, as a JSON number or as digits in a string.
std::optional<std::string> read_integer(const Reading& in, const JsonValue& value, const std::string& who);

/// Reads a list of non-empty texts.
std::vector<Word> read_words(const Reading& in, const JsonValue& value, const std::string& who);

void add_type_fault(const Reading& in, const JsonValue& value, const std::string& who, std::string_view what);

/// Reads SQL text that must be one expression; anything else is a fault. The caller handles an empty text.
Expression read_expression(const Reading& in, Place place, std::string_view text, const std::string& who);

/// Reads a name that the database can store: not empty and not too long. `who` reads like `the name of a
/// column`.
Name read_name(const Reading& in, std::string_view text, Place place, const std::string& who);

}  // namespace tenon
