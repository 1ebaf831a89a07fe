// Writes names, options and references as declared JSON.

#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/catalog.h"
#include "model/change.h"
#include "model/naming.h"

namespace tenon {

/// The key of an object, and whether the object must have "schema" and "name" as well.
struct PlacedName {
  std::string key;
  bool says_schema = false;  ///< the key is the name as it is; "schema" stands inside
  bool says_name = false;    ///< the key is only a label; "name" stands inside too
};

/// Chooses the key: `name` or `schema.name` if that is unambiguous. `used` holds the keys that are taken.
PlacedName placed(const QualifiedName& name, const Dialect& dialect, std::set<std::string>& used);

/// Adds "schema" and "name" as needed.
void add_name(nlohmann::ordered_json& to, const PlacedName& place, const QualifiedName& name,
              const Dialect& dialect);

/// The form in which the options of one kind of object are written.
struct OptionForm {
  std::set<std::string_view> known;             ///< options with a key of their own
  std::optional<std::string_view> with_prefix;  ///< those that begin so stand inside "with", without it
};

/// Returns the keys of the settings of these kinds, in every dialect.
std::set<std::string_view> all_setting_keys(std::initializer_list<Kind> kinds);

/// Adds options under the name of the dialect; those without a place in the form are inside "options".
void add_options(nlohmann::ordered_json& to, const Options& options, const OptionForm& form,
                 const Dialect& dialect);

/// Returns a text as a JSON number or boolean if that reads back as the same text; else as a string.
nlohmann::ordered_json number_or_text(const std::string& text);

/// Returns `t.c`, a list of such, or an object if names contain dots.
nlohmann::ordered_json reference_json(const QualifiedName& table, const std::vector<Name>& columns,
                                      const Dialect& dialect);

/// Returns `t`, `s.t`, or an object where names have dots in them.
nlohmann::ordered_json table_reference_json(const QualifiedName& table, const Dialect& dialect);

/// Adds the options that differ from the defaults of the type.
void add_sequence_options(nlohmann::ordered_json& to, const SequenceOptions& options);

nlohmann::ordered_json column_json(const Column& column, const Table& table, const Dialect& dialect);

}  // namespace tenon
