// Proxies that are believed: what they say of a request in, who calls and how out.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/access_scope.h"
#include "model/network.h"

namespace tenon {

/// Proxies in front of the service, and what they may say of a request. What anybody else says is not
/// listened to.
struct TrustedProxies {
  std::vector<Network> peers;  ///< their addresses; empty: there are none
  std::string header;          ///< in which they say who calls, such as X-Forwarded-User; empty: they do not
  Scopes scopes;               ///< of those of whom they say so

  bool trusts(std::string_view peer) const;
};

/// Returns the address of who calls: that of the connection, or where it is a trusted proxy's, the last
/// address of X-Forwarded-For that is not a trusted proxy's itself.
std::string caller_address(const TrustedProxies& proxies, const std::string& peer,
                           std::string_view forwarded_for);

/// Whether a request came to its trusted proxy over TLS, by X-Forwarded-Proto.
bool came_over_tls(const TrustedProxies& proxies, std::string_view peer, std::string_view forwarded_proto);

/// Returns the name that a trusted proxy gives who calls; nullopt if the peer is none, or gives none. The
/// name is not empty, has no control characters, and 200 bytes at most.
std::optional<std::string> proxied_user(const TrustedProxies& proxies, std::string_view peer,
                                        const std::optional<std::string>& header_value);

}  // namespace tenon
