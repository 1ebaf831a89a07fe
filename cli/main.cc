// The program: prepares streams and log, reads the command line, runs it, and translates what ends a run.

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/results.h"
#include "cli/run.h"
#include "cli/streams.h"
#include "model/error.h"
#include "model/visible.h"

namespace {

constexpr std::string_view kPrefix = "tenon: ";

/// The lines of a message, each with the program's name before it but those that show a piece of a file.
std::string prefixed(const std::string& text) {
  std::string all(kPrefix);
  for (std::size_t i = 0; i < text.size(); ++i) {
    all += text[i];
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != ' ') all += kPrefix;
  }
  return all;
}

/// What is said, with nothing in it that a terminal or a CI service would obey: messages hold names of
/// databases and files.
class VisiblePayload : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& to) override {
    const std::string text = prefixed(tenon::without_ci_commands(
        tenon::visible_lines(std::string_view(message.payload.data(), message.payload.size()))));
    to.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<VisiblePayload>(); }
};

std::unique_ptr<spdlog::formatter> formatter() {
  auto made = std::make_unique<spdlog::pattern_formatter>();
  made->add_flag<VisiblePayload>('*').set_pattern("%*");
  return made;
}

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
  auto log = std::make_shared<spdlog::logger>("tenon", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_formatter(formatter());
  spdlog::set_default_logger(log);
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
