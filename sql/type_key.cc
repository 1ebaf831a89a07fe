// Computes the canonical key of a type.

#include "sql/type_key.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "sql/character.h"
#include "sql/content.h"
#include "sql/identifier_key.h"

namespace tenon {

namespace {

/// An alias of a built-in type, in one word: types of several words are joined first.
struct Alias {
  std::string_view word;
  std::string_view name;
};

// Words of the grammar. In quotes they are not types.
constexpr auto kGrammarAliases = std::to_array<Alias>({
    {"int", "integer"},
    {"integer", "integer"},
    {"smallint", "smallint"},
    {"bigint", "bigint"},
    {"real", "real"},
    {"double precision", "double precision"},
    {"boolean", "boolean"},
    {"dec", "numeric"},
    {"decimal", "numeric"},
    {"numeric", "numeric"},
    {"char", "character"},
    {"character", "character"},
    {"nchar", "character"},
    {"national char", "character"},
    {"national character", "character"},
    {"varchar", "character varying"},
    {"char varying", "character varying"},
    {"character varying", "character varying"},
    {"nchar varying", "character varying"},
    {"national char varying", "character varying"},
    {"national character varying", "character varying"},
    {"bit", "bit"},
    {"bit varying", "bit varying"},
});

// Names in the system catalog, valid in quotes as well.
constexpr auto kCatalogAliases = std::to_array<Alias>({
    {"int2", "smallint"},
    {"int4", "integer"},
    {"int8", "bigint"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"bool", "boolean"},
    {"bpchar", "bpchar"},
    {"varchar", "character varying"},
    {"varbit", "bit varying"},
    {"numeric", "numeric"},
    {"timestamp", "timestamp without time zone"},
    {"timestamptz", "timestamp with time zone"},
    {"time", "time without time zone"},
    {"timetz", "time with time zone"},
    {"interval", "interval"},
});

template <std::size_t N>
std::string_view found(const std::array<Alias, N>& aliases, std::string_view word) {
  const auto at = std::ranges::find(aliases, word, &Alias::word);
  return at == aliases.end() ? std::string_view() : at->name;
}

/// The parts of a type: the words before and after its modifiers, without `pg_catalog.` and array bounds.
class TypeParts {
 public:
  TypeParts(std::span<const Token> type, const Dialect& dialect) : rest_(type), dialect_(dialect) {
    array_ = take_array();
    in_catalog_ = take_catalog();
    before_ = take_words();
    unquote();
    modifiers_ = take_modifiers();
    after_ = take_words();
  }

  std::string key() const { return base_key() + (array_ ? "[]" : ""); }

 private:
  static bool is_symbol(const Token& token, std::string_view text) {
    return token.kind == TokenKind::kSymbol && token.text == text;
  }

  // Takes `[]` or `[number]`. The database ignores the size and the number of dimensions.
  bool take_array() {
    bool any = false;
    for (std::size_t bound = bound_length(); bound > 0; bound = bound_length()) {
      rest_ = rest_.first(rest_.size() - bound);
      any = true;
    }
    if (rest_.size() > 1 && is_word(rest_.back(), "array")) {
      rest_ = rest_.first(rest_.size() - 1);
      any = true;
    }
    return any;
  }

  std::size_t bound_length() const {
    const std::size_t size = rest_.size();
    if (size < 3 || !is_symbol(rest_.back(), "]")) return 0;
    if (is_symbol(rest_[size - 2], "[")) return 2;
    const bool sized = rest_[size - 2].kind == TokenKind::kNumber && is_symbol(rest_[size - 3], "[");
    return sized && size > 3 ? 3 : 0;
  }

  bool take_catalog() {
    if (rest_.size() < 3 || part(rest_[0]) != "pg_catalog" || !is_symbol(rest_[1], ".")) return false;
    rest_ = rest_.subspan(2);
    return true;
  }

  std::string part(const Token& token) const {
    if (token.kind == TokenKind::kWord) return lower(token.text);
    return token.kind == TokenKind::kIdentifier ? identifier_key(token, dialect_) : std::string(token.text);
  }

  std::string take_words() {
    std::string words;
    for (bool dot = true; !rest_.empty() && !is_symbol(rest_.front(), "("); rest_ = rest_.subspan(1)) {
      const bool is_dot = is_symbol(rest_.front(), ".");
      if (!dot && !is_dot) words += ' ';
      dot = is_dot;
      words += part(rest_.front());
    }
    return words;
  }

  // "numeric" in quotes is still the type in the catalog; "decimal" in quotes is not a type.
  void unquote() {
    if (before_.size() < 3 || before_.front() != '"') return;
    const std::string bare = before_.substr(1, before_.size() - 2);
    if (found(kCatalogAliases, bare).empty()) return;
    before_ = bare;
    in_catalog_ = true;
  }

  std::vector<std::string> take_modifiers() {
    std::vector<std::string> all;
    if (rest_.empty()) return all;
    std::size_t depth = 0;
    for (bool next = true; !rest_.empty(); rest_ = rest_.subspan(1)) {
      const Token& token = rest_.front();
      if (is_symbol(token, "(") && depth++ == 0) continue;
      if (is_symbol(token, ")") && --depth == 0) break;
      if (next) all.emplace_back();
      next = depth == 1 && is_symbol(token, ",");
      if (!next) all.back() += part(token);
    }
    if (!rest_.empty()) rest_ = rest_.subspan(1);
    return all;
  }

  std::string modifiers() const {
    std::string joined;
    for (const auto& one : modifiers_) joined += (joined.empty() ? "" : ",") + one;
    return modifiers_.empty() ? "" : "(" + joined + ")";
  }

  std::string_view builtin() const {
    if (!in_catalog_)
      if (const auto name = found(kGrammarAliases, before_); !name.empty()) return name;
    return found(kCatalogAliases, before_);
  }

  std::string base_key() const {
    if (in_catalog_ && (before_ == "char" || before_ == "bit")) return unsized();
    if (const std::string timed = time_key(); !timed.empty()) return timed;
    if (!in_catalog_ && before_ == "float") return float_key();
    if (const std::string_view name = builtin(); !name.empty()) return builtin_key(name);
    if (before_.starts_with("interval")) return interval_key();
    return before_ + modifiers() + (after_.empty() ? "" : " " + after_);
  }

  // pg_catalog.char is the one-byte type, and pg_catalog.bit has no length unless one is given.
  std::string unsized() const {
    return before_ == "bit" && !modifiers_.empty() ? "bit" + modifiers() : '"' + before_ + '"';
  }

  std::string time_key() const {
    std::string zone = after_;
    std::string base = before_;
    for (const std::string_view said : {" with time zone", " without time zone"})
      if (base.ends_with(said)) {
        zone = said.substr(1);
        base.resize(base.size() - said.size());
      }
    std::string_view plain = base;
    if (plain == "timestamptz" || plain == "timetz") zone = "with time zone";
    if (plain == "timestamptz") plain = "timestamp";
    if (plain == "timetz") plain = "time";
    if (plain != "timestamp" && plain != "time") return "";
    return std::string(plain) + modifiers() + " " + (zone.empty() ? "without time zone" : zone);
  }

  // Up to 24 binary digits make a real.
  std::string float_key() const {
    int digits = 53;
    if (!modifiers_.empty()) {
      const std::string& text = modifiers_.front();
      std::from_chars(text.data(), text.data() + text.size(), digits);
    }
    return digits <= 24 ? "real" : "double precision";
  }

  std::string builtin_key(std::string_view name) const {
    std::string key(name);
    if (name == "interval") return interval_key();
    if (name == "numeric" && modifiers_.size() == 1) return key + "(" + modifiers_.front() + ",0)";
    if ((name == "character" || name == "bit") && modifiers_.empty()) return key + "(1)";
    if (name == "bpchar" && !modifiers_.empty()) key = "character";
    return key + modifiers() + (after_.empty() ? "" : " " + after_);
  }

  // The precision follows the fields: `interval day to second(3)`.
  std::string interval_key() const { return before_ + (after_.empty() ? "" : " " + after_) + modifiers(); }

  std::span<const Token> rest_;
  const Dialect& dialect_;
  bool array_ = false;
  bool in_catalog_ = false;
  std::string before_;
  std::vector<std::string> modifiers_;
  std::string after_;
};

}  // namespace

std::string aliased_type_key(std::span<const Token> type, const Dialect& dialect) {
  return type.empty() ? "" : TypeParts(type, dialect).key();
}

std::string plain_type_key(std::span<const Token> type) {
  const bool is_quoted =
      type.size() == 1 && (type[0].kind == TokenKind::kIdentifier || type[0].kind == TokenKind::kString);
  if (is_quoted) return upper(content(type[0]));
  std::string key;
  bool glued = true;
  for (const Token& token : type) {
    const bool punctuation = token.kind == TokenKind::kSymbol;
    if (!glued && !punctuation) key += ' ';
    key += upper(token.text);
    glued = punctuation && token.text != ")";
  }
  return key;
}

}  // namespace tenon
