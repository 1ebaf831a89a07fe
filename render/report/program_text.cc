// Small parts of the formats that programs read.

#include "render/report/program_text.h"

#include <nlohmann/json.hpp>

#include "model/visible.h"

namespace tenon {

std::string inert_json(const nlohmann::ordered_json& json) {
  std::string text = json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  for (auto at = text.find("##"); at != std::string::npos; at = text.find("##", at))
    text.replace(at, 2, "#\\u0023");  // a # stands only inside strings
  return text;
}

std::string percent_encoded(const std::string& text, std::string_view kept) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          kept.find(c) != kept.npos;
    out += is_plain ? std::string(1, c) : std::string{'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return out;
}

std::string uri_of_path(const std::string& path) {
  const std::string encoded = percent_encoded(path, "/._~-");
  return path.starts_with('/') ? "file://" + encoded : encoded;
}

}  // namespace tenon
