// Replaces flags by fields.

#include "service/api/field_words.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tenon {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kFields{{{"--all", "all"},
                                                                                 {"--allow", "allow"},
                                                                                 {"--dialect", "dialect"},
                                                                                 {"--exclude", "exclude"},
                                                                                 {"--head", "head"},
                                                                                 {"--include", "include"},
                                                                                 {"--on", "selector"},
                                                                                 {"--owner", "owner"},
                                                                                 {"--reason", "reason"},
                                                                                 {"--rename", "renames"},
                                                                                 {"--rev-id", "rev_id"},
                                                                                 {"--schema", "schemas"},
                                                                                 {"--scope", "scopes"},
                                                                                 {"--select", "select"},
                                                                                 {"--style", "style"},
                                                                                 {"--until", "until"}}};

bool is_in_flag(char c) { return (c >= 'a' && c <= 'z') || c == '-'; }

struct FoundFlag {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view field;
};

/// Finds the next flag that stands for a field.
std::optional<FoundFlag> next_flag(std::string_view text, std::size_t from) {
  for (auto at = text.find("--", from); at != std::string_view::npos; at = text.find("--", at)) {
    std::size_t end = at;
    while (end < text.size() && is_in_flag(text[end])) ++end;
    const std::string_view flag = text.substr(at, end - at);
    const bool is_begun = at == 0 || !(is_in_flag(text[at - 1]) || text[at - 1] == '$');
    const auto known =
        std::ranges::find(kFields, flag, &std::pair<std::string_view, std::string_view>::first);
    if (is_begun && known != kFields.end()) return FoundFlag{at, end, known->second};
    at = end;
  }
  return std::nullopt;
}

}  // namespace

std::string in_fields(const std::string& message) {
  std::string made;
  std::size_t at = 0;
  for (auto flag = next_flag(message, 0); flag; flag = next_flag(message, at)) {
    made += message.substr(at, flag->begin - at) + "\"" + std::string(flag->field) + "\"";
    at = flag->end;
  }
  return made + message.substr(at);
}

std::string field_named_in(const std::string& message) {
  const auto flag = next_flag(message, 0);
  return flag ? std::string(flag->field) : "";
}

}  // namespace tenon
