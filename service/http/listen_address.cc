// Reads where a server listens.

#include <charconv>

#include "model/error.h"
#include "service/http/server.h"

namespace tenon {

namespace {

Error not_an_address(const std::string& text) {
  return Error(Fault::kConfiguration,
               "the service listens on an address with a port, such as "
               "127.0.0.1:8417 or [::1]:8417; found " +
                   text);
}

int port_of(std::string_view digits, const std::string& text) {
  constexpr int kMost = 65'535;
  int port = -1;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (fault != std::errc() || end != digits.data() + digits.size() || port < 0 || port > kMost)
    throw not_an_address(text);
  return port;
}

}  // namespace

ListenAddress listen_address(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) throw not_an_address(text);
  std::string host = text.substr(0, colon);
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  if (host.empty() || (!is_bracketed && host.find(':') != std::string::npos)) throw not_an_address(text);
  return {host, port_of(std::string_view(text).substr(colon + 1), text)};
}

}  // namespace tenon
