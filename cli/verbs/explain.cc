// `tenon explain`: compare two sides, print why one object is reported as different.

#include "app/compare.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/results.h"
#include "cli/verb.h"

namespace tenon {

namespace {

int run_explain(const Arguments& arguments) {
  deliver(results(arguments, outputs_or_text(arguments), explained(arguments.request.compare, arguments.key),
                  &Format::explanation));
  return 0;
}

void add_explain_options(VerbOptions& options, OptionValues values) {
  options.text("KEY", values.arguments.key,
               "the key of the object, as in -o json: check:public.orders.total_positive",
               {.is_required = true});
  add_sides(options, values);
  add_outputs(options, values);
}

}  // namespace

Verb explain_verb() {
  return {.name = "explain",
          .about = "explain why an object differs: both texts, settled forms, the rule",
          .add_options = &add_explain_options,
          .formats = &offered<&Format::explanation>,
          .run = &run_explain,
          .details = &about_sources,
          .sources = Sources::kSides};
}

}  // namespace tenon
