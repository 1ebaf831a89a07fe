// The databases that a configuration names: a word of the command line in, a request that reads them out.

#pragma once

#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "app/compare.h"
#include "config/configuration.h"
#include "config/selection.h"
#include "model/error.h"

namespace tenon {

/// A set or a schema map whose targets could not be listed.
struct ExpansionFailure {
  std::string name;  ///< the template of the set, or the target with the schema map
  Failure failure;
};

/// Every database that a configuration names.
struct Expansion {
  std::vector<TargetConfiguration> targets;  ///< in the order of the file, sets after targets
  std::vector<ExpansionFailure> failures;
};

/// Which targets are wanted, before it is known which there are.
struct TargetWish {
  std::vector<std::string> names;      ///< globs; empty: any
  std::vector<LabelCondition> labels;  ///< each must hold
  std::stop_token stop = {};           ///< cancels the queries of sets and maps
};

/// Lists the targets of the file, of each set (its file is read, or its query run), and of each schema map
/// one a schema. No set and no map is asked in which no target can be that is wanted and is not known by a
/// stanza of its own. A set that cannot be listed does not hide the others.
Expansion expanded(const Configuration& configuration, const TargetWish& wish = {});

/// Returns the targets of one set. Throws Error: kConfiguration for what the rows lack, else as databases do.
std::vector<TargetConfiguration> listed(const TargetSet& set, const std::stop_token& stop = {});

/// Returns one target a schema of the database that the map of `target` selects; `target` itself without one.
std::vector<TargetConfiguration> mapped(const TargetConfiguration& target, const std::stop_token& stop = {});

/// Returns the target of a name: `orders`, `tenant-042` of a set, `db/tenant_042` of a schema map. No set is
/// asked for what is known by a stanza of its own, or cannot be a name of the set. Throws Error if no set has
/// it and one cannot be listed.
std::optional<TargetConfiguration> found_target(const Configuration& configuration, const std::string& name);

/// What of a request is kept outside the configuration.
struct TargetSecrets {
  SecretReference url;      ///< of the actual side; empty: that is known
  SecretReference scratch;  ///< empty: it is not wanted, or known
};

/// A target, ready to be read.
struct ReadyTarget {
  std::string name;
  std::map<std::string, std::string> labels;
  std::string url_reference;  ///< where its URL is kept, such as `env:ORDERS_URL`; never the URL
  TargetSecrets secrets;      ///< that lead to the rest of the request
  CompareRequest request;     ///< its declared side may be empty
  std::optional<Duration> time_limit;
  std::vector<std::string> warnings;
};

/// The options of a command line that override those of targets, without dashes: `schema`, `timeout`.
using GivenFlags = std::set<std::string>;

/// Fills a request with what the configuration says of a target, but for its secrets: none is fetched. What
/// `given` names stays as it is in `from`.
ReadyTarget unfetched(const Configuration& configuration, const TargetConfiguration& target,
                      CompareRequest from = {}, const GivenFlags& given = {});

/// Fetches the URL of a target and fills a request with what the configuration says of it. What `given` names
/// stays as it is in `from`.
ReadyTarget ready(const Configuration& configuration, const TargetConfiguration& target,
                  CompareRequest from = {}, const GivenFlags& given = {});

/// How a verb takes its sources.
struct SourceWords {
  GivenFlags given;
  bool compares = false;  ///< it has a declared side
};

/// A request in which sources are URLs and files.
struct ConfiguredRequest {
  CompareRequest request;
  std::vector<std::string> warnings;
};

/// Returns the request of a target with its secrets, fetched now. Throws Error as fetched() does.
ConfiguredRequest with_secrets(CompareRequest request, const std::string& target,
                               const TargetSecrets& secrets, const std::stop_token& stop = {});

/// Replaces the names of targets in a request by what they stand for: `orders`, `target:orders`. A declared
/// side that is left out is the target's; an actual side that is left out is the only target. What [diff] and
/// [naming] say applies where neither a flag nor the target says otherwise. Throws Error(kUsage) for a word
/// that is neither a file nor a target, with the nearest target, and for a side that is missing.
ConfiguredRequest configured(CompareRequest request, const Configuration& configuration,
                             const SourceWords& words);

}  // namespace tenon
