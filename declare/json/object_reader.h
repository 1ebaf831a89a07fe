// Reads the members of one JSON object by its form, including the members for one dialect only.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "declare/json/json_value.h"
#include "declare/json/reading.h"
#include "model/constraint.h"
#include "model/dialect.h"

namespace tenon {

/// The keys that a dialect adds to an object: those that are interpreted, and options that are kept as text.
struct DialectForm {
  std::string_view dialect;
  std::vector<std::string_view> keys;
  std::vector<std::string_view> options;
  std::string_view with_prefix = {};  ///< before the keys inside "with" when they are kept among the options
};

/// The keys of one kind of object.
struct Form {
  std::string_view what;  ///< "a column"
  std::vector<std::string_view> keys;
  std::vector<DialectForm> dialects;
};

/// Reads the members of an object. An unknown key is a fault with the nearest known one. Keys inside
/// `"postgresql": {...}` and `"sqlite": {...}` apply to that dialect only and override those outside; a
/// dialect's own keys may stand outside if the file is read for that dialect.
class ObjectReader {
 public:
  /// `who` is the subject of messages: `column user.id`.
  ObjectReader(const Reading& in, const JsonValue& object, const Form& form, std::string who);

  /// Returns a member that is not null, or nullptr.
  const JsonValue* find(std::string_view key) const;
  /// Returns a member, even if it is null.
  const JsonValue* find_any(std::string_view key) const;

  bool flag(std::string_view key, bool otherwise) const;
  std::optional<bool> flag(std::string_view key) const;
  std::string text(std::string_view key) const;
  std::optional<std::string> integer(std::string_view key) const;
  std::vector<Word> words(std::string_view key) const;
  /// Returns the options of the dialect: those of the form, the storage parameters inside "with", and
  /// everything inside "options".
  Options options() const;
  /// Reads an object of names and plain values, sorted by name.
  Options parameters(std::string_view key) const;
  /// Returns the comment; it is empty in a dialect without comments.
  std::string comment() const;

  /// Reports a fault if a required member is missing, unless a misspelled key was already reported for it.
  void require(std::string_view key) const;

  std::string whose(std::string_view key) const { return "\"" + std::string(key) + "\" of " + who_; }
  const std::string& who() const { return who_; }
  Place place() const { return object_.place; }
  Source source() const { return in_.at(object_.place); }
  bool is_object() const { return object_.kind == JsonKind::kObject; }

 private:
  void check_keys(const Form& form);
  void check_outer_key(const Form& form, const JsonMember& member);
  void check_dialect(const Form& form, const JsonMember& member) const;
  void add_options(Options& to, std::string_view key, std::string_view prefix) const;
  void add_options(Options& to, const JsonValue* object, std::string_view key, std::string_view prefix) const;

  const Reading& in_;
  const JsonValue& object_;
  const JsonValue* own_ = nullptr;     ///< the members for this dialect only
  std::vector<std::string> misspelt_;  ///< the keys that unknown ones are probably meant to be
  const DialectForm* dialect_ = nullptr;
  std::string who_;
};

}  // namespace tenon
