// Escapes SQL for sqlalchemy.text().

#include "render/alembic/text.h"

#include <algorithm>

namespace tenon {

namespace {

// SQLAlchemy's patterns for text(), in all versions of 1.4 and 2 up to where `$` became no part of a word:
//   bind     (?<![:\w$\\]):([\w$]+)(?![:\w$])
//   escaped  \\(:[\w$]*)(?![:\w$])
// \w is Python's, which knows the letters of all scripts.
enum class Letter { kWord, kOther, kDoubtful };

Letter letter(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_')
    return Letter::kWord;
  return c == '$' || static_cast<unsigned char>(c) >= 0x80 ? Letter::kDoubtful : Letter::kOther;
}

struct Colon {
  bool escape = false;
  bool doubtful = false;
};

// Escaping a colon that begins no parameter is harmless if the escape is recognised, which it is unless
// another colon ends the word.
Colon judged(std::string_view before, std::string_view after) {
  const auto end = std::ranges::find_if(after, [](char c) { return letter(c) == Letter::kOther; });
  const std::string_view word = after.substr(0, static_cast<std::size_t>(end - after.begin()));
  const bool colon_ends = word.size() < after.size() && after[word.size()] == ':';
  const bool escaped = !before.empty() && before.back() == '\\';
  const bool doubtful_word = std::ranges::any_of(word, [](char c) { return letter(c) == Letter::kDoubtful; });
  const bool in_word = !before.empty() && (before.back() == ':' || letter(before.back()) == Letter::kWord);
  if (in_word || (word.empty() && !escaped)) return {};
  if (colon_ends) return {.escape = false, .doubtful = doubtful_word};
  return {.escape = true, .doubtful = false};
}

}  // namespace

std::optional<std::string> bindless(std::string_view sql) {
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == ':') {
      const Colon colon = judged(sql.substr(0, i), sql.substr(i + 1));
      if (colon.doubtful) return std::nullopt;
      if (colon.escape) out += '\\';
    }
    out += sql[i];
  }
  return out;
}

}  // namespace tenon
