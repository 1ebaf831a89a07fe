// Judges the addresses that messages are sent to.

#include "notify/address.h"

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>

#include "model/error.h"
#include "model/network.h"

namespace tenon {

namespace {

/// A block of addresses, and why nothing is sent there.
struct AddressBlock {
  const char* network;
  const char* what;
};

constexpr std::array<AddressBlock, 18> kBlocks{{
    {"127.0.0.0/8", "it leads to this machine"},
    {"0.0.0.0/8", "it leads to this machine"},
    {"::1", "it leads to this machine"},
    {"::", "it leads to this machine"},
    {"169.254.0.0/16", "it is link-local, as the metadata services of clouds are"},
    {"fe80::/10", "it is link-local"},
    {"fd00:ec2::254", "it is the metadata service of a cloud"},
    {"10.0.0.0/8", "it is of a private network"},
    {"172.16.0.0/12", "it is of a private network"},
    {"192.168.0.0/16", "it is of a private network"},
    {"100.64.0.0/10", "it is of a private network"},
    {"fc00::/7", "it is of a private network"},
    {"224.0.0.0/4", "it is no address of one machine"},
    {"ff00::/8", "it is no address of one machine"},
    {"240.0.0.0/4", "it is reserved"},
    {"64:ff9b::/96", "it stands for an IPv4 address that is not seen"},
    {"2002::/16", "it stands for an IPv4 address that is not seen"},
    {"::/96", "it stands for an IPv4 address that is not seen"},
}};

}  // namespace

std::string why_refused(std::string_view address) {
  const auto parsed = parsed_address(address);
  if (!parsed) return "it is no IP address";
  for (const AddressBlock& block : kBlocks)
    if (parsed_network(block.network)->contains(*parsed)) return block.what;
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
