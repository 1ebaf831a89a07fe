// Judges the addresses that messages are sent to.

#include "notify/address.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>

#include "model/error.h"

namespace tenon {

namespace {

/// A block of addresses: the first bits of an address, in the form of IPv6 (an IPv4 address is
/// ::ffff:a.b.c.d).
struct AddressBlock {
  const char* prefix;
  int bits;
  const char* what;
};

constexpr std::array<AddressBlock, 18> kBlocks{{
    {"::ffff:127.0.0.0", 104, "it leads to this machine"},
    {"::ffff:0.0.0.0", 104, "it leads to this machine"},
    {"::1", 128, "it leads to this machine"},
    {"::", 128, "it leads to this machine"},
    {"::ffff:169.254.0.0", 112, "it is link-local, as the metadata services of clouds are"},
    {"fe80::", 10, "it is link-local"},
    {"fd00:ec2::254", 128, "it is the metadata service of a cloud"},
    {"::ffff:10.0.0.0", 104, "it is of a private network"},
    {"::ffff:172.16.0.0", 108, "it is of a private network"},
    {"::ffff:192.168.0.0", 112, "it is of a private network"},
    {"::ffff:100.64.0.0", 106, "it is of a private network"},
    {"fc00::", 7, "it is of a private network"},
    {"::ffff:224.0.0.0", 100, "it is no address of one machine"},
    {"ff00::", 8, "it is no address of one machine"},
    {"::ffff:240.0.0.0", 100, "it is reserved"},
    {"64:ff9b::", 96, "it stands for an IPv4 address that is not seen"},
    {"2002::", 16, "it stands for an IPv4 address that is not seen"},
    {"::", 96, "it stands for an IPv4 address that is not seen"},
}};

using AddressBytes = std::array<unsigned char, 16>;

bool parse_address(const std::string& text, AddressBytes& bytes) {
  const bool is_ipv4 = text.find(':') == std::string::npos;
  return inet_pton(AF_INET6, ((is_ipv4 ? "::ffff:" : "") + text).c_str(), bytes.data()) == 1;
}

bool is_in(const AddressBytes& address, const AddressBlock& block) {
  AddressBytes prefix{};
  inet_pton(AF_INET6, block.prefix, prefix.data());
  for (int bit = 0; bit < block.bits; ++bit) {
    const auto byte = static_cast<std::size_t>(bit / 8);
    const int mask = 0x80 >> (bit % 8);
    if ((address[byte] & mask) != (prefix[byte] & mask)) return false;
  }
  return true;
}

}  // namespace

std::string why_refused(std::string_view address) {
  AddressBytes bytes{};
  if (!parse_address(std::string(address.substr(0, address.find('%'))), bytes)) return "it is no IP address";
  for (const AddressBlock& block : kBlocks)
    if (is_in(bytes, block)) return block.what;
  return "";
}

std::vector<std::string> addresses_of(const std::string& host, const std::string& port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(host.c_str(), port.c_str(), &wanted, &list);
  if (code != 0) throw Error(Fault::kConnection, "cannot find the host " + host + ": " + gai_strerror(code));
  const std::unique_ptr<addrinfo, void (*)(addrinfo*)> owner(list, &freeaddrinfo);
  std::vector<std::string> all;
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    char text[NI_MAXHOST];
    if (getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST) == 0)
      all.emplace_back(text);
  }
  return all;
}

}  // namespace tenon
