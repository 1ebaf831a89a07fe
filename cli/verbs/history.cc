// `tenon history`: print what the audit store remembers of one target.

#include "app/store_place.h"
#include "app/store_schema.h"
#include "app/store_use.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"

namespace tenon {

namespace {

constexpr std::size_t kUsualLimit = 30;

int run_history(const Arguments& arguments) {
  const auto store =
      open_store(store_of(configuration_with_store(arguments.config, arguments.request.compare.store)),
                 StoreUse::kExisting);
  const auto limit = static_cast<std::int64_t>(arguments.store.limit.value_or(kUsualLimit));
  deliver(results(arguments, outputs_or_text(arguments),
                  target_history(*store, arguments.store.subject, limit), &Format::history));
  return 0;
}

void add_history_options(VerbOptions& options, OptionValues values) {
  options.text("TARGET", values.arguments.store.subject, "the target, as tenon audit calls it",
               {.is_required = true});
  options.count("-n,--limit", values.arguments.store.limit,
                "how many audits to show, the newest (30 otherwise)");
  add_store(options, values);
  add_configuration(options, values);
  add_outputs(options, values);
}

std::string history_example() { return "For example: tenon history orders -n 400 -o json"; }

}  // namespace

Verb history_verb() {
  return {.name = "history",
          .about = "what audits have found in one target: when drift came, changed and went",
          .add_options = &add_history_options,
          .formats = &offered<&Format::history>,
          .run = &run_history,
          .details = &history_example};
}

}  // namespace tenon
