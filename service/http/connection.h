// One connection of the HTTP server: a socket with deadlines and byte limits, read and written as cpp-httplib
// wants it.

#pragma once

#include <httplib.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/server.h"

#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT) || !defined(CPPHTTPLIB_ZLIB_SUPPORT) || \
    !defined(CPPHTTPLIB_BROTLI_SUPPORT)
#error "cpp-httplib is a library here: its classes have another layout without the flags of pkg-config"
#endif

namespace tenon {

/// A socket that gives up: what a client sends or takes too slowly ends the connection.
class Connection final : public httplib::Stream {
 public:
  /// `stopping` is a descriptor that is readable once the server stops.
  Connection(socket_t socket, int stopping, const HttpLimits& limits);

  /// Waits for the first byte of the next request; false: there is none, or the server stops.
  bool awaits_request();
  /// Says that the head has been read, and what may follow.
  void begin_body();

  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* to, std::size_t size) override;
  ssize_t write(const char* from, std::size_t size) override;
  void get_remote_ip_and_port(std::string& address, int& port) const override;
  void get_local_ip_and_port(std::string& address, int& port) const override;
  socket_t socket() const override { return socket_; }

  HttpAdmission admission;   ///< of the request that is read
  bool must_close = false;   ///< the rest of the request is not read
  bool is_answered = false;  ///< something was written since the request began

  /// What of the request was read last, and why no more of it.
  RequestPart part() const { return part_; }
  ReadEnd read_end() const { return read_end_; }

 private:
  using Clock = std::chrono::steady_clock;

  bool is_ready(short events, Clock::time_point latest) const;
  void note_head(std::string_view bytes);
  ssize_t received(char* to, std::size_t size);

  socket_t socket_;
  int stopping_;
  const HttpLimits& limits_;
  RequestPart part_ = RequestPart::kLine;
  ReadEnd read_end_ = ReadEnd::kNone;
  std::size_t line_bytes_ = 0;  ///< of the line of the head that is read
  Clock::time_point read_deadline_{};
  std::optional<Clock::time_point> write_deadline_;
  std::size_t bytes_left_ = 0;
  std::string buffer_;
  std::size_t taken_ = 0;  ///< of the buffer
};

}  // namespace tenon
