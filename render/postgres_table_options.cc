#include "render/postgres_table_options.h"

#include <string_view>

#include "model/constraint.h"
#include "model/error.h"
#include "render/postgres_clauses.h"
#include "render/sql_text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

constexpr std::string_view kStorage = "with.";

bool is_storage(const Option& option) { return option.key.starts_with(kStorage); }

std::string storage_name(const Option& option) { return option.key.substr(kStorage.size()); }

[[noreturn]] void refuse(const QualifiedName& table, const std::string& key) {
  throw Error(Fault::kUnsupported, "table " + shown(table) + " differs in " + key +
                                       ", which cannot be changed in place; move its rows to a new table");
}

std::string storage_with(const Options& options) {
  std::vector<std::string> parts;
  for (const Option& option : options)
    if (is_storage(option)) parts.push_back(storage_option(option));
  return parts.empty() ? "" : " WITH (" + joined(parts, ", ") + ")";
}

void add_storage_changes(std::vector<std::string>& all, const QualifiedName& table, const Options& actual,
                         const Options& declared) {
  std::vector<std::string> set;
  std::vector<std::string> reset;
  for (const Option& o : declared)
    if (const std::string* from = option(actual, o.key); is_storage(o) && (!from || *from != o.value))
      set.push_back(storage_option(o));
  for (const Option& o : actual)
    if (is_storage(o) && !option(declared, o.key)) reset.push_back(storage_name(o));
  if (!set.empty()) all.push_back("ALTER TABLE " + quoted(table) + " SET (" + joined(set, ", ") + ")");
  if (!reset.empty()) all.push_back("ALTER TABLE " + quoted(table) + " RESET (" + joined(reset, ", ") + ")");
}

void demand_changeable(const QualifiedName& table, const Options& from, const Options& to) {
  for (const Option& o : from) {
    const std::string* other = option(to, o.key);
    const bool same = other && *other == o.value;
    if (!same && !is_storage(o) && o.key != "unlogged") refuse(table, o.key);
  }
}

}  // namespace

std::string postgres_table_prefix(const Options& options) {
  return option(options, "unlogged") ? "UNLOGGED " : "";
}

std::string postgres_table_options(const Options& options) {
  const auto clause = [&](std::string_view key, const std::string& before, const std::string& after) {
    const std::string* value = option(options, key);
    return value ? before + *value + after : "";
  };
  return clause("partition_bound", " ", "") + clause("partition_by", " PARTITION BY ", "") +
         storage_with(options);
}

std::vector<std::string> changed_table_options(const QualifiedName& table, const Options& actual,
                                               const Options& declared) {
  demand_changeable(table, actual, declared);
  demand_changeable(table, declared, actual);
  std::vector<std::string> all;
  const bool unlogged = option(declared, "unlogged") != nullptr;
  if (unlogged != (option(actual, "unlogged") != nullptr))
    all.push_back("ALTER TABLE " + quoted(table) + (unlogged ? " SET UNLOGGED" : " SET LOGGED"));
  add_storage_changes(all, table, actual, declared);
  return all;
}

}  // namespace tenon
