// `tenon inspect`: read one source, print its catalog.

#include "app/compare.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "model/listing.h"

namespace tenon {

namespace {

int run_inspect(const Arguments& arguments) {
  const Inspection made = inspected(arguments.request.compare);
  if (!made.ignored.empty()) inform("left out: " + count_by_kind(made.ignored));
  deliver(results(arguments, outputs_or_text(arguments), made, &Format::inspection));
  return 0;
}

void add_inspect_options(VerbOptions& options, OptionValues values) {
  add_source(options, values);
  options.text("--at", values.raw.at,
               "SOURCE is a target of the audit store: its catalog on that day or before, or at that time",
               {.type = "TIME"});
  add_outputs(options, values);
  add_summary(options, values);
}

}  // namespace

Verb inspect_verb() {
  return {.name = "inspect",
          .about = "print a catalog: for people, as declared JSON, or as SQL DDL",
          .add_options = &add_inspect_options,
          .formats = &offered<&Format::inspection>,
          .run = &run_inspect,
          .details = &about_sources};
}

}  // namespace tenon
