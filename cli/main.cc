#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/run.h"
#include "model/error.h"
#include "model/visible.h"

namespace {

/// What is said, with nothing in it that a terminal would obey: messages hold names of databases and files.
class VisiblePayload : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& to) override {
    const std::string text =
        tenon::visible_lines(std::string_view(message.payload.data(), message.payload.size()));
    to.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<VisiblePayload>(); }
};

std::unique_ptr<spdlog::formatter> formatter() {
  auto made = std::make_unique<spdlog::pattern_formatter>();
  made->add_flag<VisiblePayload>('*').set_pattern("tenon: %*");
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  auto log = std::make_shared<spdlog::logger>("tenon", std::make_shared<spdlog::sinks::stderr_sink_st>());
  log->set_formatter(formatter());
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
