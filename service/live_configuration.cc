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

/// Makes the rest of what is known from the targets of the file and of the API.
void add_targets(ListedConfiguration& made) {
  made.listed = made.of_file;
  made.hidden = add_defined(made.listed, defined_targets(made.configuration, made.definitions));
  HeardWebhooks heard = heard_webhooks(made.configuration, made.definitions);
  made.webhooks = std::move(heard.webhooks);
  made.subscriptions = std::move(heard.subscriptions);
  made.scheduled.clear();
  made.labels.clear();
  for (const TargetConfiguration& target : made.listed.targets) {
    made.scheduled.push_back(scheduled(target));
    made.labels[target.name] = target.options.labels;
  }
}

std::shared_ptr<ListedConfiguration> listed(Configuration configuration) {
  auto made = std::make_shared<ListedConfiguration>();
  made->of_file = expanded(configuration);
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

void LiveConfiguration::change(const std::function<bool(ListedConfiguration& made)>& change) {
  auto made = std::make_shared<ListedConfiguration>(*now());
  if (!change(*made)) return;
  add_targets(*made);
  const std::lock_guard lock(mutex_);
  now_ = std::move(made);
}

void LiveConfiguration::reload(const std::function<void(const Configuration&)>& judge) {
  Configuration configuration = read_();
  const std::string before = now()->configuration.path;
  if (!before.empty() && configuration.path.empty())
    throw Error(Fault::kConfiguration, before + " is not there any more");
  if (judge) judge(configuration);
  const auto read = listed(std::move(configuration));
  const std::lock_guard writing(writing_);
  change([&](ListedConfiguration& made) {
    made.configuration = read->configuration;
    made.of_file = read->of_file;
    ++made.generation;
    return true;
  });
}

std::vector<ExpansionFailure> LiveConfiguration::list_again() {
  const auto before = now();
  Expansion found = expanded(before->configuration);
  for (const ExpansionFailure& failure : found.failures)
    for (const TargetConfiguration& target : before->of_file.targets)
      if (is_of(target, before->configuration, failure.name)) found.targets.push_back(target);
  std::vector<ExpansionFailure> failures = found.failures;
  const std::lock_guard writing(writing_);
  change([&](ListedConfiguration& made) {
    if (made.generation != before->generation) return false;  // a newer file was read meanwhile
    made.of_file = std::move(found);
    return true;
  });
  return failures;
}

void LiveConfiguration::follow(ReadDefinitions read) {
  read_definitions_ = std::move(read);
  refresh();
}

void LiveConfiguration::refresh() {
  if (!read_definitions_) return;
  const std::lock_guard writing(writing_);
  auto newer = read_definitions_(now()->definitions.revision);
  if (!newer) return;
  change([&](ListedConfiguration& made) {
    made.definitions = std::move(*newer);
    return true;
  });
}

void LiveConfiguration::try_to_refresh() {
  try {
    refresh();
  } catch (const Error&) {  // who asks the store next says that it does not answer
  }
}

bool LiveConfiguration::knows(const std::string& name) {
  if (!now()->labels.contains(name)) try_to_refresh();
  return now()->labels.contains(name);
}

std::optional<AuditTarget> LiveConfiguration::target(const std::string& name) {
  const auto found_in = [&](const ListedConfiguration& all) {
    const auto at = std::ranges::find(all.listed.targets, name, &TargetConfiguration::name);
    return at == all.listed.targets.end() ? nullptr : &*at;
  };
  auto all = now();
  const TargetConfiguration* known = found_in(*all);
  if (!known || known->origin.kind == OriginKind::kApi) {
    try_to_refresh();
    all = now();
    known = found_in(*all);
  }
  if (!known) return std::nullopt;
  if (known->origin.kind != OriginKind::kApi) return audit_target(all->configuration, *known);
  const Definition* defined = find_definition(all->definitions, DefinitionKind::kTarget, name);
  return audit_target(all->configuration,
                      requested_target(all->configuration, name, defined->content).target);
}

}  // namespace tenon
