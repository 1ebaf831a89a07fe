// Believes trusted proxies, and nobody else.

#include "service/auth/proxies.h"

#include <algorithm>

namespace tenon {

namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

bool TrustedProxies::trusts(std::string_view peer) const {
  const auto address = parsed_address(peer);
  return address && std::ranges::any_of(peers, [&](const Network& one) { return one.contains(*address); });
}

std::string caller_address(const TrustedProxies& proxies, const std::string& peer,
                           std::string_view forwarded_for) {
  std::string caller = peer;
  while (proxies.trusts(caller) && !forwarded_for.empty()) {
    const auto comma = forwarded_for.rfind(',');
    const std::string_view last =
        trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
    forwarded_for = comma == std::string_view::npos ? std::string_view() : forwarded_for.substr(0, comma);
    if (!parsed_address(last)) break;
    caller = last;
  }
  return caller;
}

bool came_over_tls(const TrustedProxies& proxies, std::string_view peer, std::string_view forwarded_proto) {
  return proxies.trusts(peer) && trimmed(forwarded_proto) == "https";
}

std::optional<std::string> proxied_user(const TrustedProxies& proxies, std::string_view peer,
                                        const std::optional<std::string>& header_value) {
  constexpr std::size_t kLongestUser = 200;
  if (proxies.header.empty() || !header_value || !proxies.trusts(peer)) return std::nullopt;
  const std::string_view user = trimmed(*header_value);
  const bool is_plain =
      std::ranges::none_of(user, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (user.empty() || user.size() > kLongestUser || !is_plain) return std::nullopt;
  return std::string(user);
}

}  // namespace tenon
