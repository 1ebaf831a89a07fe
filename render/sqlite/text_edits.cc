// Collects edits to a text and applies them together.

#include "render/sqlite/text_edits.h"

#include <algorithm>
#include <tuple>

namespace tenon {

std::string Edits::made_in(std::string_view text) const {
  std::vector<Edit> sorted = edits_;
  std::ranges::sort(sorted, [](const Edit& a, const Edit& b) {
    return std::tie(a.span.begin, a.span.end, a.order) < std::tie(b.span.begin, b.span.end, b.order);
  });
  std::string made;
  std::size_t at = 0;
  for (const Edit& edit : sorted) {
    if (edit.span.begin < at) return {};
    made += text.substr(at, edit.span.begin - at);
    made += edit.with;
    at = edit.span.end;
  }
  made += text.substr(at);
  return made;
}

}  // namespace tenon
