// IP addresses and blocks of them: texts in, whether one is in the other out.

#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace tenon {

/// An IP address in the form of IPv6; an IPv4 address is ::ffff:a.b.c.d, however it was written.
struct IpAddress {
  std::array<unsigned char, 16> bytes{};

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

/// Reads a numeric address, IPv4 or IPv6; of `fe80::1%eth0` the part before the zone. Returns nullopt for
/// any other text.
std::optional<IpAddress> parsed_address(std::string_view text);

/// A block of addresses: those whose first bits are the same.
struct Network {
  IpAddress first;
  int bits = 128;  ///< of the form of IPv6

  bool contains(const IpAddress& address) const;

  friend bool operator==(const Network&, const Network&) = default;
};

/// Reads an address, which is a block of one, or `10.0.0.0/8`, `fc00::/7`. Returns nullopt for any other
/// text.
std::optional<Network> parsed_network(std::string_view text);

/// Whether an address leads to this machine alone: 127.0.0.0/8 and ::1.
bool is_loopback(const IpAddress& address);

}  // namespace tenon
