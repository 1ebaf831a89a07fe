// Finds the secrets in a source and returns texts without them.

#include "model/redaction.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "model/connection_text.h"
#include "model/digest.h"

namespace tenon {

namespace {

/// Returns the parts sorted and without duplicates; adjacent and overlapping ones are merged.
std::vector<HiddenPart> merged(std::vector<HiddenPart> parts) {
  std::erase_if(parts, [](const HiddenPart& part) { return part.begin >= part.end; });
  std::ranges::sort(parts, {}, &HiddenPart::begin);
  std::vector<HiddenPart> apart;
  for (const HiddenPart& part : parts) {
    if (apart.empty() || part.begin > apart.back().end) {
      apart.push_back(part);
      continue;
    }
    apart.back().end = std::max(apart.back().end, part.end);
    apart.back().is_secret = apart.back().is_secret || part.is_secret;
  }
  return apart;
}

void add_with_decoded(std::vector<std::string>& all, std::string_view secret) {
  for (std::string form : {std::string(secret), percent_decoded(secret)})
    if (!form.empty() && form != kHidden && std::ranges::find(all, form) == all.end())
      all.push_back(std::move(form));
}

/// Returns a value of libpq's `keyword='value'`.
std::string libpq_value(std::string_view text) {
  std::string value;
  for (std::size_t i = 1; i < text.size() && text[i] != '\''; ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  return value;
}

bool is_meant_as_url(std::string_view text) { return is_mistyped_url(text) || has_database_scheme(text); }

/// Returns what follows the host of an address of the web. At Slack, Discord and the like who knows it can
/// send messages, and a signed address is a key by itself.
HiddenPart behind_web_host(std::string_view text) {
  const auto scheme = text.find("://");
  if (scheme == std::string_view::npos) return {};
  std::string name(text.substr(0, scheme));
  std::ranges::transform(name, name.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (name != "https" && name != "http") return {};
  const auto end = text.find_first_of("/?#", scheme + 3);
  return end == std::string_view::npos ? HiddenPart() : HiddenPart{end + 1, text.size(), false};
}

/// Shorter pieces reveal nothing, and hiding them would make messages unreadable.
constexpr std::size_t kShortestPiece = 3;

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

std::string percent_encoded(std::string_view text, std::string_view kept, HexLetters letters) {
  const std::string_view digits = letters == HexLetters::kUpper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                         kept.find(c) != std::string_view::npos;
    out += is_kept ? std::string(1, c) : std::string{'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

std::vector<HiddenPart> hidden_parts(std::string_view source) {
  const auto url = connection_url(source);
  std::vector<HiddenPart> parts = url ? hidden_in_url(source, *url) : hidden_in_lookalike(source);
  for (const HiddenPart& part : hidden_in_keywords(source, url ? KeywordScan::kSecrets : KeywordScan::kAll))
    parts.push_back(part);
  parts.push_back(behind_web_host(source));
  return merged(std::move(parts));
}

std::string with_hidden(std::string_view text, std::vector<HiddenPart> parts) {
  std::string shown;
  std::size_t at = 0;
  for (const HiddenPart& part : merged(std::move(parts))) {
    shown += text.substr(at, part.begin - at);
    shown += kHidden;
    at = part.end;
  }
  return shown += text.substr(at);
}

std::string redacted(std::string_view source) { return with_hidden(source, hidden_parts(source)); }

std::vector<std::string> secrets_of(std::string_view source) {
  std::vector<std::string> all;
  for (const HiddenPart& part : hidden_parts(source)) {
    if (!part.is_secret) continue;
    std::string_view text = source.substr(part.begin, part.end - part.begin);
    const bool may_have_user =
        part.begin == 0 || std::string_view("/@:").find(source[part.begin - 1]) != std::string_view::npos;
    // The text before the colon is the name of a user or a host, which messages may contain.
    if (const auto colon = after_colon(text); colon && may_have_user) text.remove_prefix(*colon);
    add_with_decoded(all, text);
    if (text.starts_with('\'')) add_with_decoded(all, libpq_value(text));
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find_first_of(":/@?&=", begin), text.size());
      if (end - begin >= kShortestPiece) add_with_decoded(all, text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return all;
}

bool holds_connection_secret(std::string_view text) {
  const auto has_secret = [](std::string_view url) {
    return !hidden_in_keywords(url, KeywordScan::kSecrets).empty() ||
           std::ranges::any_of(hidden_parts(url), [&](const HiddenPart& part) {
             const bool is_password = part.end < url.size() && url[part.end] == '@';
             return part.is_secret && (is_password || is_of_database(url));
           });
  };
  if (std::ranges::any_of(urls_in(text), has_secret)) return true;
  if (const auto equals = text.find('='); equals != std::string_view::npos)  // json=URL
    if (is_meant_as_url(text.substr(equals + 1)) && holds_connection_secret(text.substr(equals + 1)))
      return true;
  return (is_meant_as_url(text) || is_keyword_string(text)) &&
         std::ranges::any_of(hidden_parts(text), &HiddenPart::is_secret);
}

}  // namespace tenon
