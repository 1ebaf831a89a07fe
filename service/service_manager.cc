// Writes datagrams to the socket of the service manager.

#include "service/service_manager.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace tenon {

namespace {

std::optional<long long> number_in(const char* variable) {
  const char* text = std::getenv(variable);
  if (text == nullptr) return std::nullopt;
  long long number = 0;
  const char* end = text + std::strlen(text);
  const auto [stopped, fault] = std::from_chars(text, end, number);
  return fault == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
}

}  // namespace

void tell_service_manager(const std::string& state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  if (path == nullptr || (path[0] != '/' && path[0] != '@')) return;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::size_t length = std::strlen(path);
  if (length >= sizeof address.sun_path) return;
  std::copy_n(path, length, address.sun_path);
  if (path[0] == '@') address.sun_path[0] = '\0';  // an abstract name
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  sendto(socket, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&address), size);
  close(socket);
}

std::optional<std::chrono::microseconds> watchdog_pause() {
  const auto pid = number_in("WATCHDOG_PID");
  if (pid && *pid != getpid()) return std::nullopt;
  const auto usual = number_in("WATCHDOG_USEC");
  if (!usual || *usual <= 0) return std::nullopt;
  return std::chrono::microseconds(*usual / 2);
}

}  // namespace tenon
