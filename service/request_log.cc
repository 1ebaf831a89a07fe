// Writes requests into the log.

#include "service/request_log.h"

#include <spdlog/spdlog.h>

#include "model/redaction.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestPath = 300;

spdlog::level::level_enum level_of_status(int status) {
  if (status >= 500) return spdlog::level::err;
  return status >= 400 ? spdlog::level::warn : spdlog::level::debug;
}

/// Hides what stands behind `tnn_`, and paths that name a database with its password.
std::string harmless_path(const std::string& path) {
  constexpr std::string_view kToken = "tnn_";
  const std::string plain = percent_decoded(path);
  if (holds_connection_secret(plain)) return "/" + std::string(kHidden);
  const auto token = plain.find(kToken);
  std::string shown =
      token == std::string::npos ? path : plain.substr(0, token + kToken.size()) + std::string(kHidden);
  if (shown.size() > kLongestPath) shown = shown.substr(0, kLongestPath) + "...";
  return shown;
}

}  // namespace

void log_request(const AnsweredRequest& request) {
  const spdlog::level::level_enum level = level_of_status(request.status);
  if (!spdlog::should_log(level)) return;
  const Json line{{"request", request.id},
                  {"method", request.method},
                  {"path", harmless_path(request.path)},
                  {"status", request.status},
                  {"ms", static_cast<std::int64_t>(request.milliseconds + 0.5)},
                  {"by", request.by},
                  {"peer", request.peer}};
  spdlog::default_logger()
      ->clone(std::string(kRequestLog))
      ->log(level, "{}", line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string request_text(const Json& request) {
  const auto text = [&](const char* key) { return request.value(key, std::string()); };
  const auto number = [&](const char* key) { return std::to_string(request.value(key, 0)); };
  const std::string what = text("method").empty() ? "no request" : text("method") + " " + text("path");
  return what + " " + number("status") + " in " + number("ms") + " ms" +
         (text("by").empty() ? "" : " by " + text("by")) +
         (text("peer").empty() ? "" : " from " + text("peer")) + " (" + text("request") + ")";
}

}  // namespace tenon
