// Reads Accept, range by range.

#include "service/api/accept.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <string_view>

namespace tenon {

namespace {

struct MediaRange {
  std::string type;  ///< `text/html`, `text/*`, `*/*`
  double quality = 1;
};

std::string trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string made(text);
  std::ranges::transform(made, made.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return made;
}

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

MediaRange range_of(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, ';');
  MediaRange made{trimmed(parts.front())};
  for (std::size_t i = 1; i < parts.size(); ++i)
    if (const std::string parameter = trimmed(parts[i]); parameter.starts_with("q="))
      made.quality = std::strtod(parameter.c_str() + 2, nullptr);
  return made;
}

/// How exactly a range means a type: 3 the type itself, 1 every type; 0: it does not.
int exactness(const std::string& range, const std::string& type) {
  if (range == type) return 3;
  if (range == "*/*") return 1;
  return range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1)) ? 2 : 0;
}

double quality_of(const std::string& type, const std::vector<MediaRange>& ranges) {
  int best = 0;
  double quality = 0;
  for (const MediaRange& range : ranges)
    if (const int exact = exactness(range.type, type); exact > best) {
      best = exact;
      quality = range.quality;
    }
  return quality;
}

}  // namespace

std::string accepted(const std::string& accept, const std::vector<std::string>& offered) {
  const std::string wanted = accept.empty() ? "*/*" : accept;
  std::vector<MediaRange> ranges;
  for (const std::string_view part : split(wanted, ',')) ranges.push_back(range_of(part));
  std::string best;
  double most = 0;
  for (const std::string& type : offered)
    if (const double quality = quality_of(type, ranges); quality > most) {
      most = quality;
      best = type;
    }
  return best;
}

}  // namespace tenon
