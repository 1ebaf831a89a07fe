// Small parts of the formats that programs read.

#include "render/report/program_text.h"

#include <nlohmann/json.hpp>

#include "model/redaction.h"
#include "model/visible.h"

namespace tenon {

std::string inert_json(const nlohmann::ordered_json& json) {
  std::string text = json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  for (auto at = text.find("##"); at != std::string::npos; at = text.find("##", at))
    text.replace(at, 2, "#\\u0023");  // a # stands only inside strings
  return text;
}

std::string uri_of_path(const std::string& path) {
  const std::string encoded = percent_encoded(path, "/._~-");
  return path.starts_with('/') ? "file://" + encoded : encoded;
}

}  // namespace tenon
