// Collects edits to a text and applies them together.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/span.h"

namespace tenon {

/// Collects changes to a text and applies them all at once.
class Edits {
 public:
  void replace(Span span, std::string with) { edits_.push_back({span, std::move(with), edits_.size()}); }
  void insert(std::size_t at, std::string text) { replace({at, at}, std::move(text)); }
  /// Returns the text with every edit applied; insertions at one place keep the order in which they were
  /// added. Returns an empty text if edits overlap.
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
