// Matches paths segment by segment.

#include "service/http/router.h"

#include <algorithm>
#include <optional>

#include "service/http/message.h"

namespace tenon {

namespace {

bool is_variable(const std::string& segment) { return segment.starts_with('{') && segment.ends_with('}'); }

/// Returns "GET, HEAD, POST" of methods that may repeat.
std::string allowed_text(std::vector<std::string> methods) {
  if (std::ranges::find(methods, "GET") != methods.end()) methods.push_back("HEAD");
  std::ranges::sort(methods);
  const auto repeated = std::ranges::unique(methods);
  methods.erase(repeated.begin(), repeated.end());
  std::string text;
  for (const std::string& method : methods) text += (text.empty() ? "" : ", ") + method;
  return text;
}

}  // namespace

PathPattern::PathPattern(std::string_view text) : text_(text), segments_(path_segments(text)) {}

bool PathPattern::matches(const std::vector<std::string>& segments,
                          std::map<std::string, std::string>& values) const {
  if (segments.size() != segments_.size()) return false;
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (is_variable(segments_[i]) ? segments[i].empty() : segments_[i] != segments[i]) return false;
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (is_variable(segments_[i])) values[segments_[i].substr(1, segments_[i].size() - 2)] = segments[i];
  return true;
}

void Router::add(std::string method, std::string_view pattern) {
  rows_.push_back({std::move(method), PathPattern(pattern)});
}

Found Router::find(const std::string& method, const std::string& path) const {
  if (!path.starts_with('/')) return NoSuchPath{};
  const std::vector<std::string> segments = path_segments(path);
  const std::string wanted = method == "HEAD" ? "GET" : method;
  std::vector<std::string> others;
  std::optional<FoundRoute> found;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    FoundRoute one{i, {}};
    if (!rows_[i].pattern.matches(segments, one.values)) continue;
    others.push_back(rows_[i].method);
    if (rows_[i].method == wanted && (!found || one.values.size() < found->values.size()))
      found = std::move(one);
  }
  if (found) return *std::move(found);
  if (!others.empty()) return NoSuchMethod{allowed_text(std::move(others))};
  return NoSuchPath{};
}

}  // namespace tenon
