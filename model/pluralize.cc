// Writes a count with its noun, in the singular or the plural.

#include "model/pluralize.h"

namespace tenon {

std::string pluralize(std::size_t count, std::string_view noun) {
  std::string text = std::to_string(count) + " " + std::string(noun);
  const bool hisses = noun.ends_with('x') || noun.ends_with("ss");
  if (count == 1 || (noun.ends_with('s') && !hisses)) return text;
  const bool has_vowel_before =
      noun.size() > 1 && std::string_view("aeou").find(noun[noun.size() - 2]) != std::string_view::npos;
  if (!noun.ends_with('y') || has_vowel_before) return text + (hisses ? "es" : "s");
  text.pop_back();
  return text + "ies";
}

}  // namespace tenon
