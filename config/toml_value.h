// Parses TOML into values with their places; a text that is no TOML becomes a fault.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/faults.h"
#include "model/name.h"

namespace tenon {

enum class TomlKind { kBoolean, kInteger, kFloat, kString, kDate, kArray, kTable };

struct TomlMember;

/// A TOML value with its position. Members keep the order of the file.
struct TomlValue {
  TomlKind kind = TomlKind::kTable;
  bool boolean = false;
  std::int64_t integer = 0;
  std::string text;  ///< of a string
  std::vector<TomlValue> items;
  std::vector<TomlMember> members;
  Source at;
};

struct TomlMember {
  std::string key;
  Source at;  ///< of the key
  TomlValue value;
};

/// Returns the member of a table, or nullptr.
const TomlMember* member(const TomlValue& table, std::string_view key);

/// Describes the kind of a value for a message: `a string`, `a list`, `a table`. The value itself may be a
/// secret that somebody wrote into the file, and is not said.
std::string to_string(TomlKind kind);

/// Parses a document (TOML 1.0). A byte order mark is accepted. What is no TOML is a fault with its place,
/// and nullopt.
std::optional<TomlValue> toml_value(const Document& document, Faults& faults);

}  // namespace tenon
