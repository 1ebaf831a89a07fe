#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/span.h"

namespace tenon {

/// Changes to a text, collected by place and made all at once.
class Edits {
 public:
  void replace(Span span, std::string with) { edits_.push_back({span, std::move(with), edits_.size()}); }
  void insert(std::size_t at, std::string text) { replace({at, at}, std::move(text)); }
  /// The text with every edit in it; insertions at one place in the order in which they came. Edits that
  /// overlap give an empty text.
  std::string made_in(std::string_view text) const;

 private:
  struct Edit {
    Span span;
    std::string with;
    std::size_t order;
  };
  std::vector<Edit> edits_;
};

}  // namespace tenon
