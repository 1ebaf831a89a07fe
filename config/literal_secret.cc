// Judges texts of a configuration by their form.

#include "config/literal_secret.h"

#include <algorithm>
#include <array>

#include "model/redaction.h"

namespace tenon {

namespace {

constexpr const char* kElsewhere =
    "; keep it outside and refer to it: {env = \"NAME\"}, {file = \"PATH\"} or {command = [\"PROGRAM\", "
    "...]}";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Whether a piece of an address looks like a token: long, without words, letters and digits mixed.
bool is_like_token(std::string_view piece) {
  constexpr std::size_t kShortest = 16;
  if (piece.size() < kShortest) return false;
  const bool digits = std::ranges::any_of(piece, [](char c) { return c >= '0' && c <= '9'; });
  const bool letters = std::ranges::any_of(piece, [](char c) { return is_letter_or_digit(c) && c > '9'; });
  return digits && letters &&
         std::ranges::all_of(piece, [](char c) { return is_letter_or_digit(c) || c == '_' || c == '-'; });
}

/// Parameters of addresses of the web that hold tokens, beside those that name a secret.
bool names_token(std::string_view key) {
  constexpr std::array kKeys{"token", "key", "sig", "signature", "auth", "code", "apikey", "api_key"};
  std::string lower(key);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return names_secret(key) || lower.find("token") != std::string::npos ||
         lower.find("secret") != std::string::npos ||
         std::ranges::find(kKeys, std::string_view(lower)) != kKeys.end();
}

/// Whether an address of the web has a user, a token as a piece of its path, or one as a parameter.
bool is_web_address_with_token(std::string_view text) {
  const auto scheme = text.find("://");
  const std::string_view name = text.substr(0, std::min(scheme, text.size()));
  if (scheme == std::string_view::npos || (name != "https" && name != "http")) return false;
  const std::string_view rest = text.substr(scheme + 3);
  const auto path = std::min(rest.find('/'), rest.size());
  if (rest.substr(0, path).find('@') != std::string_view::npos) return true;
  std::string_view piece;
  for (std::size_t at = path; at < rest.size(); at += piece.size() + 1) {
    piece = rest.substr(at, rest.find_first_of("/?&#", at) - at);
    const auto equals = piece.find('=');
    if (equals != std::string_view::npos && equals + 1 < piece.size() && names_token(piece.substr(0, equals)))
      return true;
    if (is_like_token(equals == std::string_view::npos ? piece : piece.substr(equals + 1))) return true;
  }
  return false;
}

/// Whether a word of a command line gives a secret: `--password=...`.
bool is_option_with_secret(std::string_view text) {
  const auto equals = text.find('=');
  return text.starts_with("-") && equals != std::string_view::npos && equals + 1 < text.size() &&
         names_token(text.substr(text.find_first_not_of('-'), equals - text.find_first_not_of('-')));
}

void add(std::string_view text, const Source& at, Faults& faults) {
  if (const std::string why = literal_secret(text); !why.empty()) faults.add(at, why);
}

}  // namespace

std::string literal_secret(std::string_view text) {
  if (holds_connection_secret(text)) return "a password stands in the file" + std::string(kElsewhere);
  if (is_web_address_with_token(text))
    return "an address with a token in it stands in the file, and who has it can send messages" +
           std::string(kElsewhere);
  if (is_option_with_secret(text))
    return "an option of a command gives a secret, which stands in the file and in the list of processes" +
           std::string(kElsewhere);
  return "";
}

std::string shown_word(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  const bool is_word = !text.empty() && text.size() <= kLongest && !is_like_token(text) &&
                       std::ranges::all_of(text, [](char c) {
                         return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.' || c == ' ';
                       });
  return is_word ? "\"" + std::string(text) + "\"" : text.empty() ? "an empty text" : "another text";
}

void add_literal_secrets(const TomlValue& value, Faults& faults) {
  if (value.kind == TomlKind::kString) add(value.text, value.at, faults);
  for (const TomlValue& item : value.items) add_literal_secrets(item, faults);
  for (const TomlMember& one : value.members) {
    add(one.key, one.at, faults);
    add_literal_secrets(one.value, faults);
  }
}

}  // namespace tenon
