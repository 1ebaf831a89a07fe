// Hands messages to the logger, and writes its lines with nothing in them that a terminal obeys.

#include "cli/log.h"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string_view>

#include "model/instant.h"
#include "model/visible.h"
#include "service/request_log.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

/// The lines of a message, each with `prefix` before it but those that show a piece of a file.
std::string prefixed(const std::string& text, const std::string& prefix) {
  std::string all = prefix;
  for (std::size_t i = 0; i < text.size(); ++i) {
    all += text[i];
    if (text[i] == '\n' && i + 1 < text.size() && text[i + 1] != ' ') all += prefix;
  }
  return all;
}

std::string time_of(const spdlog::details::log_msg& message) {
  const auto time = std::chrono::time_point_cast<Instant::duration>(message.time);
  return sortable(time);
}

std::string level_of(const spdlog::details::log_msg& message) {
  const auto word = spdlog::level::to_string_view(message.level);
  return {word.data(), word.size()};
}

/// Messages hold names of databases and files.
std::string harmless(std::string_view text) { return without_ci_commands(visible_lines(text)); }

std::string json_line(const spdlog::details::log_msg& message, const std::string& text, Json more) {
  Json line{{"time", time_of(message)}, {"level", level_of(message)}, {"message", text}};
  line.update(more);
  return line.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string line_of(const spdlog::details::log_msg& message, LogForm form) {
  std::string text(message.payload.data(), message.payload.size());
  const bool is_request =
      std::string_view(message.logger_name.data(), message.logger_name.size()) == kRequestLog;
  const Json request = is_request ? Json::parse(text, nullptr, false) : Json::object();
  if (is_request) text = request_text(request);
  if (form == LogForm::kJson) return json_line(message, visible_lines(text), request);
  return prefixed(harmless(text),
                  form == LogForm::kTool ? "tenon: " : time_of(message) + " " + level_of(message) + " ");
}

class LineFormatter : public spdlog::formatter {
 public:
  explicit LineFormatter(LogForm form) : form_(form) {}

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& to) override {
    const std::string text = line_of(message, form_) + "\n";
    to.append(text.data(), text.data() + text.size());
  }
  std::unique_ptr<formatter> clone() const override { return std::make_unique<LineFormatter>(form_); }

 private:
  LogForm form_;
};

}  // namespace

void begin_log() {
  auto log = std::make_shared<spdlog::logger>("tenon", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  log->set_formatter(std::make_unique<LineFormatter>(LogForm::kTool));
  spdlog::set_default_logger(log);
}

void set_log(LogForm form, const std::string& level) {
  spdlog::default_logger()->set_formatter(std::make_unique<LineFormatter>(form));
  spdlog::default_logger()->set_level(spdlog::level::from_str(level));
}

void inform(const std::string& text) { spdlog::info("{}", visible(text)); }
void warn(const std::string& text) { spdlog::warn("{}", visible(text)); }
void complain(const std::string& text) { spdlog::error("{}", visible(text)); }

}  // namespace tenon
