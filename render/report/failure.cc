// Writes a failed run as JSON, text and SQL comments.

#include "render/report/failure.h"

#include <sstream>

#include <nlohmann/json.hpp>

namespace tenon {

std::string failure_json(const Failure& failure) {
  using Json = nlohmann::ordered_json;
  const Json json = {
      {"schema_version", 1},
      {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}},
      {"outcome", "unknown"},
      {"exit_code", failure.exit_code},
      {"error", {{"reason", to_string(failure.reason)}, {"message", failure.message}}},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string failure_text(const Failure& failure) {
  return failure.message + "\ncould not tell: " + std::string(to_string(failure.reason)) + " (exit " +
         std::to_string(failure.exit_code) + ")\n";
}

std::string failure_sql(const Failure& failure) {
  std::istringstream lines(failure_text(failure));
  std::string out;
  for (std::string line; std::getline(lines, line);) out += "-- " + line + "\n";
  return out;
}

}  // namespace tenon
