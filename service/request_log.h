// The line of a request in the log of the service.

#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace tenon {

/// The logger of such lines: each message of it is the request as a JSON object, and whoever writes the log
/// makes a text of it (see request_text()) or takes its members over.
inline constexpr std::string_view kRequestLog = "requests";

/// One request that was answered.
struct AnsweredRequest {
  std::string id;      ///< as X-Request-Id says
  std::string method;  ///< empty: it could not be read
  std::string path;    ///< as it was sent
  int status = 0;
  double milliseconds = 0;
  std::string by;    ///< the name of the token, of the login or of the proxy's user; empty: nobody is known
  std::string peer;  ///< the address of whoever connected
};

/// Writes a line: what failed here as an error, what was refused as a warning, anything else for debugging. A
/// path that holds a token or a password is shown without it.
void log_request(const AnsweredRequest& request);

/// Returns `GET /api/v1/targets/none 404 in 3 ms by ci from 10.0.0.7 (8Q...)`.
std::string request_text(const nlohmann::ordered_json& request);

}  // namespace tenon
