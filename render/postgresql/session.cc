// Makes statements independent of session settings, and finds the settings that they still need.

#include "render/postgresql/session.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

using Tokens = std::vector<Token>;

bool is_plain_string(const Token& token) {
  return token.kind == TokenKind::kString && token.text.front() == '\'';
}

/// A setting that a statement may depend on, and the test for it.
struct Dependence {
  std::string_view name;
  std::string_view value;
  bool (*matters)(const Tokens& all);
};

bool has_word(const Tokens& all, std::string_view keyword) {
  return std::ranges::any_of(all, [&](const Token& token) { return is_word(token, keyword); });
}

bool begins(const Tokens& all, std::string_view keyword) { return !all.empty() && is_word(all[0], keyword); }

bool creates_table(const Tokens& all) {
  return begins(all, "create") && all.size() > 2 &&
         (is_word(all[1], "table") || (is_word(all[1], "unlogged") && is_word(all[2], "table")));
}

bool creates_storage(const Tokens& all) {
  if (creates_table(all)) return true;
  if (begins(all, "create")) return has_word(all, "index");
  const bool adds = begins(all, "alter") && (has_word(all, "add") || has_word(all, "attach"));
  return adds && std::ranges::any_of(std::array{"unique", "primary", "exclude", "attach"},
                                     [&](const char* word) { return has_word(all, word); });
}

/// Tells whether the text contains digits, or is one of the words for a day.
bool may_be_date(const Token& token) {
  if (token.kind != TokenKind::kString) return false;
  const std::string text = lower(token.text);
  return std::ranges::any_of(text, [](char c) { return is_digit(c); }) ||
         std::ranges::any_of(std::array{"now", "today", "tomorrow", "yesterday", "allballs"},
                             [&](const char* word) { return text.find(word) != std::string::npos; });
}

bool has_dates(const Tokens& all) { return !begins(all, "comment") && std::ranges::any_of(all, may_be_date); }

bool equals_null(const Tokens& all) {
  for (std::size_t i = 1; i + 1 < all.size(); ++i)
    if (is_symbol(all[i], "=") && (is_word(all[i - 1], "null") || is_word(all[i + 1], "null"))) return true;
  return false;
}

bool has_array_null(const Tokens& all) {
  return std::ranges::any_of(all, [](const Token& token) {
    return token.kind == TokenKind::kString && token.text.find('{') != std::string_view::npos &&
           lower(token.text).find("null") != std::string::npos;
  });
}

bool has_xml(const Tokens& all) { return has_word(all, "xml"); }

constexpr std::array kDependences{
    Dependence{"default_tablespace", "", creates_storage},
    Dependence{"default_table_access_method", "heap", creates_table},
    Dependence{"DateStyle", "ISO, MDY", has_dates},
    Dependence{"IntervalStyle", "postgres", has_dates},
    Dependence{"TimeZone", "UTC", has_dates},
    Dependence{"transform_null_equals", "off", equals_null},
    Dependence{"array_nulls", "on", has_array_null},
    Dependence{"xmloption", "content", has_xml},
};

/// Copies a statement with some of its tokens rewritten.
class Rewriting {
 public:
  explicit Rewriting(std::string_view text) : text_(text) {}

  void replace(const Token& token, const std::string& with) {
    out_ += text_.substr(at_, token.begin - at_);
    // The letter before a string would otherwise become part of the preceding word.
    if (!out_.empty() && is_word_part(out_.back()) && is_word_start(with.front())) out_ += ' ';
    out_ += with;
    at_ = token.end;
  }

  std::string whole() const { return out_ + std::string(text_.substr(at_)); }

 private:
  std::string_view text_;
  std::string out_;
  std::size_t at_ = 0;
};

std::string doubled_backslashes(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\\' ? std::string("\\\\") : std::string(1, c);
  return out;
}

/// Returns the end of consecutive strings that form one constant, separated only by blanks.
std::size_t end_of_constant(const Tokens& all, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < all.size() && is_plain_string(all[end])) ++end;
  return end;
}

bool continues_string(const Tokens& all, std::size_t i) {
  return i > 0 && all[i - 1].kind == TokenKind::kString;
}

/// A code point of UTF-8 and its length in bytes; nullopt for invalid bytes.
struct Point {
  unsigned value = 0;
  std::size_t size = 1;
};

std::optional<Point> point_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) < 0x80) return Point{byte(0), 1};
  const std::size_t size = byte(0) >= 0xF0 ? 4 : byte(0) >= 0xE0 ? 3 : 2;
  if (byte(0) < 0xC2 || text.size() < size) return std::nullopt;
  unsigned value = byte(0) & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) value = (value << 6) | (byte(i) & 0x3FU);
  return Point{value, size};
}

std::string hexadecimal(unsigned value, int digits) {
  std::string out;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    out += "0123456789abcdef"[(value >> shift) & 0xFU];
  return out;
}

/// Escapes characters above ASCII as `prefix` and four hex digits, or as `longer` and `digits` hex digits.
std::string escaped(std::string_view text, std::string_view prefix, std::string_view longer, int digits) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<Point> point = point_at(text.substr(i));
    const std::size_t size = point ? point->size : 1;
    if (!point || point->value < 0x80)
      out += text.substr(i, size);
    else if (point->value < 0x10000)
      (out += prefix) += hexadecimal(point->value, 4);
    else
      (out += longer) += hexadecimal(point->value, digits);
    i += size;
  }
  return out;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ascii_token(const Token& token) {
  if (token.kind == TokenKind::kString) {
    const bool escapes = lower(token.text.front()) == 'e';
    const std::string inside = escapes ? std::string(token.text.substr(1)) : doubled_backslashes(token.text);
    return "E" + escaped(inside, "\\u", "\\U", 8);
  }
  return "U&" + escaped(doubled_backslashes(token.text), "\\", "\\+", 6);
}

/// Tells whether the type is a date or time type, or an array of one.
bool is_date_type(const Type& type) {
  return std::ranges::any_of(std::array{"date", "time", "interval"},
                             [&](const char* name) { return type.key.starts_with(name); });
}

}  // namespace

std::string settled_for_sessions(std::string_view statement) {
  const Tokens all = tokens(statement, kPostgresql);
  Rewriting made(statement);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool joined = i + 1 < all.size() && all[i + 1].begin == all[i].end;
    if (is_symbol(all[i], ":") && joined) made.replace(all[i], ": ");
    if (!is_plain_string(all[i]) || continues_string(all, i)) continue;
    const std::size_t end = end_of_constant(all, i);
    const auto is_told_apart = [&](const Token& token) {
      return token.text.find('\\') != std::string_view::npos;
    };
    const auto part = all.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::none_of(part, all.begin() + static_cast<std::ptrdiff_t>(end), is_told_apart)) continue;
    for (std::size_t j = i; j < end; ++j)
      made.replace(all[j], (j == i ? "E" : "") + doubled_backslashes(all[j].text));
  }
  return made.whole();
}

std::string in_ascii(std::string_view statement) {
  Rewriting made(statement);
  for (const Token& token : tokens(statement, kPostgresql))
    if (!is_ascii(token.text) && (token.kind == TokenKind::kString || token.kind == TokenKind::kIdentifier))
      made.replace(token, ascii_token(token));
  return made.whole();
}

namespace {

std::string assignment(const SessionSetting& setting) {
  return setting.name + " = " + (setting.name == "search_path" ? setting.value : literal(setting.value));
}

}  // namespace

std::string set_local(const SessionSetting& setting) { return "SET LOCAL " + assignment(setting); }

std::string set_session(const SessionSetting& setting) { return "SET " + assignment(setting); }

std::vector<SessionSetting> limits_of(const Step& step) {
  std::vector<SessionSetting> all;
  if (!step.limits.lock.empty()) all.push_back({"lock_timeout", step.limits.lock});
  if (!step.limits.statement.empty()) all.push_back({"statement_timeout", step.limits.statement});
  return all;
}

const std::vector<SessionSetting>& date_settings() {
  static const std::vector<SessionSetting> kAll = settings_for({"SELECT '0'"});
  return kAll;
}

std::vector<SessionSetting> settings_for(const std::vector<std::string>& statements) {
  std::vector<SessionSetting> all;
  for (const Dependence& each : kDependences)
    if (std::ranges::any_of(statements, [&](const std::string& statement) {
          return each.matters(tokens(statement, kPostgresql));
        }))
      all.push_back({std::string(each.name), std::string(each.value)});
  return all;
}

bool holds_dates(const std::string& statement) { return has_dates(tokens(statement, kPostgresql)); }

bool converts_dates(const Op& op) {
  const auto* alter = std::get_if<AlterColumn>(&op);
  return alter && !(alter->actual.type == alter->declared.type) &&
         (is_date_type(alter->actual.type) || is_date_type(alter->declared.type));
}

bool converts_dates(const Op& op, const std::string& statement) {
  return converts_dates(op) && has_word(tokens(statement, kPostgresql), "type");
}

std::string home_of(const std::string& statement) {
  const Tokens all = tokens(statement, kPostgresql);
  if (!begins(all, "create") && !begins(all, "alter")) return "";
  for (std::size_t i = 0; i + 2 < all.size(); ++i)
    if (all[i].kind == TokenKind::kIdentifier && is_symbol(all[i + 1], ".") &&
        all[i + 2].kind == TokenKind::kIdentifier)
      return content(all[i]);
  return "";
}

SessionSetting search_path_of(const std::string& schema) {
  const bool is_default = schema.empty() || schema == kPostgresql.default_schema;
  const std::string usual(kPostgresql.default_schema);
  return {"search_path", is_default ? usual : quoted(schema, kPostgresql) + ", " + usual};
}

}  // namespace tenon
