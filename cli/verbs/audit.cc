// `tenon audit`: check many databases at once, remember what was found, and tell what is new.

#include <spdlog/spdlog.h>

#include <cstdlib>

#include "app/audit/chosen_targets.h"
#include "app/audit/defined_webhooks.h"
#include "app/audit/known_members.h"
#include "app/audit/notifications.h"
#include "app/audit/sweep.h"
#include "app/configuration.h"
#include "app/deadline.h"
#include "app/interruption.h"
#include "app/requested_target.h"
#include "app/store_place.h"
#include "app/store_schema.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/given_value.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/sweep_progress.h"
#include "cli/verb.h"
#include "model/nearest_word.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

/// The flags that override the configuration, as it takes them.
std::vector<GivenValue> given_values(const Arguments& arguments) {
  std::vector<GivenValue> all;
  for (const auto& [flag, text] : arguments.audit.overrides)
    if (is_of_command_line(flag, text)) all.push_back({flag, {text}});
  if (const SourceArgument& store = arguments.request.compare.store; !store.empty())
    all.push_back({"store", {store.exposed()}});
  return all;
}

FleetLimits limits_of(const AuditConfiguration& audit) {
  FleetLimits limits;
  limits.workers = *audit.workers;
  limits.per_server = *audit.per_server;
  limits.whole_time = *audit.time_limit;
  limits.attempt_time = *audit.target_time_limit;
  limits.attempts = *audit.attempts;
  return limits;
}

TargetChoice choice_of(const Arguments& arguments, const Configuration& configuration,
                       const SourceArgument& store) {
  TargetChoice choice{.names = arguments.names,
                      .all = arguments.audit.all,
                      .select = arguments.audit.select,
                      .from = arguments.request.compare,
                      .given = arguments.given};
  choice.from.store = store;
  choice.from.marks_destructive = fail_on_named(*configuration.diff.fail_on) == FailOn::kDestructive;
  choice.given.erase("match");  // it is in the configuration already
  return choice;
}

/// Returns what was asked for, in the user's words; the same every night.
std::string selection_text(const AuditArguments& audit, const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : " ") + name;
  for (const std::string& condition : audit.select) text += (text.empty() ? "" : " ") + condition;
  return text.empty() ? "all targets" : text;
}

/// Returns the labels of targets, and of those that are no longer there as they were.
TargetLabels labels_of(const std::vector<AuditTarget>& targets, const std::vector<StoredTarget>& known) {
  TargetLabels labels;
  for (const StoredTarget& target : known) labels[target.name] = target.labels;
  for (const AuditTarget& target : targets) labels[target.name] = target.labels;
  return labels;
}

/// Returns names, or how many there are where they are many.
std::string shown_names(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 10;
  return names.size() > kMost ? pluralize(names.size(), "target") : with_commas(names);
}

/// Returns what was made over the API of a service with this store.
Definitions defined_in(const SourceArgument& place) {
  const std::unique_ptr<Store> store = open_store_if_there(place);
  return store ? DefinitionBook(*store).all() : Definitions();
}

/// Sends what is due; what cannot be sent is said and waits in the store.
void send(Store& store, const std::vector<Subscription>& subscriptions, const std::stop_token& stop) {
  const Outbox outbox = send_due(store, subscriptions, &current_instant, stop);
  for (const std::string& failure : outbox.failures) warn(failure);
}

SweepRequest request_of(const Arguments& arguments, const Configuration& configuration, ChosenTargets chosen,
                        const Subscriptions& heard, Store& store) {
  SweepRequest request;
  if (chosen.is_whole) request.whole = chosen.configuration;
  request.limits = limits_of(configuration.audit);
  request.selection = selection_text(arguments.audit, arguments.names);
  request.summary.fail_on = fail_on_named(*configuration.diff.fail_on);
  request.stale.after = *configuration.audit.stale_after;
  request.deliveries = [&heard, shown = store.shown(),
                        labels = labels_of(chosen.targets, store.known_targets())](
                           const SweepLook& look, const SweepSummary& summary) {
    return deliveries_of(messages_of(look, summary), heard.usable, labels, shown);
  };
  request.targets = std::move(chosen.targets);
  return request;
}

int run_audit(const Arguments& arguments) {
  const Configuration configuration = configuration_of(arguments.config, given_values(arguments));
  const std::vector<Output> wanted = outputs_or_text(arguments);
  const Interruption interruption;
  const SourceArgument place = store_of(configuration);
  const Deadline deadline(interruption.token(), *configuration.audit.time_limit);
  TargetChoice choice = choice_of(arguments, configuration, place);
  choice.stop = deadline.token();
  const Definitions definitions = defined_in(place);
  choice.defined = defined_targets(configuration, definitions);
  ChosenTargets chosen = chosen_targets(configuration, choice);
  if (!chosen.defined.empty()) inform("made over the API: " + shown_names(chosen.defined));
  const Subscriptions heard =
      arguments.audit.tells ? heard_webhooks(configuration, definitions).subscriptions : Subscriptions();
  for (const std::vector<std::string>& warnings : {chosen.warnings, heard.warnings, heard.faults})
    for (const std::string& warning : warnings) warn(warning);
  const std::unique_ptr<Store> store = open_store(place, StoreUse::kCreate);
  if (!chosen.unread.empty()) chosen = with_known_members(std::move(chosen), choice, store->known_targets());
  Swept made;
  {
    SweepProgressLine line(!arguments.quiet);
    SweepRequest request = request_of(arguments, configuration, std::move(chosen), heard, *store);
    request.limits.whole_time = deadline.left();
    request.progress = [&line](const SweepProgress& progress) { line.show(progress); };
    made = swept(request, *store, interruption.token());
  }
  deliver(results(arguments, wanted, made, &Format::audit));
  if (arguments.audit.tells) send(*store, heard.usable, interruption.token());
  const int code = exit_code(made.summary);
  // Threads that are left behind must not meet a program that is taken apart.
  if (made.left_behind > 0) std::_Exit(code);
  return code;
}

void add_override(VerbOptions& options, OptionValues values, const std::string& flag, const std::string& help,
                  const std::string& type) {
  options.text("--" + flag, values.arguments.audit.overrides[flag], help, {.type = type});
}

void add_audit_options(VerbOptions& options, OptionValues values) {
  AuditArguments& audit = values.arguments.audit;
  options.words("TARGET", values.arguments.names, "the targets, by name; * stands for any text");
  options.flag("--all", audit.all, "every target of the configuration");
  options.texts("--select", audit.select, "targets by label: env=prod, region!=eu; each must hold",
                {.type = "LABEL=VALUE"});
  add_override(options, values, "workers", "how many databases are read at once", "NUMBER");
  add_override(options, values, "per-server", "how many of them on one server", "NUMBER");
  add_override(options, values, "target-time-limit", "how long one target may take: 30s, 5m", "DURATION");
  add_override(options, values, "time-limit", "how long all of it may take: 2h", "DURATION");
  add_override(options, values, "attempts", "how often what may heal is tried", "NUMBER");
  add_override(options, values, "stale-after", "when a result is outdated: 3d", "DURATION");
  add_fail_on(options, audit.overrides["fail-on"]);
  add_match(options, audit.overrides["match"]);
  options.flag("!--no-notify", audit.tells, "send no messages, and queue none");
  add_verdict(options, values);
  add_store(options, values);
  add_configuration(options, values);
  add_outputs(options, values);
}

}  // namespace

Verb audit_verb() {
  return {.name = "audit",
          .about = "check many databases at once, and remember what was found",
          .add_options = &add_audit_options,
          .formats = &offered<&Format::audit>,
          .run = &run_audit,
          .exits = {{0, "all in sync, or acknowledged"},
                    {2, "drift that fails"},
                    {1, "a target could not be audited"},
                    {78, "the configuration has faults"}},
          .reports_to_ci = true};
}

}  // namespace tenon
