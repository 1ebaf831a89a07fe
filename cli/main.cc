#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <iostream>

#include "cli/arguments.h"
#include "cli/run.h"
#include "model/error.h"

int main(int argc, char** argv) {
  auto log = std::make_shared<spdlog::logger>("tenon", std::make_shared<spdlog::sinks::stderr_sink_st>());
  log->set_pattern("tenon: %v");
  spdlog::set_default_logger(log);
  try {
    const tenon::Parsed line = tenon::parsed(argc, argv);
    std::cout << line.out << std::flush;
    std::cerr << line.err << std::flush;
    return line.run ? tenon::run(line.arguments) : line.exit_code;
  } catch (const tenon::Error& error) {
    spdlog::error("{}", error.what());
    return tenon::exit_code(error.fault());
  } catch (const std::exception& error) {
    spdlog::error("internal error: {}; please report it", error.what());
    return 1;
  }
}
