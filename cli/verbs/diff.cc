// `tenon diff` and `tenon check`: compare two sides, print the difference or the verdict.

#include "app/compare.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/fix_command.h"
#include "cli/results.h"
#include "cli/verb.h"

namespace tenon {

namespace {

/// Compares, prints one column of the table of formats, and returns the exit code of the outcome.
int run_comparison(const Arguments& arguments, Rendering<ComparisonResult> Format::*column) {
  const ComparisonResult made = compared(arguments.request.compare);
  const std::string fix = fix_command(arguments.request.compare, made);
  deliver(results(arguments, outputs_or_text(arguments), made, column, fix));
  return exit_code(outcome(made.report));
}

int run_diff(const Arguments& arguments) {
  const int code = run_comparison(arguments, &Format::difference);
  return arguments.exit_code ? code : 0;
}

int run_check(const Arguments& arguments) { return run_comparison(arguments, &Format::verdict); }

void add_comparison_options(VerbOptions& options, OptionValues values) {
  add_sides(options, values);
  add_verdict(options, values);
  add_outputs(options, values);
  add_summary(options, values);
}

void add_diff_options(VerbOptions& options, OptionValues values) {
  add_comparison_options(options, values);
  options.flag("--exit-code", values.arguments.exit_code,
               "exit 2 when there are changes, 1 when something is unknown");
}

}  // namespace

Verb diff_verb() {
  return {.name = "diff",
          .about = "print what must change in ACTUAL to make it DECLARED",
          .add_options = &add_diff_options,
          .formats = &offered<&Format::difference>,
          .run = &run_diff,
          .details = &about_sources,
          .reports_to_ci = true,
          .sources = Sources::kSides};
}

Verb check_verb() {
  return {.name = "check",
          .about = "the gate: is the database as declared?",
          .add_options = &add_comparison_options,
          .formats = &offered<&Format::verdict>,
          .run = &run_check,
          .exits = {{0, "in sync"}, {2, "drift"}, {1, "could not tell"}},
          .reports_to_ci = true,
          .sources = Sources::kSides};
}

}  // namespace tenon
