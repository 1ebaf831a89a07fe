// The settings of each kind of object: the options with a key of their own in declared JSON, listed once.

#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "model/change.h"

namespace tenon {

/// How an option of a constraint or an index stands to what has it.
enum class Standing {
  kDefinition,  ///< part of its definition: with another value it is dropped and added again
  kAltered,     ///< ALTER sets it, and a copy (LIKE) has it too
  kMark,        ///< ALTER sets it, and a copy does not have it
  kSingleMark,  ///< a mark that one index of a table has at most
};

/// An option of a table, a column, a constraint or an index that has a key of its own in declared JSON.
struct SettingKey {
  std::string_view key;
  std::string_view dialect;        ///< the name of the dialect that has it
  std::string_view standard = {};  ///< the value that means the same as no setting; empty: there is none
  bool is_name = false;            ///< its value is a name, the case of which counts
  std::array<std::string_view, 4> words = {};  ///< the values that it can have; empty: any
  Standing standing = Standing::kDefinition;   ///< of a constraint or an index; of others it says nothing
  /// Whether it is about the storage of a column's type: a child inherits it with a new column, and another
  /// type ends it.
  bool is_of_type = false;
};

/// Returns the settings of a table, a column, a constraint or an index; of any other kind there are none.
std::span<const SettingKey> settings_of(Kind kind);

/// Returns how an option of a constraint or an index stands to it. Of what is not listed, the storage
/// parameters of an index are altered, the statistics targets of its expressions are marks, and the rest is
/// part of the definition.
Standing standing_of(Kind kind, const Option& option);

/// Tells whether an option of a column is about the storage of its type.
bool is_of_type(const Option& column_option);

/// Returns the keys that a dialect has for a kind of object, in the order of settings_of().
std::vector<std::string_view> setting_keys(Kind kind, std::string_view dialect);

}  // namespace tenon
