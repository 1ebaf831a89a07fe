// A source from the command line, which cannot be printed by mistake.

#include "model/source_argument.h"

#include <algorithm>

namespace tenon {

std::optional<std::string> SourceArgument::public_text() const {
  if (!name_.empty()) return name_;
  if (std::ranges::any_of(hidden_parts(text_), &HiddenPart::is_secret)) return std::nullopt;
  return text_;
}

}  // namespace tenon
