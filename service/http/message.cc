// Looks up parts of requests, and encodes and decodes texts of URLs and forms.

#include "service/http/message.h"

#include <algorithm>
#include <cctype>

namespace tenon {

namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { kSpace, kPlus };

std::string decoded(std::string_view text, Plus plus) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (is_escape) {
      made += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      made += text[i] == '+' && plus == Plus::kSpace ? ' ' : text[i];
    }
  }
  return made;
}

bool is_plain(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_' || c == '~';
}

}  // namespace

std::string HttpRequest::header(std::string_view name) const {
  const auto at = headers.find(std::string(name));
  return at == headers.end() ? "" : at->second;
}

std::optional<std::string> HttpRequest::parameter(std::string_view name) const {
  const auto at = query.find(std::string(name));
  return at == query.end() ? std::nullopt : std::optional(at->second);
}

HttpResponse HttpResponse::with(std::string name, std::string value) && {
  headers.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

std::string url_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string made;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_plain(c))
      made += c;
    else
      (made += '%').append({kDigits[byte / 16], kDigits[byte % 16]});
  }
  return made;
}

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> made;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    if (!segment.empty() || !path.empty()) made.push_back(decoded(segment, Plus::kPlus));
  }
  return made;
}

std::multimap<std::string, std::string> form_fields(std::string_view body) {
  std::multimap<std::string, std::string> fields;
  while (!body.empty()) {
    const std::string_view field = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(body.size(), field.size() + 1));
    if (field.empty()) continue;
    const std::size_t equals = field.find('=');
    const std::string_view value = equals == std::string_view::npos ? "" : field.substr(equals + 1);
    fields.emplace(decoded(field.substr(0, equals), Plus::kSpace), decoded(value, Plus::kSpace));
  }
  return fields;
}

}  // namespace tenon
