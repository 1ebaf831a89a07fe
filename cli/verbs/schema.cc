// `tenon schema`: print a published JSON Schema.

#include "app/file_batch.h"
#include "app/published_schema.h"
#include "cli/arguments.h"
#include "cli/verb.h"

namespace tenon {

namespace {

int run_schema(const Arguments&) {
  write_stdout(published_schema());
  return 0;
}

void add_schema_options(VerbOptions& options, OptionValues values) {
  options.text("NAME", values.arguments.key, "declared: the declared form in JSON",
               {.is_required = true, .one_of = {"declared"}});
}

}  // namespace

Verb schema_verb() {
  return {.name = "schema",
          .about = "print a published JSON Schema, for editors and checks",
          .add_options = &add_schema_options,
          .run = &run_schema};
}

}  // namespace tenon
