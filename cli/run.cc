#include "cli/run.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "app/compare.h"
#include "app/lint.h"
#include "app/names.h"
#include "app/present.h"
#include "model/error.h"
#include "model/shown.h"

namespace tenon {

namespace {

bool in_color(const Arguments& arguments) {
  if (arguments.color != "auto") return arguments.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (!no_color || !*no_color);
}

[[noreturn]] void refuse_place(const std::string& path) {
  throw Error(Fault::kRefused, "cannot write " + path + "; is the folder there, and yours to write?");
}

void emit(const Output& output, const std::string& text) {
  if (output.path.empty()) {
    std::cout << text << std::flush;
    if (!std::cout) throw Error(Fault::kRefused, "cannot write to stdout");
    return;
  }
  std::ofstream file(output.path, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (!file) refuse_place(output.path);
}

/// Before anything is done: that each result will find its place.
void demand_places(const Arguments& arguments) {
  for (const Output& output : arguments.outputs) {
    if (output.path.empty()) continue;
    const std::filesystem::path path(output.path);
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    std::error_code missing;
    const bool is_there = std::filesystem::exists(path, missing);
    if (std::filesystem::is_directory(path, missing) || access(folder.c_str(), X_OK) != 0 ||
        access(is_there ? output.path.c_str() : folder.c_str(), W_OK) != 0)
      refuse_place(output.path);
  }
}

/// What was asked for, or text on stdout.
std::vector<Output> outputs(const Arguments& arguments) {
  return arguments.outputs.empty() ? std::vector<Output>{{"text", ""}} : arguments.outputs;
}

/// An argument as a shell reads it back.
std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_./:@=+-,%") == std::string::npos;
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
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

std::string report_in(const std::string& format, const Arguments& arguments, const Reported& made) {
  Presentation how;
  how.format = format;
  how.as_findings = arguments.verb == "check";
  how.color = in_color(arguments);
  if (arguments.verb != "generate") how.fix = fix_command(arguments.request.compare, made.report);
  return presented(made, how);
}

int run_compare(const Arguments& arguments) {
  const Reported made = compared(arguments.request.compare);
  for (const Output& output : outputs(arguments)) emit(output, report_in(output.format, arguments, made));
  const int code = exit_code(outcome(made.report));
  return arguments.verb == "check" || arguments.exit_code ? code : 0;
}

/// The paths go to stdout, unless a report is there: then they are said beside it.
void say_written(const Arguments& arguments, const Written& written) {
  const bool is_free =
      std::ranges::none_of(arguments.outputs, [](const Output& o) { return o.path.empty(); });
  for (const NewFile& file : written.files) {
    if (arguments.request.dry_run)
      std::cout << "==> " << file.path << " <==\n" << file.text << "\n";
    else if (is_free)
      std::cout << file.path << "\n";
    else
      spdlog::info("wrote {}", file.path);
  }
  std::cout << std::flush;
  for (const std::string& lost : written.destroyed) spdlog::warn("the way up destroys data: {}", lost);
  if (!arguments.request.dry_run)
    spdlog::info("wrote {}: {}", counted(written.files.size(), "file"),
                 counted(written.comparison.report.changes.size(), "change"));
}

int run_generate(const Arguments& arguments) {
  const Written written = generated(arguments.request);
  for (const Output& output : arguments.outputs)
    emit(output, report_in(output.format, arguments, written.comparison));
  for (const Unknown& unknown : written.comparison.report.unknowns)
    spdlog::warn("could not compare {}{}: {}", shown(unknown.key),
                 unknown.source->path.empty() ? "" : " (" + shown(*unknown.source) + ")", unknown.reason);
  for (const std::string& note : written.comparison.report.notes) spdlog::info("note: {}", note);
  if (!written.files.empty()) {
    say_written(arguments, written);
    return 0;
  }
  if (outcome(written.comparison.report) == Outcome::kUnknown) {
    spdlog::error("nothing was written: what could be compared is in sync, and the rest could not be told");
    return 1;
  }
  spdlog::info("nothing to do: {} is as declared", written.comparison.report.actual.url);
  return 3;
}

int run_inspect(const Arguments& arguments) {
  const Inspection made = inspected(arguments.request.compare);
  for (const std::string& key : made.ignored) spdlog::info("left out: {}", key);
  for (const Output& output : outputs(arguments)) {
    Presentation how;
    how.format = output.format;
    emit(output, presented(made, how));
  }
  return 0;
}

template <class Made>
void emit_all(const Arguments& arguments, const std::vector<Output>& wanted, const Made& made) {
  for (const Output& output : wanted) {
    Presentation how;
    how.format = output.format;
    how.color = in_color(arguments) && output.path.empty();
    emit(output, presented(made, how));
  }
}

int run_names(const Arguments& arguments) {
  const Names made = names({arguments.request.compare, arguments.convention});
  emit_all(arguments, arguments.rename ? arguments.outputs : outputs(arguments), made);
  if (!arguments.rename) return exit_code(made.report);
  GenerateRequest how = arguments.request;
  if (how.message.empty()) how.message = "adopt the naming convention";
  const Written written = renames_written(made, how);
  if (const std::size_t colliding = count(made.report, Keeping::kCollides))
    spdlog::warn(
        "{} not renamed: what the convention calls it is the name of another; tenon names tells which",
        counted(colliding, "name"));
  if (written.files.empty()) {
    spdlog::info("nothing to rename");
    return 3;
  }
  say_written(arguments, written);
  return 0;
}

int run_init(const Arguments& arguments) {
  emit_all(arguments, outputs(arguments), beginning(arguments.request.compare));
  return 0;
}

int run_lint(const Arguments& arguments) {
  const Linted made = linted({arguments.request.compare, arguments.lint});
  emit_all(arguments, outputs(arguments), made);
  return exit_code(made.report);
}

int run_explain(const Arguments& arguments) {
  const Explained made = explained(arguments.request.compare, arguments.key);
  for (const Output& output : outputs(arguments)) {
    Presentation how;
    how.format = output.format;
    emit(output, presented(made, how));
  }
  return 0;
}

int run_schema() {
  emit({}, published_schema());
  return 0;
}

}  // namespace

int run(const Arguments& arguments) {
  demand_places(arguments);
  if (arguments.verb == "schema") return run_schema();
  if (arguments.verb == "generate") return run_generate(arguments);
  if (arguments.verb == "inspect") return run_inspect(arguments);
  if (arguments.verb == "lint") return run_lint(arguments);
  if (arguments.verb == "names") return run_names(arguments);
  if (arguments.verb == "init") return run_init(arguments);
  if (arguments.verb == "explain") return run_explain(arguments);
  return run_compare(arguments);
}

}  // namespace tenon
