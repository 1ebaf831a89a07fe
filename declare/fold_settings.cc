// Removes default settings from the options of tables, columns and indexes, so that equal declarations
// compare equal.

#include "declare/fold_settings.h"

#include <utility>

#include "sql/character.h"
#include "sql/storage.h"

namespace tenon {

namespace {

/// Converts the option to lower case, and removes it if it equals `standard`.
void fold(Options& options, std::string_view key, std::string_view standard) {
  const std::string* value = option(options, key);
  if (!value) return;
  const std::string word = lower(*value);
  options = with_option(std::move(options), key, word == standard ? "" : word);
}

/// Handles an option that is a name: it is removed only if it is the default of every database.
void fold_name(Options& options, std::string_view key, std::string_view standard) {
  if (const std::string* value = option(options, key); value && *value == standard)
    options = with_option(std::move(options), key, "");
}

}  // namespace

Options folded_table_settings(Options options) {
  fold(options, "replica_identity", "default");
  fold_name(options, "tablespace", "pg_default");
  fold_name(options, "access_method", "heap");
  return options;
}

Options folded_column_settings(Options options, const Type& type) {
  fold(options, "storage", standard_storage(type));
  fold(options, "compression", "default");
  fold(options, "statistics", "-1");
  return options;
}

Options folded_index_settings(Options options) {
  fold_name(options, "tablespace", "pg_default");
  return options;
}

}  // namespace tenon
