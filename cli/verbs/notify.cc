// `tenon notify`: send the messages that wait, try the webhooks, or list what became of messages.

#include <algorithm>

#include "app/audit/defined_webhooks.h"
#include "app/audit/outbox_report.h"
#include "app/configuration.h"
#include "app/interruption.h"
#include "app/store_place.h"
#include "app/store_schema.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"
#include "model/nearest_word.h"

namespace tenon {

namespace {

/// Leaves the webhooks that were named; all if none was.
Subscriptions named(HeardWebhooks heard, const Configuration& configuration,
                    const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const WebhookConfiguration& one : heard.webhooks) known.push_back(one.name);
  Subscriptions all = std::move(heard.subscriptions);
  if (known.empty())
    throw Error(
        Fault::kConfiguration,
        configuration.path.empty()
            ? "there is no tenon.toml here or above that names a webhook; name it by --config, or let tenon "
              "init "
              "write one (docs/configuration.md says how [[webhooks]] are written)"
            : "the configuration names no webhook; docs/configuration.md says how [[webhooks]] are written");
  for (const std::string& name : names)
    if (std::ranges::find(known, name) == known.end())
      throw Error(Fault::kUsage, "there is no webhook " + name + suggestion(name, known));
  if (!names.empty())
    std::erase_if(all.usable, [&](const Subscription& one) {
      return std::ranges::find(names, one.webhook.name) == names.end();
    });
  return all;
}

/// Returns what was made over the API of a service with this store.
/// A test asks no store where there can be nothing.
Definitions defined_in_store(const Configuration& configuration, bool is_test) {
  if (is_test && !*configuration.service.api_webhooks.enabled) return {};
  const std::unique_ptr<Store> store = open_store_if_there(store_of(configuration));
  return store ? DefinitionBook(*store).all() : Definitions();
}

OutboxReport made_report(const Arguments& arguments, const Configuration& configuration) {
  constexpr std::int64_t kShown = 100;
  if (arguments.notify.tests && arguments.notify.lists)
    throw Error(Fault::kUsage, "--test sends a message, and --list sends none; give one of them");
  const Subscriptions heard =
      named(heard_webhooks(configuration, defined_in_store(configuration, arguments.notify.tests)),
            configuration, arguments.names);
  for (const std::string& warning : heard.warnings) warn(warning);
  OutboxReport report;
  if (arguments.notify.tests) {
    report = tried(heard.usable, current_instant());
    report.faults = heard.faults;
    return report;
  }
  const std::unique_ptr<Store> store = open_store(store_of(configuration), StoreUse::kExisting);
  if (arguments.notify.lists) {
    report = outbox_of(*store, kShown);
    report.is_list = true;
    return report;
  }
  const Interruption interruption;
  report = outbox_after(*store, send_due(*store, heard.usable, &current_instant, interruption.token()));
  report.faults = heard.faults;
  return report;
}

int run_notify(const Arguments& arguments) {
  const Configuration configuration =
      configuration_with_store(arguments.config, arguments.request.compare.store);
  const OutboxReport report = made_report(arguments, configuration);
  deliver(results(arguments, outputs_or_text(arguments), report, &Format::notify));
  return exit_code(report);
}

void add_notify_options(VerbOptions& options, OptionValues values) {
  options.words("WEBHOOK", values.arguments.names, "the webhooks, by name; all otherwise");
  options.flag("--test", values.arguments.notify.tests,
               "send a test message over each webhook, instead of those that wait");
  options.flag("--list", values.arguments.notify.lists,
               "send nothing, list the newest messages and what became of them");
  add_store(options, values);
  add_configuration(options, values);
  add_outputs(options, values);
}

}  // namespace

Verb notify_verb() {
  return {
      .name = "notify",
      .about = "send the messages of audits that wait, or try the webhooks",
      .add_options = &add_notify_options,
      .formats = &offered<&Format::notify>,
      .run = &run_notify,
      .exits = {{0, "everything was sent"}, {1, "a message could not be sent, or a webhook cannot be used"}}};
}

}  // namespace tenon
