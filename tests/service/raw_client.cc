// Sends and receives bytes over a socket.

#include "raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <utility>

namespace tenon {

RawClient::RawClient(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    close(socket_);
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
}

RawClient::~RawClient() { close(socket_); }

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::is_readable(std::chrono::milliseconds within) const {
  pollfd one{socket_, POLLIN, 0};
  return poll(&one, 1, static_cast<int>(within.count())) > 0;
}

bool RawClient::receive(std::chrono::milliseconds within) {
  char buffer[4096];
  if (!is_readable(within)) return false;
  const ssize_t got = recv(socket_, buffer, sizeof buffer, 0);
  if (got <= 0) return false;
  received_.append(buffer, static_cast<std::size_t>(got));
  return true;
}

std::string RawClient::rest(std::chrono::milliseconds patience) {
  while (receive(patience)) continue;
  return std::exchange(received_, "");
}

std::string RawClient::response() {
  constexpr std::chrono::seconds kPatience(10);
  std::size_t head = std::string::npos;
  while ((head = received_.find("\r\n\r\n")) == std::string::npos)
    if (!receive(kPatience)) return std::exchange(received_, "");
  const std::size_t at = received_.find("Content-Length: ");
  const std::size_t length = at < head ? std::stoul(received_.substr(at + 16)) : 0;
  while (received_.size() < head + 4 + length)
    if (!receive(kPatience)) break;
  std::string one = received_.substr(0, head + 4 + length);
  received_.erase(0, one.size());
  return one;
}

bool RawClient::is_closed(std::chrono::milliseconds within) {
  char one = 0;
  return is_readable(within) && recv(socket_, &one, 1, MSG_PEEK) <= 0;
}

std::string answered(int port, std::string_view request) {
  RawClient client(port);
  client.send(request);
  return client.rest();
}

}  // namespace tenon
