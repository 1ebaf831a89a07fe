#include "model/redactor.h"

#include <algorithm>
#include <cctype>

#include "model/connection_text.h"
#include "model/redaction.h"

namespace tenon {

namespace {

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

/// Hides what every URL in a text gives away.
std::string with_redacted_urls(const std::string& text) {
  std::string shown;
  std::size_t at = 0;
  for (const std::string_view url : urls_in(text)) {
    const auto begin = static_cast<std::size_t>(url.data() - text.data());
    if (begin < at) continue;  // inside the one before
    shown += text.substr(at, begin - at) + redacted(url);
    at = begin + url.size();
  }
  return shown + text.substr(at);
}

}  // namespace

void Redactor::add(const std::string& secret) {
  if (secret.empty()) return;
  for (const std::string& form :
       {secret, percent_encoded(secret, "0123456789ABCDEF"), percent_encoded(secret, "0123456789abcdef")})
    if (std::ranges::find(secrets_, form) == secrets_.end()) secrets_.push_back(form);
  std::ranges::stable_sort(secrets_, std::ranges::greater{}, &std::string::size);
}

void Redactor::add_source(std::string_view source) {
  for (const std::string& secret : secrets_of(source)) add(secret);
}

std::string Redactor::operator()(std::string text) const {
  for (const std::string& secret : secrets_) replace_all(text, secret, kHidden);
  return with_redacted_urls(text);
}

}  // namespace tenon
