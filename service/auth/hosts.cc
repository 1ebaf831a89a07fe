// Compares the header Host with the names of the service.

#include "service/auth/hosts.h"

#include <algorithm>

#include "model/network.h"

namespace tenon {

namespace {

/// Returns a host without its port and brackets, in lower case, without a dot at its end.
std::string bare_host(std::string_view host) {
  if (host.starts_with('['))
    host = host.substr(1, std::min(host.find(']'), host.size()) - 1);
  else
    host = host.substr(0, host.find(':'));
  if (host.ends_with('.')) host.remove_suffix(1);
  std::string made(host);
  std::ranges::transform(made, made.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return made;
}

bool is_every_address(const std::string& host) {
  return host == "0.0.0.0" || parsed_address(host) == IpAddress{};
}

/// Whether what follows a host is nothing, or a port.
bool has_good_end(std::string_view host) {
  const auto bracket = host.find(']');
  const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  const bool is_closed = host.starts_with('[') == (bracket != std::string_view::npos);
  if (!is_closed || (bracket != std::string_view::npos && bracket + 1 != std::min(colon, host.size())))
    return false;
  return colon == std::string_view::npos ||
         host.find_first_not_of("0123456789", colon + 1) == std::string_view::npos;
}

}  // namespace

std::string host_of_listen(std::string_view listen) { return bare_host(listen); }

bool is_loopback_listen(std::string_view listen) {
  const std::string host = host_of_listen(listen);
  const auto address = parsed_address(host);
  return host == "localhost" || (address && is_loopback(*address));
}

HostCheck::HostCheck(const std::vector<std::string>& hosts, std::string_view listen)
    : names_{"localhost", "127.0.0.1", "::1"} {
  for (const std::string& host : hosts) names_.push_back(bare_host(host));
  if (!hosts.empty()) return;
  takes_any_address_ = is_every_address(host_of_listen(listen));
  if (!takes_any_address_) names_.push_back(host_of_listen(listen));
}

bool HostCheck::accepts(std::string_view host) const {
  if (!has_good_end(host)) return false;
  const std::string name = bare_host(host);
  if (std::ranges::find(names_, name) != names_.end()) return true;
  return takes_any_address_ && parsed_address(name).has_value();
}

}  // namespace tenon
