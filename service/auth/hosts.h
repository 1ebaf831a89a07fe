// Which names a request may call the service by: the header Host in, whether it is answered out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// The host of HOST:PORT, without brackets and port.
std::string host_of_listen(std::string_view listen);

/// Whether a service that listens there is reached from this machine alone.
bool is_loopback_listen(std::string_view listen);

/// The names by which the service is called. A page of somebody else whose name is made to lead to this
/// machine (DNS rebinding) calls it by that name, and is refused.
class HostCheck {
 public:
  /// `hosts` as configured; empty: the host of `listen`, and if that is every address of the machine
  /// (0.0.0.0, ::), any numeric address, which no name leads to. Loopback's names are always among them.
  HostCheck(const std::vector<std::string>& hosts, std::string_view listen);

  /// Whether the value of Host, with or without a port, is one of the names.
  bool accepts(std::string_view host) const;

 private:
  std::vector<std::string> names_;
  bool takes_any_address_ = false;
};

}  // namespace tenon
