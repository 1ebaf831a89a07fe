// Lists the targets of sets and schema maps, and finds one by its name.

#include <algorithm>

#include "app/backends.h"
#include "app/file_text.h"
#include "app/secrets.h"
#include "app/targets.h"
#include "config/target_rows.h"
#include "diff/pattern.h"

namespace tenon {

namespace {

std::unique_ptr<Database> opened(const SecretReference& url, const TargetOptions& options) {
  const FetchedSecret fetched = fetched_url(url);
  return backend_for(fetched.value)
      .open(fetched.value, {.statement = *options.statement_timeout, .lock = *options.lock_timeout});
}

std::vector<PlacedRow> rows_of_query(const TargetSet& set) {
  const TextRows found = opened(set.source.url, {})->rows(set.source.query, set.max + 1);
  std::vector<PlacedRow> rows;
  for (const std::vector<std::string>& values : found.rows) {
    PlacedRow& row = rows.emplace_back();
    for (std::size_t i = 0; i < values.size(); ++i) row.row[found.columns[i]] = values[i];
  }
  return rows;
}

std::vector<PlacedRow> rows_of_file(const TargetSet& set) {
  try {
    return target_rows({set.source.file, file_text(set.source.file)});
  } catch (const Error& error) {
    if (error.fault() == Fault::kConfiguration) throw;
    throw Error(Fault::kConfiguration, error.reason(),
                to_string(set.origin) + ": the file of the target set \"" + set.name +
                    "\" cannot be read: " + error.what());
  }
}

TargetConfiguration of_schema(TargetConfiguration target, const std::string& schema) {
  target.name += "/" + schema;
  target.schema = schema;
  return target;
}

/// Adds the targets that `list` returns, or what kept it from that.
template <class List>
void add(Expansion& all, const std::string& name, const List& list) {
  try {
    for (TargetConfiguration& target : list()) {
      const auto same = std::ranges::find(all.targets, target.name, &TargetConfiguration::name);
      if (same != all.targets.end())
        throw Error(Fault::kConfiguration,
                    "\"" + name + "\" makes the target \"" + target.name + "\", which there is already");
      all.targets.push_back(std::move(target));
    }
  } catch (const Error& error) {
    all.failures.push_back({name, failure_of(error)});
  }
}

/// The target of a name without a schema.
std::optional<TargetConfiguration> found_whole(const Configuration& configuration, const std::string& name) {
  if (const TargetConfiguration* target = find_target(configuration, name)) return *target;
  for (const TargetSet& set : configuration.target_sets) {
    if (!may_be_of_set(set, name)) continue;
    const std::vector<TargetConfiguration> all = listed(set);
    const auto found = std::ranges::find(all, name, &TargetConfiguration::name);
    if (found != all.end()) return *found;
  }
  return std::nullopt;
}

}  // namespace

std::vector<TargetConfiguration> listed(const TargetSet& set) {
  return targets_of(set, set.source.query.empty() ? rows_of_file(set) : rows_of_query(set));
}

std::vector<TargetConfiguration> mapped(const TargetConfiguration& target) {
  if (!target.schema_map || !target.schema.empty()) return {target};
  const std::vector<std::string> names = opened(*target.url, target.options)->schema_names();
  std::vector<TargetConfiguration> all;
  for (const std::string& name : names)
    if (glob_matches(target.schema_map->pattern, name)) all.push_back(of_schema(target, name));
  if (all.size() > target.schema_map->max)
    throw Error(Fault::kConfiguration, to_string(target.origin) + ": the schema_map of target \"" +
                                           target.name + "\" selects " + std::to_string(all.size()) +
                                           " schemas; narrow its pattern, or write \"max\" into it");
  if (all.empty())
    throw Error(Fault::kDeclaration, "target \"" + target.name +
                                         "\" has no schema that its schema_map selects (" +
                                         target.schema_map->pattern + "); nothing can be compared");
  return all;
}

Expansion expanded(const Configuration& configuration) {
  Expansion all;
  const auto add_target = [&](const TargetConfiguration& target) {
    add(all, target.name, [&] { return mapped(target); });
  };
  for (const TargetConfiguration& target : configuration.targets) add_target(target);
  for (const TargetSet& set : configuration.target_sets) {
    if (!set.schema_map) {
      add(all, set.name, [&] { return listed(set); });
      continue;
    }
    Expansion rows;
    add(rows, set.name, [&] { return listed(set); });
    for (const ExpansionFailure& failure : rows.failures) all.failures.push_back(failure);
    for (const TargetConfiguration& target : rows.targets) add_target(target);
  }
  return all;
}

std::optional<TargetConfiguration> found_target(const Configuration& configuration, const std::string& name) {
  const auto slash = name.find('/');
  if (slash == std::string::npos) return found_whole(configuration, name);
  const auto whole = found_whole(configuration, name.substr(0, slash));
  const std::string schema = name.substr(slash + 1);
  if (!whole || !whole->schema_map || !glob_matches(whole->schema_map->pattern, schema)) return std::nullopt;
  return of_schema(*whole, schema);
}

}  // namespace tenon
