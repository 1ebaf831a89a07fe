#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/file_batch.h"
#include "cli/arguments.h"
#include "model/error.h"

namespace tenon {

/// One result of a run, and where it goes.
struct Result {
  Output output;
  std::string text;
};

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
