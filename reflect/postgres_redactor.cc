#include "reflect/postgres_redactor.h"

#include <algorithm>
#include <cctype>

#include "reflect/database.h"

namespace tenon {

namespace {

constexpr std::string_view kHidden = "***";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_encoded(std::string_view text, std::string_view digits) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || std::string_view("-._~").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

/// Hides the user part of every `scheme://user:password@` in a text.
std::string without_users(std::string text) {
  for (auto at = text.find("://"); at != std::string::npos; at = text.find("://", at + 3)) {
    const auto begin = at + 3;
    const auto end = std::min(text.find_first_of(" \t\r\n\"'", begin), text.size());
    const auto user_end = text.rfind('@', end);
    if (user_end != std::string::npos && user_end >= begin && user_end < end)
      text.replace(begin, user_end - begin, kHidden);
  }
  return text;
}

/// Where the user part of a URL ends, or `begin`. A password may hold what a URL should not: the last @
/// before the query counts, and a question mark that comes before any slash belongs to the password.
std::size_t user_end(const std::string& url, std::size_t begin) {
  const auto query = std::min(url.find('?', begin), url.size());
  const auto at = url.rfind('@', query);
  if (at != std::string::npos && at >= begin) return at;
  const auto last = url.rfind('@');
  const bool query_is_password = url.find('/', begin) > query && last != std::string::npos && last >= begin;
  return query_is_password ? last : begin;
}

bool hides(std::string_view key) {
  return key == "user" || key == "password" || key == "sslpassword" || key == "sslkey" || key == "passfile";
}

/// Hides the values of secret parameters in `?a=b&password=c`.
std::string without_secret_parameters(std::string url) {
  auto at = url.find('?');
  while (at != std::string::npos) {
    const auto begin = at + 1;
    const auto end = std::min(url.find('&', begin), url.size());
    const auto equals = url.find('=', begin);
    if (equals < end && hides(percent_decoded(url.substr(begin, equals - begin))))
      url.replace(equals + 1, end - equals - 1, kHidden);
    at = url.find('&', begin);
  }
  return url;
}

/// Hides what a mistyped URL or a connection string gives away: `postgres//user:word@host`, `password=word`.
std::string without_lookalikes(std::string text) {
  const auto at = text.rfind('@');
  const auto slashes = text.find("//");
  const auto begin = slashes == std::string::npos ? 0 : slashes + 2;
  if (at != std::string::npos && at > begin && text.find(':', begin) < at)
    text.replace(begin, at - begin, kHidden);
  static constexpr std::string_view kPassword = "password=";
  const auto word = text.find(kPassword);
  if (word == std::string::npos) return text;
  const auto value = word + kPassword.size();
  const bool is_quoted = value < text.size() && text[value] == '\'';
  const auto end = is_quoted ? text.find('\'', value + 1) : text.find(' ', value);
  const auto past = end == std::string::npos ? text.size() : end + (is_quoted ? 1 : 0);
  return text.replace(value, past - value, kHidden);
}

}  // namespace

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (!is_escape) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
    i += 2;
  }
  return out;
}

void Redactor::add(const std::string& secret) {
  if (secret.empty()) return;
  for (const std::string& form :
       {secret, percent_encoded(secret, "0123456789ABCDEF"), percent_encoded(secret, "0123456789abcdef")})
    if (std::ranges::find(secrets_, form) == secrets_.end()) secrets_.push_back(form);
  std::ranges::stable_sort(secrets_, std::ranges::greater{}, &std::string::size);
}

std::string Redactor::operator()(std::string text) const {
  for (const std::string& secret : secrets_) replace_all(text, secret, kHidden);
  return without_users(std::move(text));
}

std::string redacted(const std::string& url) {
  const auto scheme_end = url.find("://");
  if (url.starts_with("sqlite:")) return url;
  if (scheme_end == std::string::npos) return without_lookalikes(url);
  const auto begin = scheme_end + 3;
  const auto end = user_end(url, begin);
  std::string shown = url;
  if (end > begin) shown.replace(begin, end - begin, kHidden);
  return without_secret_parameters(std::move(shown));
}

}  // namespace tenon
