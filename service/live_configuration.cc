// Reads configurations, and swaps them.

#include "service/live_configuration.h"

#include <algorithm>
#include <utility>

#include "app/audit/chosen_targets.h"
#include "model/error.h"
#include "service/jobs/scheduled_target.h"

namespace tenon {

namespace {

ScheduledTarget scheduled(const TargetConfiguration& target) {
  ScheduledTarget made{
      .name = target.name, .labels = target.options.labels, .url_ref = "target:" + target.name};
  return target.options.schedule ? with_schedule(std::move(made), *target.options.schedule) : made;
}

void add_targets(ListedConfiguration& made) {
  made.scheduled.clear();
  made.labels.clear();
  for (const TargetConfiguration& target : made.listed.targets) {
    made.scheduled.push_back(scheduled(target));
    made.labels[target.name] = target.options.labels;
  }
}

std::shared_ptr<const ListedConfiguration> listed(Configuration configuration) {
  auto made = std::make_shared<ListedConfiguration>();
  made->listed = expanded(configuration);
  made->subscriptions = subscriptions_of(configuration);
  made->configuration = std::move(configuration);
  add_targets(*made);
  return made;
}

/// Returns whether a target comes from the set or the schema map of this name.
bool is_of(const TargetConfiguration& target, const Configuration& configuration, const std::string& name) {
  if (target.name.starts_with(name + "/")) return true;
  const auto set = std::ranges::find(configuration.target_sets, name, &TargetSet::name);
  return set != configuration.target_sets.end() && target.origin == set->origin;
}

}  // namespace

StalePolicy stale_policy(const Configuration& configuration) { return {*configuration.audit.stale_after}; }

LiveConfiguration::LiveConfiguration(std::function<Configuration()> read)
    : read_(std::move(read)), now_(listed(read_())) {}

std::shared_ptr<const ListedConfiguration> LiveConfiguration::now() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

void LiveConfiguration::reload(const std::function<void(const Configuration&)>& judge) {
  Configuration configuration = read_();
  const std::string before = now()->configuration.path;
  if (!before.empty() && configuration.path.empty())
    throw Error(Fault::kConfiguration, before + " is not there any more");
  if (judge) judge(configuration);
  auto read = listed(std::move(configuration));
  const std::lock_guard lock(mutex_);
  now_ = std::move(read);
}

std::vector<ExpansionFailure> LiveConfiguration::list_again() {
  const auto before = now();
  auto made = std::make_shared<ListedConfiguration>(*before);
  made->listed = expanded(before->configuration);
  for (const ExpansionFailure& failure : made->listed.failures)
    for (const TargetConfiguration& target : before->listed.targets)
      if (is_of(target, before->configuration, failure.name)) made->listed.targets.push_back(target);
  add_targets(*made);
  std::vector<ExpansionFailure> failures = made->listed.failures;
  const std::lock_guard lock(mutex_);
  if (now_ == before) now_ = std::move(made);  // else a newer configuration was read meanwhile
  return failures;
}

bool LiveConfiguration::knows(const std::string& name) const { return now()->labels.contains(name); }

std::optional<AuditTarget> LiveConfiguration::target(const std::string& name) const {
  const auto all = now();
  const auto at = std::ranges::find(all->listed.targets, name, &TargetConfiguration::name);
  if (at == all->listed.targets.end()) return std::nullopt;
  return audit_target(all->configuration, *at);
}

}  // namespace tenon
