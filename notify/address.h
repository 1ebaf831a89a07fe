// Which addresses a message may be sent to: those of this machine and its networks are refused.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// Returns why nothing is sent to an address unless that is allowed; empty if it is public. `address` is
/// numeric, IPv4 or IPv6. Refused are addresses of this machine, of its links (and so the metadata services
/// of clouds), of private networks, of groups, reserved ones, and those that hide an IPv4 address (RFC 6890).
std::string why_refused(std::string_view address);

/// Returns the numeric addresses of a host. Throws Error(kConnection) with what the resolver said.
std::vector<std::string> addresses_of(const std::string& host, const std::string& port);

}  // namespace tenon
