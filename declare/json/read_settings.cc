// Checks the dialect settings of tables and columns in the declared JSON; the output is faults.

#include "declare/json/read_settings.h"

#include <algorithm>

#include "declare/json/object_reader.h"
#include "sql/character.h"

namespace tenon {

namespace {

void check_word(const Reading& in, const ObjectReader& from, std::string_view key,
                const std::vector<std::string>& known, const std::string& more = "") {
  const JsonValue* value = from.find(key);
  if (!value) return;
  const std::string word = lower(value->text);
  if (value->kind == JsonKind::kString && std::ranges::find(known, word) != known.end()) return;
  std::string list;
  for (const std::string& each : known) list += (list.empty() ? "" : ", ") + ("\"" + each + "\"");
  in.fault(value->place, from.whose(key) + " must be one of " + list + more + suggestion(word, known));
}

}  // namespace

void check_table_settings(const Reading& in, const ObjectReader& from) {
  check_word(in, from, "replica_identity", {"default", "full", "nothing"},
             "; an index that is to be it says so itself: \"replica_identity\": true");
}

void check_column_settings(const Reading& in, const ObjectReader& from) {
  check_word(in, from, "storage", {"plain", "external", "extended", "main"});
  check_word(in, from, "compression", {"default", "pglz", "lz4"});
  if (const JsonValue* target = from.find("statistics")) read_integer(in, *target, from.whose("statistics"));
}

}  // namespace tenon
