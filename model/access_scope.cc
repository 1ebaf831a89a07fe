// The words of scopes.

#include "model/access_scope.h"

#include <algorithm>

#include "model/nearest_word.h"

namespace tenon {

std::string_view to_string(AccessScope scope) {
  return access_scope_words()[static_cast<std::size_t>(scope)];
}

std::optional<AccessScope> access_scope_named(std::string_view word) {
  const auto& words = access_scope_words();
  const auto found = std::ranges::find(words, word);
  return found == words.end() ? std::nullopt : std::optional(static_cast<AccessScope>(found - words.begin()));
}

const std::vector<std::string>& access_scope_words() {
  static const std::vector<std::string> words{"read", "diff", "audit", "ack", "write", "metrics", "admin"};
  return words;
}

std::vector<std::string> Scopes::words() const {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < access_scope_words().size(); ++i)
    if ((bits_ & bit(static_cast<AccessScope>(i))) != 0) all.push_back(access_scope_words()[i]);
  return all;
}

std::string to_string(const Scopes& scopes) {
  std::string text;
  for (const std::string& word : scopes.words()) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::optional<Scopes> parsed_scopes(std::string_view text) {
  Scopes all;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const auto scope = access_scope_named(text.substr(begin, end - begin));
    if (!scope) return std::nullopt;
    all.add(*scope);
    begin = end + 1;
  }
  return all;
}

std::string why_no_scope(std::string_view word) {
  return "a scope is one of " + with_commas(access_scope_words()) + suggestion(word, access_scope_words());
}

}  // namespace tenon
