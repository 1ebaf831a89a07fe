// Decides which parameters of a connection URL or keyword string may be shown; returns the parts to hide.

#include "model/connection_parameters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace tenon {

namespace {

/// The parameters of libpq (PostgreSQL 18, "Parameter Key Words") except secret ones, JDBC's `ssl`, and the
/// parameters of SQLAlchemy's and SQLite's URLs.
constexpr auto kHarmless = std::to_array<std::string_view>({
    "host",
    "hostaddr",
    "port",
    "dbname",
    "connect_timeout",
    "client_encoding",
    "options",
    "application_name",
    "fallback_application_name",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_count",
    "tcp_user_timeout",
    "replication",
    "gssencmode",
    "sslmode",
    "requiressl",
    "sslnegotiation",
    "sslcompression",
    "sslcert",
    "sslcertmode",
    "sslrootcert",
    "sslcrl",
    "sslcrldir",
    "sslsni",
    "requirepeer",
    "ssl_min_protocol_version",
    "ssl_max_protocol_version",
    "min_protocol_version",
    "max_protocol_version",
    "krbsrvname",
    "gsslib",
    "gssdelegation",
    "service",
    "servicefile",
    "target_session_attrs",
    "load_balance_hosts",
    "require_auth",
    "channel_binding",
    "oauth_issuer",
    "oauth_client_id",
    "oauth_scope",
    "ssl",
    "uri",
    "mode",
    "timeout",
    "detect_types",
    "isolation_level",
    "check_same_thread",
    "factory",
    "cached_statements",
    "cache",
    "immutable",
    "vfs",
    "nolock",
    "psow",
});

/// Parameters whose values are hidden although they are not secrets: user names and paths of private files.
constexpr std::array<std::string_view, 3> kPrivate{"user", "passfile", "sslkey"};

constexpr std::array<std::string_view, 8> kSecretParts{"pass",   "pwd",   "pasw",       "psw",
                                                       "secret", "token", "credential", "apikey"};
/// Secret parameters of libpq and of encrypted builds of SQLite.
constexpr auto kSecretNames =
    std::to_array<std::string_view>({"password", "sslpassword", "scram_client_key", "scram_server_key",
                                     "oauth_client_secret", "pw", "passphrase", "key", "hexkey", "textkey"});

std::string folded(std::string_view key) {
  std::string all = percent_decoded(key);
  for (char& c : all)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return all;
}

bool is_private(std::string_view key) { return std::ranges::find(kPrivate, folded(key)) != kPrivate.end(); }

/// Tells whether the word is an existing parameter, rather than a part of a password that looks like one.
bool is_known(std::string_view key) {
  const std::string name = folded(key);
  return is_harmless_parameter(percent_decoded(key)) || is_private(key) ||
         std::ranges::find(kSecretNames, name) != kSecretNames.end();
}

/// Returns whether a text sets a parameter of a program's own (`options=-c app.jwt_key=...`): their names
/// contain a dot (PostgreSQL, "Customized Options"), and only the program knows what they hold.
bool sets_custom_parameter(std::string_view text) {
  for (auto equals = text.find('='); equals != std::string_view::npos; equals = text.find('=', equals + 1)) {
    const auto before = text.find_last_of(" \t\r\n=", equals == 0 ? 0 : equals - 1);
    const auto begin = before == std::string_view::npos || before >= equals ? 0 : before + 1;
    if (text.substr(begin, equals - begin).find('.') != std::string_view::npos) return true;
  }
  return false;
}

/// Returns whether the value of a harmless parameter may hold a secret: a connection, or a program's own
/// setting.
bool may_hold_secret(std::string_view value) {
  const std::string text = percent_decoded(value);
  return text.find("://") != std::string::npos || !hidden_in_keywords(text, KeywordScan::kSecrets).empty() ||
         sets_custom_parameter(text);
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_key_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '%' || c == '.';
}

bool separates(char c) { return is_space(c) || c == '?' || c == '&' || c == ';'; }

/// A `keyword=` in a text.
struct Keyword {
  std::string_view key;
  std::size_t value = 0;  ///< the byte at which its value begins
};

/// Returns the keyword that begins at a byte: at the beginning of the text or after a separator of
/// parameters.
std::optional<Keyword> keyword_at(std::string_view text, std::size_t at) {
  if (at > 0 && !separates(text[at - 1])) return std::nullopt;
  std::size_t end = at;
  while (end < text.size() && is_key_byte(text[end])) ++end;
  std::size_t equals = end;
  while (equals < text.size() && is_space(text[equals])) ++equals;
  if (end == at || equals == text.size() || text[equals] != '=') return std::nullopt;
  std::size_t value = equals + 1;
  while (value < text.size() && is_space(text[value])) ++value;
  return Keyword{text.substr(at, end - at), value};
}

/// Returns the end of a value in quotes, inside which a backslash escapes (libpq's conninfo_parse).
std::size_t end_of_quoted_value(std::string_view text, std::size_t begin) {
  for (std::size_t i = begin + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '\'')
      return i + 1;
  }
  return text.size();
}

/// Returns the end of the value that begins at `begin`: the next known keyword, or the end of the text. Text
/// after a closing quote that is not a keyword may still belong to the value.
std::size_t end_of_value(std::string_view text, std::size_t begin, KeywordScan scan) {
  const bool is_quoted = scan == KeywordScan::kAll && begin < text.size() && text[begin] == '\'';
  for (std::size_t i = is_quoted ? end_of_quoted_value(text, begin) : begin; i < text.size(); ++i) {
    if (!separates(text[i])) continue;
    std::size_t next = i;
    while (next < text.size() && separates(text[next])) ++next;
    const auto keyword = keyword_at(text, next);
    if (keyword && is_known(keyword->key)) return i;
  }
  return text.size();
}

}  // namespace

bool names_secret(std::string_view key) {
  const std::string name = folded(key);
  if (is_private(key)) return false;
  return std::ranges::find(kSecretNames, name) != kSecretNames.end() ||
         std::ranges::any_of(kSecretParts,
                             [&](std::string_view part) { return name.find(part) != std::string::npos; });
}

bool is_harmless_parameter(std::string_view key) {
  return std::ranges::find(kHarmless, key) != kHarmless.end();
}

bool is_parameter_word(std::string_view key) {
  constexpr std::size_t kLongest = 40;
  return !key.empty() && key.size() <= kLongest &&
         std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

std::vector<HiddenPart> hidden_in_query(std::string_view query, std::size_t at, bool may_be_password) {
  std::vector<HiddenPart> parts;
  for (std::size_t begin = 0; begin < query.size();) {
    const auto end = std::min(query.find('&', begin), query.size());
    const std::string_view pair = query.substr(begin, end - begin);
    const auto equals = std::min(pair.find('='), pair.size());
    const std::string_view key = pair.substr(0, equals);
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    const bool may_be_shown = is_known(key) || (is_parameter_word(percent_decoded(key)) && !may_be_password);
    const bool is_harmless = is_harmless_parameter(percent_decoded(key)) && !may_hold_secret(value);
    if (!may_be_shown)
      parts.push_back({at + begin, at + end, true});
    else if (!is_harmless)
      parts.push_back({at + begin + equals + 1, at + end, !is_private(key)});
    may_be_password = may_be_password || !(is_harmless || is_private(key));
    begin = end + 1;
  }
  return parts;
}

QuestionMark question_mark_before(std::string_view text) {
  const auto first_value = text.find('=');
  QuestionMark found = QuestionMark::kBeginsQuery;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('&', begin), text.size());
    const std::string_view pair = text.substr(begin, end - begin);
    const auto at = pair.find('@');
    const auto equals = pair.find('=');
    const bool is_of_value = at != std::string_view::npos && equals < at && is_known(pair.substr(0, equals));
    if (at != std::string_view::npos && !is_of_value) {
      if (first_value < begin + at) return QuestionMark::kIsEither;
      found = QuestionMark::kIsOfPassword;
    }
    begin = end + 1;
  }
  return found;
}

std::vector<HiddenPart> hidden_in_keywords(std::string_view text, KeywordScan scan) {
  const bool hides_unknown = scan == KeywordScan::kAll && is_keyword_string(text);
  std::vector<HiddenPart> parts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto keyword = keyword_at(text, at);
    if (!keyword) continue;
    const bool is_secret = names_secret(keyword->key);
    const bool is_unknown = hides_unknown && !is_known(keyword->key);
    if (!is_secret && !is_unknown) continue;
    const std::size_t end = end_of_value(text, keyword->value, scan);
    parts.push_back({keyword->value, end, true});
    at = std::max(at, end == 0 ? 0 : end - 1);
  }
  return parts;
}

bool is_keyword_string(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const auto keyword = keyword_at(text, at))
      if (is_harmless_parameter(folded(keyword->key)) || is_private(keyword->key)) return true;
  return false;
}

}  // namespace tenon
