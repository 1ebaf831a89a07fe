// Looks up parts of requests, and encodes and decodes texts of URLs and forms.

#include "service/http/message.h"

#include <algorithm>

#include "model/redaction.h"

namespace tenon {

namespace {

/// Forms write a space as a plus sign.
std::string form_decoded(std::string_view text) {
  std::string plain(text);
  std::ranges::replace(plain, '+', ' ');
  return percent_decoded(plain);
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

std::vector<std::string> path_segments(std::string_view path) {
  std::vector<std::string> made;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    if (!segment.empty() || !path.empty()) made.push_back(percent_decoded(segment));
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
    fields.emplace(form_decoded(field.substr(0, equals)), form_decoded(value));
  }
  return fields;
}

}  // namespace tenon
