// `tenon generate`: compare two sides, write the files of a migration.

#include "app/generate.h"

#include <algorithm>

#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/verb.h"
#include "cli/written_files.h"
#include "model/listing.h"
#include "model/pluralize.h"
#include "model/to_string.h"

namespace tenon {

namespace {

/// Tells on stderr the first few of what could not be compared, and of the notes.
void tell_findings(const Report& report) {
  for (std::size_t i = 0; i < std::min(kNamed, report.unknowns.size()); ++i) {
    const Unknown& unknown = report.unknowns[i];
    warn("could not compare " + to_string(unknown.key) +
         (unknown.source->path.empty() ? "" : " (" + to_string(*unknown.source) + ")") + ": " +
         unknown.reason);
  }
  if (report.unknowns.size() > kNamed)
    warn("could not compare " + std::to_string(report.unknowns.size() - kNamed) +
         " more; -o json=FILE has all");
  if (!report.left_out.empty()) inform("left out: " + count_by_kind(report.left_out));
  for (std::size_t i = 0; i < std::min(kNamed, report.consequences.size()); ++i)
    inform("the migration also does this: " + describe(report.consequences[i]));
  if (report.consequences.size() > kNamed)
    inform("and " + std::to_string(report.consequences.size() - kNamed) + " more; -o json=FILE has all");
  for (std::size_t i = 0; i < std::min(kNamed, report.notes.size()); ++i) inform("note: " + report.notes[i]);
  if (report.notes.size() > kNamed)
    inform("and " + pluralize(report.notes.size() - kNamed, "note") + " more; -o json=FILE has all");
}

int run_generate(const Arguments& arguments) {
  const MigrationFiles written = generated(arguments.request);
  const Report& report = written.comparison.report;
  const std::vector<Result> reports =
      results(arguments, arguments.outputs, written.comparison, &Format::migration_report);
  tell_findings(report);
  if (!written.files.empty()) {
    deliver_migration(arguments, written, reports);
    return 0;
  }
  deliver(reports);
  if (outcome(report) == Outcome::kUnknown) {
    complain("nothing was written: what could be compared is in sync, and the rest could not be told");
    return 1;
  }
  inform("nothing to do: " + report.actual.url + " is as declared");
  return 3;
}

void add_generate_options(VerbOptions& options, OptionValues values) {
  GenerateRequest& request = values.arguments.request;
  add_sides(options, values);
  add_verdict(options, values);
  options.text("-m,--message", request.message, "what the migration is for; it names the file",
               {.is_required = true, .is_not_blank = true});
  options.texts("--allow", request.allow,
                "destructive ops that may be written, with commas or repeated: drop_table, drop_column, "
                "drop_sequence, "
                "drop_enum_label, drop_attribute, "
                "narrow_type, fill_null, all",
                {.takes_commas = true});
  add_files(options, values);
  add_outputs(options, values);
  add_summary(options, values);
}

}  // namespace

Verb generate_verb() {
  return {.name = "generate",
          .about = "write the migration files, up and down, for a runner",
          .add_options = &add_generate_options,
          .formats = &offered<&Format::migration_report>,
          .run = &run_generate,
          .details = &about_sources,
          .exits = {{0, "files written"}, {3, "nothing to do"}, {1, "could not"}},
          .sources = Sources::kSides};
}

}  // namespace tenon
