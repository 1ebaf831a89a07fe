// The program: prepares streams and log, reads the command line, runs it, and translates what ends a run.

#include <spdlog/spdlog.h>

#include <exception>
#include <iostream>
#include <string>

#include "cli/arguments.h"
#include "cli/log.h"
#include "cli/results.h"
#include "cli/run.h"
#include "cli/streams.h"
#include "model/error.h"
#include "model/visible.h"

namespace {

int failed(const tenon::Arguments& arguments, const tenon::Failure& failure) {
  spdlog::error("{}", failure.message);
  tenon::deliver_failure(arguments, failure);
  return failure.exit_code;
}

/// Text that is made before a run: help, a version, a usage fault.
int answered(const tenon::Parsed& line) {
  std::cerr << line.err << std::flush;
  tenon::write_stdout(line.out);
  return line.exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  tenon::prepare_streams();
  tenon::begin_log();
  tenon::Parsed line;
  try {
    line = tenon::parsed(argc, argv);
    return line.run ? tenon::run(line.arguments) : answered(line);
  } catch (const tenon::Error& error) {
    return failed(line.arguments, tenon::failure_of(error));
  } catch (const std::exception& error) {
    return failed(line.arguments, {tenon::Reason::kInternal,
                                   "internal error: " + tenon::visible(error.what()) + "; please report it"});
  }
}
