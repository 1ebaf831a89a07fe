// Normal forms of definitions, for fingerprints: one text for one meaning, on whichever database it was read.

#include "app/normal_form.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "sql/key.h"
#include "sql/token.h"

namespace tenon {

namespace {

using Words = std::vector<std::string>;

/// A literal such as 'tenant_17.orders_id_seq', which names an object of a schema.
std::string mapped_literal(const std::string& literal, const SchemaNames& schemas) {
  for (const auto& [actual, declared] : schemas)
    for (const std::string& quote : {std::string(), std::string("\"")}) {
      const std::string begin = "'" + quote + actual + quote + ".";
      if (literal.starts_with(begin)) return "'" + declared + "." + literal.substr(begin.size());
    }
  return literal;
}

/// The tokens as they are compared.
Words words_of(const std::vector<Token>& all, const Dialect& dialect, const SchemaNames& schemas,
               WordCase how) {
  Words words;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string key = canonical_key(all[i].text, dialect);
    std::string word = how == WordCase::kFolded ? key : std::string(all[i].text);
    const bool is_name = all[i].kind == TokenKind::kWord || all[i].kind == TokenKind::kIdentifier;
    if (is_name && i + 1 < all.size() && is_symbol(all[i + 1], "."))
      for (const auto& [actual, declared] : schemas)
        if (word == actual || dialect.name_of(actual).key == key || "\"" + actual + "\"" == key)
          word = declared;
    words.push_back(all[i].kind == TokenKind::kString ? mapped_literal(word, schemas) : std::move(word));
  }
  return words;
}

/// Returns the place of the word that closes what opens at `at`.
std::optional<std::size_t> closing(const Words& words, std::size_t at) {
  int depth = 0;
  for (; at < words.size(); ++at) {
    if (words[at] == "(" || words[at] == "[") ++depth;
    if (words[at] == ")" || words[at] == "]") --depth;
    if (depth == 0) return at;
  }
  return std::nullopt;
}

/// `( array [ a , b ] ) :: text [ ]`: where its parts are.
struct ArrayCast {
  std::size_t open = 0;   ///< of the elements
  std::size_t close = 0;  ///< of the elements
  std::size_t type = 0;   ///< the first word of the type
  std::size_t end = 0;    ///< after the last bracket
};

std::optional<ArrayCast> array_cast_at(const Words& words, std::size_t at) {
  const auto word = [&](std::size_t i) { return i < words.size() ? words[i] : std::string(); };
  if (word(at) != "(" || word(at + 1) != "array" || word(at + 2) != "[") return std::nullopt;
  ArrayCast cast{.open = at + 2};
  const auto close = closing(words, cast.open);
  if (!close || word(*close + 1) != ")" || word(*close + 2) != "::") return std::nullopt;
  cast.close = *close;
  cast.type = cast.close + 3;
  cast.end = cast.type;
  while (cast.end < words.size() && word(cast.end) != "[" && word(cast.end) != ")") {
    const auto skipped = word(cast.end) == "(" ? closing(words, cast.end) : std::optional(cast.end);
    if (!skipped) return std::nullopt;
    cast.end = *skipped + 1;
  }
  if (word(cast.end) != "[" || word(cast.end + 1) != "]") return std::nullopt;
  cast.end += 2;
  return cast;
}

/// Casts each element instead of the array.
void put_cast_elements(Words& out, const Words& words, const ArrayCast& cast) {
  const auto put_cast = [&] {
    out.insert(out.end(), {")", "::"});
    out.insert(out.end(), words.begin() + static_cast<long>(cast.type),
               words.begin() + static_cast<long>(cast.end) - 2);
  };
  out.insert(out.end(), {"array", "[", "("});
  int depth = 0;
  for (std::size_t i = cast.open + 1; i < cast.close; ++i) {
    if (words[i] == "(" || words[i] == "[") ++depth;
    if (words[i] == ")" || words[i] == "]") --depth;
    if (words[i] == "," && depth == 0) {
      put_cast();
      out.insert(out.end(), {",", "("});
    } else {
      out.push_back(words[i]);
    }
  }
  put_cast();
  out.push_back("]");
}

Words with_cast_elements(const Words& words) {
  Words out;
  for (std::size_t i = 0; i < words.size();) {
    const auto cast = array_cast_at(words, i);
    if (!cast || cast->close == cast->open + 1) {
      out.push_back(words[i++]);
      continue;
    }
    put_cast_elements(out, words, *cast);
    i = cast->end;
  }
  return out;
}

}  // namespace

std::string mapped_schema(const std::string& schema, const SchemaNames& schemas) {
  const auto found = schemas.find(schema);
  return found == schemas.end() ? schema : found->second;
}

std::string normal_form(std::string_view sql, const Dialect& dialect, const SchemaNames& schemas,
                        WordCase how) {
  const std::vector<Token> all = tokens(sql, dialect);
  const bool is_sql =
      std::ranges::none_of(all, [](const Token& token) { return token.kind == TokenKind::kUnfinished; });
  if (!is_sql) return std::string(sql);
  Words words = words_of(all, dialect, schemas, how);
  if (how == WordCase::kFolded) words = with_cast_elements(words);
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

}  // namespace tenon
