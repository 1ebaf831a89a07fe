// `tenon diff` and `tenon check`: compare two sides, print the difference or the verdict.

#include "app/compare.h"
#include "app/generate.h"
#include "cli/arguments.h"
#include "cli/common_options.h"
#include "cli/fix_command.h"
#include "cli/results.h"
#include "cli/verb.h"

namespace tenon {

namespace {

/// Compares, prints one column of the table of formats, and returns the exit code of the report.
int run_comparison(const Arguments& arguments, FailOn fail_on, Rendering<ComparisonResult> Format::*column) {
  ComparisonResult made = compared(arguments.request.compare);
  made.report.fail_on = fail_on;
  if (fail_on == FailOn::kDestructive)
    made.report.destructive = destructive_changes(made, arguments.request.compare);
  const std::string fix = fix_command(arguments.request.compare, made);
  deliver(results(arguments, outputs_or_text(arguments), made, column, fix));
  return exit_code(made.report);
}

int run_diff(const Arguments& arguments) {
  const int code = run_comparison(arguments, FailOn::kAny, &Format::difference);
  return arguments.exit_code ? code : 0;
}

int run_check(const Arguments& arguments) {
  return run_comparison(arguments, fail_on_named(arguments.fail_on), &Format::verdict);
}

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

void add_check_options(VerbOptions& options, OptionValues values) {
  add_comparison_options(options, values);
  add_fail_on(options, values.arguments.fail_on);
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
          .add_options = &add_check_options,
          .formats = &offered<&Format::verdict>,
          .run = &run_check,
          .exits = {{0, "in sync"}, {2, "drift that fails"}, {1, "could not tell"}},
          .reports_to_ci = true,
          .sources = Sources::kSides};
}

}  // namespace tenon
