// Checks the dialect settings of tables and columns in the declared JSON; the output is faults.

#include "declare/json/read_settings.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "model/setting_key.h"
#include "sql/character.h"

namespace tenon {

namespace {

void check_word(const Reading& in, const ObjectReader& from, const SettingKey& setting,
                const std::string& more) {
  const JsonValue* value = from.find(setting.key);
  if (!value || setting.words.front().empty()) return;
  std::vector<std::string> known(setting.words.begin(), setting.words.end());
  std::erase(known, "");
  const std::string word = lower(value->text);
  if (value->kind == JsonKind::kString && std::ranges::find(known, word) != known.end()) return;
  std::string list;
  for (const std::string& each : known) list += (list.empty() ? "" : ", ") + ("\"" + each + "\"");
  in.fault(value->place,
           from.whose(setting.key) + " must be one of " + list + more + suggestion(word, known));
}

std::string more_on(const SettingKey& setting, Kind kind) {
  return kind == Kind::kTable && setting.key == "replica_identity"
             ? "; an index that is to be it says so itself: \"replica_identity\": true"
             : "";
}

}  // namespace

void check_settings(const Reading& in, const ObjectReader& from, Kind kind) {
  for (const SettingKey& setting : settings_of(kind)) check_word(in, from, setting, more_on(setting, kind));
  const JsonValue* target = kind == Kind::kColumn ? from.find("statistics") : nullptr;
  if (target) read_integer(in, *target, from.whose("statistics"));
}

}  // namespace tenon
