// `tenon store`: how much the audit store holds, whether it is whole, what of it may go, and all of it.

#include "app/file_batch.h"
#include "app/store_place.h"
#include "app/store_schema.h"
#include "app/store_use.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/error.h"

namespace tenon {

namespace {

int days(const std::optional<std::size_t>& given, int usual) {
  constexpr std::size_t kMost = 36'500;
  if (!given) return usual;
  if (*given < 1 || *given > kMost)
    throw Error(Fault::kUsage, "things are kept for 1 to 36500 days; found " + std::to_string(*given) +
                                   "; nothing was removed");
  return static_cast<int>(*given);
}

/// Flags go before the configuration.
Retention retention(const StoreArguments& given, Retention policy) {
  policy.audit_days = days(given.audit_days, policy.audit_days);
  policy.full_days = days(given.full_days, policy.full_days);
  policy.delivery_days = days(given.delivery_days, policy.delivery_days);
  return policy;
}

int run_store(const Arguments& arguments) {
  const std::string& action = arguments.store.action;
  if (action == "export" && !arguments.outputs.empty())
    throw Error(
        Fault::kUsage,
        "store export prints JSON lines on stdout and knows no other format; send them to a file with > "
        "FILE");
  const Configuration configuration =
      configuration_with_store(arguments.config, arguments.request.compare.store);
  const Retention policy = retention(arguments.store, retention_of(configuration.store.retention));
  const auto store = open_store(store_of(configuration), StoreUse::kExisting);
  if (action == "export") {
    store->export_lines([](std::string_view line) { write_stdout(line); });
    return 0;
  }
  const StoreReport report = action == "stats"    ? store_stats(*store)
                             : action == "verify" ? store_verified(*store)
                                                  : store_pruned(*store, current_instant(), policy);
  deliver(results(arguments, outputs_or_text(arguments), report, &Format::store));
  return report.verdict && !report.verdict->faults.empty() ? 1 : 0;
}

void add_store_options(VerbOptions& options, OptionValues values) {
  StoreArguments& given = values.arguments.store;
  options.text(
      "ACTION", given.action,
      "stats: how much it holds; verify: whether a row was changed; prune: remove what is old; export: "
      "all of it as JSON lines on stdout",
      {.is_required = true, .one_of = {"stats", "prune", "verify", "export"}});
  options.count("--keep-audits", given.audit_days, "prune: for how many days audits are kept (400)");
  options.count("--keep-all", given.full_days,
                "prune: after how many days one in-sync audit a day is enough (30)");
  options.count("--keep-deliveries", given.delivery_days,
                "prune: for how many days messages that were sent are kept (30)");
  add_store(options, values);
  add_configuration(options, values);
  add_outputs(options, values);
}

}  // namespace

Verb store_verb() {
  return {.name = "store",
          .about = "upkeep of the audit store: stats, verify, prune, export",
          .add_options = &add_store_options,
          .formats = &offered<&Format::store>,
          .run = &run_store,
          .exits = {{0, "done; verify: it is whole"}, {1, "could not tell; verify: rows were changed"}}};
}

}  // namespace tenon
