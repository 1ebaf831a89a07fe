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
#include "app/audit/subscriptions.h"
#include "app/targets.h"
#include "config/configuration.h"
#include "service/jobs/job_parts.h"

namespace tenon {

/// A configuration with all of its targets listed, as it was at one moment.
struct ListedConfiguration {
  Configuration configuration;
  Expansion listed;
  Subscriptions subscriptions;
  std::vector<ScheduledTarget> scheduled;  ///< every target, as the scheduler sees it
  TargetLabels labels;
};

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

  /// Whether there is a target of this name.
  bool knows(const std::string& name) const;
  /// Returns a target to be audited, whose secrets are not fetched yet; nullopt: there is none of this name.
  std::optional<AuditTarget> target(const std::string& name) const;

 private:
  const std::function<Configuration()> read_;
  mutable std::mutex mutex_;
  std::shared_ptr<const ListedConfiguration> now_;
};

}  // namespace tenon
