// The configuration that the service works by, and the targets that it names: swapped whole, read by many
// threads.

#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/audit/audit_target.h"
#include "app/audit/defined_webhooks.h"
#include "app/requested_target.h"
#include "app/targets.h"
#include "config/configuration.h"
#include "service/jobs/job_parts.h"

namespace tenon {

/// A configuration with all of its targets listed, as it was at one moment.
struct ListedConfiguration {
  Configuration configuration;
  Expansion listed;                 ///< with those that were made over the API
  Expansion of_file;                ///< without them
  Definitions definitions;          ///< what was made over the API
  std::size_t generation = 0;       ///< grows with every reading of the file
  std::vector<std::string> hidden;  ///< targets made over the API whose names the configuration has
  std::vector<WebhookConfiguration> webhooks;  ///< with those that were made over the API
  Subscriptions subscriptions;                 ///< the same
  std::vector<ScheduledTarget> scheduled;      ///< every target, as the scheduler sees it
  TargetLabels labels;
};

/// Reads what was made over the API; nullopt: it has this revision still.
using ReadDefinitions = std::function<std::optional<Definitions>(std::int64_t known)>;

/// Returns when a result is outdated.
StalePolicy stale_policy(const Configuration& configuration);

/// Holds the newest configuration. Any thread may call anything.
class LiveConfiguration {
 public:
  /// `read` reads the configuration: file, flags and environment. Throws as it does.
  explicit LiveConfiguration(std::function<Configuration()> read);

  std::shared_ptr<const ListedConfiguration> now() const;
  /// Reads everything anew. Throws Error, with every fault of the file, or what `judge` throws, and keeps
  /// what it had then.
  void reload(const std::function<void(const Configuration&)>& judge = {});
  /// Lists the targets of sets and schema maps anew, by the configuration that is there. A set that cannot be
  /// listed keeps the targets that it had; returns what failed.
  std::vector<ExpansionFailure> list_again();

  /// Takes what is made over the API in from now on. `read` returns it if its revision is another one than
  /// that which is known. Throws what `read` throws.
  void follow(ReadDefinitions read);
  /// Takes in what was made over the API since the last time. Throws as `read` does, and keeps what it had.
  void refresh();

  /// Whether there is a target of this name; the store is asked of one that is not known.
  bool knows(const std::string& name);
  /// Returns a target to be audited, whose secrets are not fetched yet; nullopt: there is none of this name.
  /// Of one that was made over the API the newest definition is taken, and judged again.
  std::optional<AuditTarget> target(const std::string& name);

 private:
  /// Swaps in what `change` makes of the newest one; it returns false for no change. REQUIRES: writing_ is
  /// held.
  void change(const std::function<bool(ListedConfiguration& made)>& change);
  /// Refreshes as far as the store answers.
  void try_to_refresh();

  const std::function<Configuration()> read_;
  ReadDefinitions read_definitions_;
  std::mutex writing_;  ///< of whoever makes the next one
  mutable std::mutex mutex_;
  std::shared_ptr<const ListedConfiguration> now_;
};

}  // namespace tenon
