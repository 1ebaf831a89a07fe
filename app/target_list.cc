// Lists the targets of sets and schema maps, and finds one by its name.

#include <algorithm>
#include <exception>
#include <iterator>

#include "app/backends.h"
#include "app/compared_sides.h"
#include "app/file_text.h"
#include "app/secrets.h"
#include "app/targets.h"
#include "config/target_rows.h"
#include "diff/pattern.h"

namespace tenon {

namespace {

void require_not_stopped(const std::stop_token& stop) {
  if (stop.stop_requested())
    throw Error(Fault::kConnection, Reason::kTimeout, "the run was stopped before its targets were listed");
}

/// Asks an open database, which is cancelled once the run is stopped: what fails then failed because of that.
template <class Ask>
auto asked(Database& database, const std::stop_token& stop, const Ask& ask) {
  const CancelledBy cancel(stop, &database);
  try {
    return ask(database);
  } catch (const Error&) {
    require_not_stopped(stop);
    throw;
  }
}

std::unique_ptr<Database> opened(const SecretReference& url, const TargetOptions& options,
                                 const std::stop_token& stop) {
  require_not_stopped(stop);
  const FetchedSecret fetched = fetched_url(url, stop);
  return backend_for(fetched.value)
      .open(fetched.value, {.statement = *options.statement_timeout, .lock = *options.lock_timeout});
}

std::vector<PlacedRow> rows_of_query(const TargetSet& set, const std::stop_token& stop) {
  const std::unique_ptr<Database> database = opened(set.source.url, {}, stop);
  const TextRows found =
      asked(*database, stop, [&](Database& one) { return one.rows(set.source.query, set.max + 1); });
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

std::optional<TargetConfiguration> found_in(const TargetSet& set, const std::string& name) {
  const std::vector<TargetConfiguration> all = listed(set);
  const auto found = std::ranges::find(all, name, &TargetConfiguration::name);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

/// A target's name in its parts: `db/tenant_042`.
struct NameParts {
  std::string whole;
  std::optional<std::string> schema;

  explicit NameParts(const std::string& name) : whole(name.substr(0, name.find('/'))) {
    if (whole.size() < name.size()) schema = name.substr(whole.size() + 1);
  }

  /// Whether the schema, if there is one, is of the map.
  bool is_of(const std::optional<SchemaMap>& map) const {
    return !schema || (map && glob_matches(map->pattern, *schema));
  }
  TargetConfiguration in(const TargetConfiguration& target) const {
    return schema ? of_schema(target, *schema) : target;
  }
};

/// Tells of sets and schema maps whether they must be asked for what is wanted.
class Asked {
 public:
  Asked(const Configuration& configuration, const TargetWish& wish) : wish_(wish) {
    std::ranges::copy_if(wish.names, std::back_inserter(open_), [&](const std::string& name) {
      const TargetConfiguration* known = find_target(configuration, name);
      return known == nullptr || known->schema_map;
    });
  }

  /// `glob`: what the names match that are listed there.
  bool may_be_in(const std::string& glob, const std::map<std::string, std::string>& labels) const {
    if (wish_.names.empty()) return may_be_selected(wish_.labels, labels);
    return std::ranges::any_of(open_, [&](const std::string& name) { return globs_meet(name, glob); });
  }

 private:
  const TargetWish& wish_;
  std::vector<std::string> open_;  ///< names that no stanza of their own settles
};

std::string with_map(const std::string& name, const std::optional<SchemaMap>& map) {
  return map ? name + "/" + map->pattern : name;
}

}  // namespace

std::vector<TargetConfiguration> listed(const TargetSet& set, const std::stop_token& stop) {
  const std::vector<PlacedRow> rows = set.source.query.empty() ? rows_of_file(set) : rows_of_query(set, stop);
  if (rows.empty())
    throw Error(Fault::kDeclaration, Reason::kParse,
                to_string(set.origin) + ": the target set \"" + set.name +
                    "\" has no row, so that nothing of it is compared; an emptied fleet looks like this too");
  return targets_of(set, rows);
}

std::vector<TargetConfiguration> mapped(const TargetConfiguration& target, const std::stop_token& stop) {
  if (!target.schema_map || !target.schema.empty()) return {target};
  const std::unique_ptr<Database> database = opened(*target.url, target.options, stop);
  const std::vector<std::string> names =
      asked(*database, stop, [](Database& one) { return one.schema_names(); });
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

Expansion expanded(const Configuration& configuration, const TargetWish& wish) {
  Expansion all;
  const Asked asked(configuration, wish);
  const auto add_target = [&](const TargetConfiguration& target) {
    if (!target.schema_map ||
        asked.may_be_in(with_map(target.name, target.schema_map), target.options.labels))
      add(all, target.name, [&] { return mapped(target, wish.stop); });
  };
  for (const TargetConfiguration& target : configuration.targets) add_target(target);
  for (const TargetSet& set : configuration.target_sets) {
    if (!asked.may_be_in(with_map(name_glob(set), set.schema_map), set.options.labels)) continue;
    if (!set.schema_map) {
      add(all, set.name, [&] { return listed(set, wish.stop); });
      continue;
    }
    Expansion rows;
    add(rows, set.name, [&] { return listed(set, wish.stop); });
    for (const ExpansionFailure& failure : rows.failures) all.failures.push_back(failure);
    for (const TargetConfiguration& target : rows.targets) add_target(target);
  }
  return all;
}

std::optional<TargetConfiguration> found_target(const Configuration& configuration, const std::string& name) {
  const NameParts parts(name);
  if (const TargetConfiguration* target = find_target(configuration, parts.whole))
    return parts.is_of(target->schema_map) ? std::optional(parts.in(*target)) : std::nullopt;
  std::exception_ptr failure;
  for (const TargetSet& set : configuration.target_sets) {
    if (!parts.is_of(set.schema_map) || !may_be_of_set(set, parts.whole)) continue;
    try {
      if (const auto found = found_in(set, parts.whole)) return parts.in(*found);
    } catch (const Error&) {
      if (!failure) failure = std::current_exception();  // another set may have it
    }
  }
  if (failure) std::rethrow_exception(failure);
  return std::nullopt;
}

}  // namespace tenon
