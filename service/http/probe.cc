// Sends one request to a service, by cpp-httplib's client.

#include "service/http/probe.h"

#include <httplib.h>

namespace tenon {

namespace {

std::string asked_host(const std::string& host) {
  if (host == "0.0.0.0") return "127.0.0.1";
  return host == "::" ? "::1" : host;
}

}  // namespace

std::string probe_fault(const ListenAddress& address, const std::string& path) {
  constexpr int kSeconds = 5;
  httplib::Client client(asked_host(address.host), address.port);
  client.set_connection_timeout(kSeconds);
  client.set_read_timeout(kSeconds);
  const httplib::Result result = client.Get(path);
  const std::string place = address.host + " port " + std::to_string(address.port);
  if (!result)
    return "no service answers on " + place +
           "; tenon serve starts one, and --listen says where another one is";
  if (result->status == 200) return "";
  return "the service on " + place + " answers " + path + " with " + std::to_string(result->status);
}

}  // namespace tenon
