// Recognizes connection URLs in texts and returns the parts to hide.

#include "model/connection_text.h"

#include <algorithm>
#include <string>

namespace tenon {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_scheme(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.' || c == '_';
  });
}

bool begins_with(std::string_view text, std::string_view small) {
  return text.size() >= small.size() &&
         std::equal(small.begin(), small.end(), text.begin(),
                    [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b); });
}

/// The question mark after `scheme://`, and its meaning; kNone if there is none outside the password.
struct Query {
  std::size_t begin = kNone;
  bool is_certain = true;
};

Query query_of(std::string_view body) {
  for (auto at = body.find('?'); at != kNone; at = body.find('?', at + 1)) {
    const QuestionMark found = question_mark_before(body.substr(at + 1));
    if (found != QuestionMark::kIsOfPassword) return {at, found == QuestionMark::kBeginsQuery};
  }
  return {};
}

bool is_port(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_host(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return is_scheme(std::string_view(&c, 1)) || c == '%' || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Returns whether a text is `host:port,host:port`: text after a colon that is not a port may be a password.
bool is_host_list(std::string_view hosts) {
  for (std::size_t begin = 0; begin <= hosts.size();) {
    const auto end = std::min(hosts.find(',', begin), hosts.size());
    std::string_view host = hosts.substr(begin, end - begin);
    if (host.starts_with('[')) host.remove_prefix(std::min(host.find(']'), host.size() - 1) + 1);
    const auto colon = host.find(':');
    if (!is_host(host.substr(0, colon)) || after_colon(host.substr(0, colon))) return false;
    if (colon != kNone && !is_port(host.substr(colon + 1))) return false;
    begin = end + 1;
  }
  return true;
}

/// Returns the hidden parts of `user:password@host:port/database?key=value`.
std::vector<HiddenPart> hidden_in_body(std::string_view text, std::size_t begin) {
  const std::string_view body = text.substr(begin);
  const auto [query, is_certain] = query_of(body);
  const std::string_view head = body.substr(0, query);
  const auto at = head.rfind('@');
  const bool has_at_in_query = query != kNone && body.find('@', query) != kNone;
  const bool may_be_password = at == kNone && has_at_in_query && after_colon(head.substr(0, head.find('/')));
  if (!is_certain || may_be_password) return {{begin, text.size(), true}};
  std::vector<HiddenPart> parts;
  if (at != kNone) parts.push_back({begin, begin + at, after_colon(head.substr(0, at)).has_value()});
  const std::size_t hosts = at == kNone ? 0 : at + 1;
  const bool has_hosts =
      is_host_list(head.substr(hosts, std::min(head.find('/', hosts), head.size()) - hosts));
  if (!has_hosts) parts.push_back({begin + hosts, begin + head.size(), true});
  if (query != kNone)
    for (const HiddenPart& part : hidden_in_query(body.substr(query + 1), begin + query + 1, !has_hosts))
      parts.push_back(part);
  return parts;
}

bool is_scheme_byte(char c) { return is_scheme(std::string_view(&c, 1)); }

/// Returns where the path or the host of a mistyped URL begins: after the first two slashes.
std::size_t mistyped_body(std::string_view text) {
  const auto slashes = text.find("//");
  if (slashes == kNone) return 0;
  std::string_view scheme = text.substr(0, slashes);
  if (scheme.ends_with(':')) scheme.remove_suffix(1);
  return scheme.empty() || is_scheme(scheme) ? slashes + 2 : 0;
}

}  // namespace

std::optional<ConnectionUrl> connection_url(std::string_view text) {
  const auto end = text.find("://");
  if (end == kNone) return std::nullopt;
  std::string_view scheme = text.substr(0, end);
  if (begins_with(scheme, "jdbc:")) scheme.remove_prefix(5);
  if (!is_scheme(scheme)) return std::nullopt;
  const bool is_sqlite = begins_with(scheme, "sqlite");
  return ConnectionUrl{end + 3, is_sqlite && (text.size() == end + 3 || text[end + 3] == '/')};
}

std::vector<std::string_view> urls_in(std::string_view text) {
  std::vector<std::string_view> urls;
  for (auto at = text.find("://"); at != kNone; at = text.find("://", at + 3)) {
    std::size_t begin = at;
    while (begin > 0 && is_scheme_byte(text[begin - 1])) --begin;
    if (begin >= 5 && begins_with(text.substr(begin - 5), "jdbc:")) begin -= 5;
    const auto end = std::min(text.find_first_of(" \t\r\n\"'", at), text.size());
    urls.push_back(text.substr(begin, end - begin));
  }
  return urls;
}

bool is_of_database(std::string_view url) {
  return begins_with(url, "postg") || begins_with(url, "sqlite") || begins_with(url, "jdbc:");
}

bool is_mistyped_url(std::string_view text) {
  return begins_with(text, "postg") && !connection_url(text) && mistyped_body(text) > 0;
}

bool has_database_scheme(std::string_view text) {
  const auto colon = text.find(':');
  return colon != kNone && is_of_database(text) && is_scheme(text.substr(0, colon)) &&
         text.find(' ') == kNone;
}

std::optional<std::size_t> after_colon(std::string_view text) {
  const auto plain = text.find(':');
  auto encoded = std::min(text.find("%3A"), text.find("%3a"));
  if (plain == kNone && encoded == kNone) return std::nullopt;
  return plain < encoded ? plain + 1 : encoded + 3;
}

std::vector<HiddenPart> hidden_in_url(std::string_view text, const ConnectionUrl& url) {
  if (!url.is_file) return hidden_in_body(text, url.body);
  const auto query = text.find('?', url.body);
  return query == kNone ? std::vector<HiddenPart>()
                        : hidden_in_query(text.substr(query + 1), query + 1, false);
}

std::vector<HiddenPart> hidden_in_lookalike(std::string_view text) {
  if (is_mistyped_url(text)) return hidden_in_body(text, mistyped_body(text));
  const std::size_t sqlite = begins_with(text, "sqlite:") ? 7 : 0;
  const std::size_t begin = std::max(sqlite, mistyped_body(text));
  const auto at = text.rfind('@');
  if (at == kNone || at < begin || !after_colon(text.substr(begin, at - begin))) return {};
  return {{begin, at, true}};
}

}  // namespace tenon
