// The results of a run: rendered in the formats that were asked for, and put where they belong.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/file_batch.h"
#include "app/format.h"
#include "cli/arguments.h"
#include "model/error.h"

namespace tenon {

/// One result of a run, and where it goes.
struct Result {
  Output output;
  std::string text;
};

/// Returns the outputs that were asked for; where none was, the first format on stdout, and in a job of a CI
/// service what it shows (cli/ci_outputs.h).
std::vector<Output> outputs_or_text(const Arguments& arguments);

/// Returns whether what is printed to stdout is coloured, by --color, NO_COLOR and the terminal.
bool is_in_color(const Arguments& arguments);

/// Returns whether --quiet holds the result back.
bool is_held_back(const Arguments& arguments, const Output& output);

/// Renders what was made in each wanted format, by one column of the table of formats. REQUIRES: the verb
/// offers every format that is wanted. `fix` is the command that writes the migration, where there is one.
template <class Made>
std::vector<Result> results(const Arguments& arguments, const std::vector<Output>& wanted, const Made& made,
                            Rendering<Made> Format::*column, const std::string& fix = "") {
  std::vector<Result> all;
  for (const Output& output : wanted) {
    if (is_held_back(arguments, output)) continue;
    const bool color = output.path.empty() && is_in_color(arguments);
    all.push_back({output, (output.format->*column).render(made, {color, arguments.summary, fix})});
  }
  return all;
}

/// Throws Error, before anything is done, where a result would not find its place or would take the place of
/// what must stay.
void require_places(const Arguments& arguments);

/// Writes what a run has made: every result is prepared, stdout and other streams are written, then all files
/// are put in place together. When anything fails, every file is as it was before.
void deliver(const std::vector<Result>& results, const std::vector<NewFile>& migrations = {});

/// Leaves word of a run that failed wherever a result was asked for, so that no older result is taken for
/// this run's. A place that cannot be written, or must stay, is passed over. Text for stdout is not printed:
/// the message is on stderr.
void deliver_failure(const Arguments& arguments, const Failure& failure) noexcept;

/// Prints text for people on stdout; nothing in it is obeyed by a CI service.
void print(std::string_view text);

}  // namespace tenon
