// `tenon schema`: print a published JSON Schema.

#include <algorithm>

#include "app/file_batch.h"
#include "app/published_schema.h"
#include "cli/arguments.h"
#include "cli/verb.h"

namespace tenon {

namespace {

int run_schema(const Arguments& arguments) {
  const auto& all = published_schemas();
  write_stdout(std::ranges::find(all, arguments.key, &PublishedSchema::name)->text);
  return 0;
}

void add_schema_options(VerbOptions& options, OptionValues values) {
  std::vector<std::string> names;
  for (const PublishedSchema& schema : published_schemas()) names.push_back(schema.name);
  options.text("NAME", values.arguments.key,
               "declared: the declared form in JSON; any other: what -o json prints, report being that of "
               "check, diff and generate",
               {.is_required = true, .one_of = names});
}

}  // namespace

Verb schema_verb() {
  return {.name = "schema",
          .about = "print a published JSON Schema, for editors and checks",
          .add_options = &add_schema_options,
          .run = &run_schema};
}

}  // namespace tenon
