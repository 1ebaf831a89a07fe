// The settings of each kind of object: the options with a key of their own in declared JSON, listed once.

#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "model/change.h"

namespace tenon {

/// An option of a table, a column, a constraint or an index that has a key of its own in declared JSON.
struct SettingKey {
  std::string_view key;
  std::string_view dialect;        ///< the name of the dialect that has it
  std::string_view standard = {};  ///< the value that means the same as no setting; empty: there is none
  bool is_name = false;            ///< its value is a name, the case of which counts
  std::array<std::string_view, 4> words = {};  ///< the values that it can have; empty: any
};

/// Returns the settings of a table, a column, a constraint or an index; of any other kind there are none.
std::span<const SettingKey> settings_of(Kind kind);

/// Returns the keys that a dialect has for a kind of object, in the order of settings_of().
std::vector<std::string_view> setting_keys(Kind kind, std::string_view dialect);

}  // namespace tenon
