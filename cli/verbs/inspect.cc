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
  const Inspection made =
      narrowed(inspected(arguments.request.compare), arguments.around, arguments.hops.value_or(1));
  if (!made.ignored.empty()) inform("left out: " + count_by_kind(made.ignored));
  deliver(results(arguments, outputs_or_text(arguments), made, &Format::inspection));
  return 0;
}

void add_inspect_options(VerbOptions& options, OptionValues values) {
  add_source(options, values);
  options.text("--at", values.raw.at,
               "SOURCE is a target of the audit store: its catalog on that day or before, or at that time",
               {.type = "TIME"});
  options.texts(
      "--around", values.arguments.around,
      "only this table (NAME or SCHEMA.NAME, * and ? allowed; may be repeated) and its neighbours by "
      "foreign keys");
  options.count("--hops", values.arguments.hops, "how many foreign keys away a neighbour may be (1)");
  add_outputs(options, values);
  add_summary(options, values);
}

}  // namespace

Verb inspect_verb() {
  return {.name = "inspect",
          .about = "print a catalog: for people, as declared JSON, as SQL DDL, or drawn",
          .add_options = &add_inspect_options,
          .formats = &offered<&Format::inspection>,
          .run = &run_inspect,
          .details = &about_sources,
          .sources = Sources::kOne};
}

}  // namespace tenon
