// Checks the places of results, writes them together, and leaves word there of a run that failed.

#include "cli/results.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "app/configured_files.h"
#include "app/report_places.h"
#include "cli/ci_outputs.h"
#include "cli/log.h"
#include "model/visible.h"

namespace tenon {

namespace fs = std::filesystem;

namespace {

/// Returns what the run reads, or another run of the same configuration.
std::vector<SourceArgument> sources(const Arguments& arguments) {
  const CompareRequest& compare = arguments.request.compare;
  std::vector<SourceArgument> all = configured_files(arguments.config);
  all.insert(all.end(), compare.actual.begin(), compare.actual.end());
  if (!compare.store.empty()) all.push_back(compare.store);
  all.insert(all.end(), compare.declared.begin(), compare.declared.end());
  if (!arguments.convention.empty()) all.push_back(arguments.convention);
  return all;
}

/// Returns whether a file that the user may have written would be overwritten by a verb that overwrites none.
bool stands_in_the_way(const Arguments& arguments, const Output& output) {
  std::error_code missing;
  return arguments.verb && !arguments.verb->overwrites_reports && fs::is_regular_file(output.path, missing) &&
         fs::file_size(output.path, missing) > 0 && !is_failure_report(output.path);
}

/// Returns why a result must not be written; empty: it may.
std::string why_not(const Arguments& arguments, const Output& output) {
  if (stands_in_the_way(arguments, output))
    return "it is already there, and " + arguments.verb->name +
           " overwrites nothing; move it away or give another name";
  return why_kept(sources(arguments), output.path, output.format->extension);
}

void require_one_each(const std::vector<Output>& outputs) {
  for (std::size_t i = 0; i < outputs.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      std::error_code missing;
      const bool is_same =
          outputs[i].path == outputs[j].path || fs::equivalent(outputs[i].path, outputs[j].path, missing);
      if (!outputs[i].path.empty() && is_same && !is_stream(outputs[i].path))
        throw Error(Fault::kUsage, "two results cannot be written to one file: " + outputs[j].path + " and " +
                                       outputs[i].path + "; give each a file of its own");
    }
}

/// Returns the text of a result as it is printed: what is for a program is not changed.
std::string inert(const Result& result) {
  return result.output.format->is_for_people ? without_ci_commands(result.text) : result.text;
}

/// Writes a file that nobody asked for: where that fails, the run goes on.
void deliver_unasked(const Result& result) {
  const std::string& path = result.output.path;
  try {
    if (result.output.is_appended) {
      append_to(path, result.text);
    } else {
      FileBatch file;
      file.replace({path, result.text});
      file.commit();
    }
  } catch (const Error& error) {
    warn(std::string(error.what()) + "; the run goes on, as -o did not ask for it");
  }
}

/// Returns what a CI service gets by itself, but for files that must stay as they are.
std::vector<Output> allowed_ci_outputs(const Arguments& arguments) {
  std::vector<Output> all = ci_outputs(arguments);
  std::erase_if(all, [&](const Output& output) {
    const std::string why = output.path.empty() ? "" : why_not(arguments, output);
    if (!why.empty()) warn("no " + output.format->name + " report is written to " + output.path + ": " + why);
    return !why.empty();
  });
  return all;
}

}  // namespace

std::vector<Output> outputs_or_text(const Arguments& arguments) {
  if (!arguments.outputs.empty()) return arguments.outputs;
  std::vector<Output> all = allowed_ci_outputs(arguments);
  all.insert(all.begin(), {&formats().front(), ""});
  return all;
}

bool is_in_color(const Arguments& arguments) {
  if (arguments.color != "auto") return arguments.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) != 0 && (!no_color || !*no_color);
}

bool is_held_back(const Arguments& arguments, const Output& output) {
  return arguments.quiet && output.path.empty() && output.format->is_for_people;
}

void require_places(const Arguments& arguments) {
  require_one_each(arguments.outputs);
  for (const Output& output : arguments.outputs) {
    if (output.path.empty()) continue;
    if (const std::string why = why_not(arguments, output); !why.empty())
      throw Error(Fault::kRefused, "cannot write " + output.path + ": " + why);
    require_writable(output.path);
  }
}

void deliver(const std::vector<Result>& results, const std::vector<NewFile>& migrations) {
  FileBatch files;
  for (const NewFile& file : migrations) files.create(file);
  for (const Result& result : results)
    if (!result.output.is_unasked && !result.output.path.empty() && !is_stream(result.output.path))
      files.replace({result.output.path, result.text});
  for (const Result& result : results) {
    if (result.output.path.empty())
      write_stdout(inert(result));
    else if (!result.output.is_unasked && is_stream(result.output.path))
      write_stream(result.output.path, inert(result));
  }
  files.commit();
  for (const Result& result : results)
    if (result.output.is_unasked && !result.output.path.empty()) deliver_unasked(result);
}

void deliver_failure(const Arguments& arguments, const Failure& failure) noexcept {
  for (const Output& output : arguments.outputs.empty() ? ci_outputs(arguments) : arguments.outputs) {
    if (output.path.empty() && !output.format->prints_failure) continue;
    try {
      if (output.path.empty() || why_not(arguments, output).empty())
        deliver({{output, output.format->failure(failure)}});
    } catch (const std::exception&) {
      continue;  // the run has failed already, and says why
    }
  }
}

void print(std::string_view text) { write_stdout(without_ci_commands(text)); }

}  // namespace tenon
