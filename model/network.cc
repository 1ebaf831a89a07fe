// Reads and compares IP addresses.

#include "model/network.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <charconv>
#include <cstddef>
#include <string>

namespace tenon {

namespace {

constexpr int kIpv6Bits = 128;
constexpr int kBitsBeforeIpv4 = 96;

bool is_ipv4(std::string_view text) { return text.find(':') == std::string_view::npos; }

std::optional<int> bits_of(std::string_view text, int most) {
  int bits = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, fault] = std::from_chars(text.data(), end, bits);
  const bool is_number = !text.empty() && fault == std::errc() && stopped == end;
  return is_number && bits >= 0 && bits <= most ? std::optional(bits) : std::nullopt;
}

}  // namespace

std::optional<IpAddress> parsed_address(std::string_view text) {
  const std::string digits(text.substr(0, text.find('%')));
  IpAddress made;
  const std::string as_ipv6 = (is_ipv4(digits) ? "::ffff:" : "") + digits;
  if (inet_pton(AF_INET6, as_ipv6.c_str(), made.bytes.data()) != 1) return std::nullopt;
  return made;
}

bool Network::contains(const IpAddress& address) const {
  for (int bit = 0; bit < bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((address.bytes[byte] & mask) != (first.bytes[byte] & mask)) return false;
  }
  return true;
}

std::optional<Network> parsed_network(std::string_view text) {
  const auto slash = text.find('/');
  const std::string_view address = text.substr(0, slash);
  const auto first = parsed_address(address);
  if (!first) return std::nullopt;
  if (slash == std::string_view::npos) return Network{*first, kIpv6Bits};
  const int before = is_ipv4(address) ? kBitsBeforeIpv4 : 0;
  const auto bits = bits_of(text.substr(slash + 1), kIpv6Bits - before);
  return bits ? std::optional(Network{*first, before + *bits}) : std::nullopt;
}

bool is_loopback(const IpAddress& address) {
  static const Network kIpv4 = *parsed_network("127.0.0.0/8");
  static const IpAddress kIpv6 = *parsed_address("::1");
  return kIpv4.contains(address) || address == kIpv6;
}

}  // namespace tenon
