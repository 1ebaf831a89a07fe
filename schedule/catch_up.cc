// The words of catching up.

#include "schedule/catch_up.h"

#include <algorithm>
#include <array>

namespace tenon {

namespace {

struct CatchUpWord {
  CatchUp catch_up;
  std::string_view word;
};

constexpr std::array<CatchUpWord, 3> kCatchUpWords{
    {{CatchUp::kNone, "none"}, {CatchUp::kOne, "one"}, {CatchUp::kAll, "all"}}};

}  // namespace

std::string_view to_string(CatchUp catch_up) {
  return std::ranges::find(kCatchUpWords, catch_up, &CatchUpWord::catch_up)->word;
}

std::optional<CatchUp> catch_up_named(std::string_view word) {
  const auto found = std::ranges::find(kCatchUpWords, word, &CatchUpWord::word);
  return found == kCatchUpWords.end() ? std::nullopt : std::optional(found->catch_up);
}

}  // namespace tenon
