// Removes default settings from the options of tables, columns and indexes, so that equal declarations
// compare equal.

#include "declare/fold_settings.h"

#include <utility>

#include "model/setting_key.h"
#include "sql/character.h"
#include "sql/storage.h"

namespace tenon {

namespace {

/// Removes a setting that equals the standard. A keyword becomes lower case; the case of a name counts.
void fold(Options& options, const SettingKey& setting, std::string_view standard) {
  const std::string* value = option(options, setting.key);
  if (!value) return;
  if (setting.is_name) {
    if (*value == standard) options = with_option(std::move(options), setting.key, "");
    return;
  }
  const std::string word = lower(*value);
  options = with_option(std::move(options), setting.key, word == standard ? "" : word);
}

Options folded(Options options, Kind kind) {
  for (const SettingKey& setting : settings_of(kind))
    if (!setting.standard.empty()) fold(options, setting, setting.standard);
  return options;
}

}  // namespace

Options folded_table_settings(Options options) { return folded(std::move(options), Kind::kTable); }

Options folded_column_settings(Options options, const Type& type) {
  fold(options, {"storage", {}}, standard_storage(type));
  return folded(std::move(options), Kind::kColumn);
}

Options folded_index_settings(Options options) { return folded(std::move(options), Kind::kIndex); }

}  // namespace tenon
