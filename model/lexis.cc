// How SQL of a dialect is spelled: quotes, comments, operators, keywords, and the folding of names.

#include "model/lexis.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tenon {

bool Lexis::is_keyword(std::string_view word) const { return std::ranges::binary_search(keywords, word); }

Name Lexis::name_of(std::string_view text) const {
  if (!folds_case) return Name(std::string(text));
  std::string key(text);
  std::ranges::transform(key, key.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return Name(std::string(text), std::move(key));
}

}  // namespace tenon
