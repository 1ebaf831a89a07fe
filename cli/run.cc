#include "cli/run.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "app/compare.h"
#include "app/lint.h"
#include "app/names.h"
#include "app/present.h"
#include "cli/results.h"
#include "model/error.h"
#include "model/listing.h"
#include "model/shown.h"
#include "model/visible.h"

namespace tenon {

namespace {

bool in_color(const Arguments& arguments) {
  if (arguments.color != "auto") return arguments.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (!no_color || !*no_color);
}

/// What was asked for, or text on stdout.
std::vector<Output> outputs(const Arguments& arguments) {
  return arguments.outputs.empty() ? std::vector<Output>{{"text", ""}} : arguments.outputs;
}

/// What was made in every format that is `wanted`; `how` says the rest. Text for stdout is left out where
/// nothing should be said.
template <class Made>
std::vector<Result> results(const Arguments& arguments, const std::vector<Output>& wanted, const Made& made,
                            Presentation how = {}) {
  std::vector<Result> all;
  for (const Output& output : wanted) {
    if (arguments.quiet && output.path.empty() && output.format == "text") continue;
    how.format = output.format;
    how.color = in_color(arguments) && output.path.empty();
    how.summary = arguments.summary;
    all.push_back({output, presented(made, how)});
  }
  return all;
}

/// An argument as bash reads it back; control characters are escaped, so that it stays one line.
std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_./:@=+-,%") == std::string::npos;
  if (plain) return word;
  const bool is_visible = visible(word) == word;
  std::string out;
  for (const char c : word) {
    if (c == '\'')
      out += is_visible ? "'\\''" : "\\'";
    else if (c == '\\' && !is_visible)
      out += "\\\\";
    else
      out += c;
  }
  return is_visible ? "'" + out + "'" : "$'" + visible(out) + "'";
}

/// A source as a word of the shell; where it holds a password, only what it is.
std::string source_word(const SourceArgument& source) {
  const auto text = source.public_text();
  return text ? shell_word(*text) : "URL";
}

std::string repeated(const std::string& option, const std::vector<std::string>& values) {
  std::string all;
  for (const std::string& value : values) all += " " + option + " " + shell_word(value);
  return all;
}

/// The command that would write the migration of what was compared; nothing when the actual side is no
/// database.
std::string fix_command(const CompareRequest& request, const Report& report) {
  if (report.actual.url.empty()) return "";
  std::string command = "tenon generate " + source_word(request.actual.front());
  for (const SourceArgument& part : request.declared) command += " " + source_word(part);
  if (!request.scratch.empty()) command += " --scratch " + source_word(request.scratch);
  command += repeated("--schema", request.filter.schemas) + repeated("--include", request.filter.include) +
             repeated("--exclude", request.filter.exclude) + repeated("--rename", request.renames);
  if (request.filter.runner_tables) command += " --runner-tables";
  return command + " -m \"...\"";
}

int run_compare(const Arguments& arguments) {
  const ComparisonResult made = compared(arguments.request.compare);
  Presentation how;
  how.as_findings = arguments.verb == "check";
  how.fix = fix_command(arguments.request.compare, made.report);
  deliver(results(arguments, outputs(arguments), made, how));
  const int code = exit_code(outcome(made.report));
  return arguments.verb == "check" || arguments.exit_code ? code : 0;
}

void inform(const std::string& text) { spdlog::info("{}", visible(text)); }
void warn(const std::string& text) { spdlog::warn("{}", visible(text)); }

void print_paths(const Arguments& arguments, const Written& written) {
  std::string paths;
  for (const NewFile& file : written.files) paths += visible(file.path) + "\n";
  try {
    if (!arguments.quiet) print(paths);
  } catch (const Error& error) {
    throw Error(error.fault(), error.reason(),
                std::string(error.what()) + "; the migration is written: " + written.files.front().path);
  }
}

/// Writes the files and the reports. The paths go to stdout, unless a report is there: then they are said
/// beside it.
void put(const Arguments& arguments, const Written& written, const std::vector<Result>& reports) {
  const bool is_free =
      std::ranges::none_of(arguments.outputs, [](const Output& o) { return o.path.empty(); });
  deliver(reports, arguments.dry_run ? std::vector<NewFile>{} : written.files);
  if (arguments.dry_run)
    for (const NewFile& file : written.files)
      write_stdout("==> " + visible(file.path) + " <==\n" + file.text + "\n");
  else if (is_free)
    print_paths(arguments, written);
  else
    for (const NewFile& file : written.files) inform("wrote " + file.path);
  for (const std::string& lost : written.destroyed) warn("the way up destroys data: " + lost);
  if (!arguments.dry_run)
    inform("wrote " + counted(written.files.size(), "file") + ": " +
           counted(written.comparison.report.changes.size(), "change"));
}

/// The first few of what could not be compared, and of the notes.
void say_beside(const Report& report) {
  for (std::size_t i = 0; i < std::min(kNamed, report.unknowns.size()); ++i) {
    const Unknown& unknown = report.unknowns[i];
    warn("could not compare " + shown(unknown.key) +
         (unknown.source->path.empty() ? "" : " (" + shown(*unknown.source) + ")") + ": " + unknown.reason);
  }
  if (report.unknowns.size() > kNamed)
    warn("could not compare " + std::to_string(report.unknowns.size() - kNamed) +
         " more; -o json=FILE has all");
  if (!report.left_out.empty()) inform("left out: " + counted_by_kind(report.left_out));
  for (std::size_t i = 0; i < std::min(kNamed, report.notes.size()); ++i) inform("note: " + report.notes[i]);
  if (report.notes.size() > kNamed)
    inform("and " + counted(report.notes.size() - kNamed, "note") + " more; -o json=FILE has all");
}

int run_generate(const Arguments& arguments) {
  const Written written = generated(arguments.request);
  const Report& report = written.comparison.report;
  const std::vector<Result> reports = results(arguments, arguments.outputs, written.comparison);
  say_beside(report);
  if (!written.files.empty()) {
    put(arguments, written, reports);
    return 0;
  }
  deliver(reports);
  if (outcome(report) == Outcome::kUnknown) {
    spdlog::error("nothing was written: what could be compared is in sync, and the rest could not be told");
    return 1;
  }
  inform("nothing to do: " + report.actual.url + " is as declared");
  return 3;
}

int run_inspect(const Arguments& arguments) {
  const Inspection made = inspected(arguments.request.compare);
  if (!made.ignored.empty()) inform("left out: " + counted_by_kind(made.ignored));
  deliver(results(arguments, outputs(arguments), made));
  return 0;
}

int run_names(const Arguments& arguments) {
  const Names made = names({arguments.request.compare, arguments.convention});
  const std::vector<Result> reports =
      results(arguments, arguments.rename ? arguments.outputs : outputs(arguments), made);
  if (!arguments.rename) {
    deliver(reports);
    return exit_code(made.report);
  }
  GenerateRequest how = arguments.request;
  if (how.message.empty()) how.message = "adopt the naming convention";
  const Written written = renames_written(made, how);
  if (const std::size_t colliding = count(made.report, Keeping::kCollides))
    warn(counted(colliding, "name") +
         " not renamed: what the convention calls it is the name of another; tenon names tells which");
  if (written.files.empty()) {
    deliver(reports);
    inform("nothing to rename");
    return 3;
  }
  put(arguments, written, reports);
  return 0;
}

int run_init(const Arguments& arguments) {
  deliver(results(arguments, outputs(arguments), beginning(arguments.request.compare)));
  return 0;
}

int run_lint(const Arguments& arguments) {
  const Linted made = linted({arguments.request.compare, arguments.lint});
  deliver(results(arguments, outputs(arguments), made));
  return exit_code(made.report);
}

int run_explain(const Arguments& arguments) {
  deliver(results(arguments, outputs(arguments), explained(arguments.request.compare, arguments.key)));
  return 0;
}

}  // namespace

int run(const Arguments& arguments) {
  if (arguments.quiet) spdlog::set_level(spdlog::level::err);
  require_places(arguments);
  if (arguments.verb == "schema") {
    write_stdout(published_schema());
    return 0;
  }
  if (arguments.verb == "generate") return run_generate(arguments);
  if (arguments.verb == "inspect") return run_inspect(arguments);
  if (arguments.verb == "lint") return run_lint(arguments);
  if (arguments.verb == "names") return run_names(arguments);
  if (arguments.verb == "init") return run_init(arguments);
  if (arguments.verb == "explain") return run_explain(arguments);
  return run_compare(arguments);
}

}  // namespace tenon
