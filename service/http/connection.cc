// Reads and writes a socket within deadlines: polls, then reads into a buffer.

#include "service/http/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace tenon {

namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

/// Chunk sizes, and headers behind the last chunk.
constexpr std::size_t kFramingBytes = 64 * 1024;

void name_of(int (*ask)(int, sockaddr*, socklen_t*), socket_t socket, std::string& address, int& port) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (ask(socket, reinterpret_cast<sockaddr*>(&storage), &size) != 0) return;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (storage.ss_family == AF_INET) {
    const auto* four = reinterpret_cast<const sockaddr_in*>(&storage);
    inet_ntop(AF_INET, &four->sin_addr, text.data(), text.size());
    port = ntohs(four->sin_port);
  } else if (storage.ss_family == AF_INET6) {
    const auto* six = reinterpret_cast<const sockaddr_in6*>(&storage);
    inet_ntop(AF_INET6, &six->sin6_addr, text.data(), text.size());
    port = ntohs(six->sin6_port);
  }
  address = text.data();
  if (address.starts_with("::ffff:")) address.erase(0, std::strlen("::ffff:"));
}

}  // namespace

Connection::Connection(socket_t socket, int stopping, const HttpLimits& limits)
    : socket_(socket), stopping_(stopping), limits_(limits) {}

bool Connection::is_ready(short events, Clock::time_point latest) const {
  while (true) {
    const auto left = duration_cast<milliseconds>(latest - Clock::now()).count();
    if (left <= 0) return false;
    pollfd one{socket_, events, 0};
    const int ready = poll(&one, 1, static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool Connection::awaits_request() {
  admission = {};
  must_close = false;
  is_answered = false;
  part_ = RequestPart::kLine;
  read_end_ = ReadEnd::kNone;
  line_bytes_ = 0;
  write_deadline_.reset();
  bytes_left_ = limits_.head_bytes;
  if (taken_ == buffer_.size()) {
    std::array<pollfd, 2> both{{{socket_, POLLIN, 0}, {stopping_, POLLIN, 0}}};
    const int ready = poll(both.data(), both.size(), static_cast<int>(limits_.idle_time.count()));
    if (ready <= 0 || both[1].revents != 0) return false;
    std::array<char, 1> peeked{};
    if (recv(socket_, peeked.data(), 1, MSG_PEEK) <= 0) return false;  // closed at the other end
  }
  read_deadline_ = Clock::now() + limits_.head_time;
  return true;
}

void Connection::begin_body() {
  part_ = RequestPart::kBody;
  bytes_left_ = limits_.body_bytes + kFramingBytes;
  read_deadline_ = Clock::now() + limits_.body_time;
}

bool Connection::is_readable() const { return taken_ < buffer_.size() || is_ready(POLLIN, read_deadline_); }

bool Connection::is_writable() const {
  return is_ready(POLLOUT, write_deadline_.value_or(Clock::now() + limits_.write_time));
}

ssize_t Connection::received(char* to, std::size_t size) {
  if (!is_ready(POLLIN, read_deadline_)) {
    read_end_ = ReadEnd::kTooSlow;
    return -1;
  }
  ssize_t got = 0;
  do got = recv(socket_, to, size, 0);
  while (got < 0 && errno == EINTR);
  return got;
}

/// Finds lines of the head that are longer than the library takes; it refuses them without saying why.
void Connection::note_head(std::string_view bytes) {
  for (const char c : bytes) {
    const bool is_header = part_ == RequestPart::kHeaders;
    if (is_header && ++line_bytes_ > CPPHTTPLIB_HEADER_MAX_LENGTH) read_end_ = ReadEnd::kTooLong;
    if (c != '\n') continue;
    part_ = RequestPart::kHeaders;
    line_bytes_ = 0;
  }
}

ssize_t Connection::read(char* to, std::size_t size) {
  constexpr std::size_t kAtOnce = 16 * 1024;
  if (bytes_left_ == 0) {
    read_end_ = ReadEnd::kTooLong;
    return -1;
  }
  size = std::min(size, bytes_left_);
  if (taken_ == buffer_.size()) {
    buffer_.resize(kAtOnce);
    taken_ = 0;
    const ssize_t got = received(buffer_.data(), kAtOnce);
    buffer_.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    if (got <= 0) return got;
  }
  const std::size_t given = std::min(size, buffer_.size() - taken_);
  std::memcpy(to, buffer_.data() + taken_, given);
  taken_ += given;
  bytes_left_ -= given;
  if (part_ != RequestPart::kBody) note_head({to, given});
  return static_cast<ssize_t>(given);
}

ssize_t Connection::write(const char* from, std::size_t size) {
  is_answered = true;
  if (!write_deadline_) write_deadline_ = Clock::now() + limits_.write_time;
  if (!is_ready(POLLOUT, *write_deadline_)) return -1;
  ssize_t put = 0;
  do put = send(socket_, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (put < 0 && (errno == EINTR || (errno == EAGAIN && is_ready(POLLOUT, *write_deadline_))));
  return put;
}

void Connection::get_remote_ip_and_port(std::string& address, int& port) const {
  name_of(&getpeername, socket_, address, port);
}

void Connection::get_local_ip_and_port(std::string& address, int& port) const {
  name_of(&getsockname, socket_, address, port);
}

}  // namespace tenon
