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

constexpr const char* kOption =
    "an option of a command gives a secret, which stands in the file and in the list of processes";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
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
  const std::string lower = lower_case(key);
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

/// Whether a text is a header that lets somebody in: `Authorization: Bearer ...`.
bool is_header_with_secret(std::string_view text) {
  const auto colon = text.find(": ");
  if (colon == std::string_view::npos || colon == 0 || colon + 2 == text.size()) return false;
  const std::string name = lower_case(text.substr(0, colon));
  const bool is_name = std::ranges::all_of(name, [](char c) { return is_letter_or_digit(c) || c == '-'; });
  const bool is_value = text.find('{', colon) == std::string_view::npos;
  return is_name && is_value && (name.ends_with("authorization") || name == "cookie" || names_token(name));
}

/// Options whose next word is a secret; one that names a secret elsewhere (`--secret-id`) is none.
bool takes_secret(std::string_view option) {
  constexpr std::array kEnds{"password",   "passwd",        "passphrase", "token",         "apikey",
                             "api-key",    "api_key",       "secret-key", "client-secret", "access-key",
                             "secret_key", "client_secret", "pwd"};
  if (!option.starts_with("-") || option.find('=') != std::string_view::npos) return false;
  const std::string lower = lower_case(option);
  return std::ranges::any_of(kEnds, [&](const char* end) { return lower.ends_with(end); });
}

/// Whether a word after an option is the secret that it takes.
bool is_value_of(std::string_view option, std::string_view word) {
  if (word.empty() || word.starts_with("-") || word.find('{') != std::string_view::npos) return false;
  const auto colon = word.find(':');
  if (option == "-u" || option == "--user")
    return colon != std::string_view::npos && colon + 1 < word.size() && word.find("://") != colon;
  return takes_secret(option);
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
  if (is_option_with_secret(text)) return std::string(kOption) + kElsewhere;
  if (is_header_with_secret(text))
    return "a header with a secret stands in the file" + std::string(kElsewhere);
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

void add_option_secrets(const TomlValue& command, Faults& faults) {
  for (std::size_t i = 0; i + 1 < command.items.size(); ++i) {
    const TomlValue& word = command.items[i + 1];
    if (is_value_of(command.items[i].text, word.text) && literal_secret(word.text).empty())
      faults.add(word.at, std::string(kOption) + kElsewhere);
  }
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
