// A client that sends bytes as they are: requests that no library would send.

#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tenon {

/// A connection to a port of this machine.
class RawClient {
 public:
  explicit RawClient(int port);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// Sends bytes; false if the other end has closed the connection.
  bool send(std::string_view bytes);
  /// Reads until the other end closes the connection, or until nothing comes for so long.
  std::string rest(std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// Reads until a whole response without a body, or with a Content-Length, has come.
  std::string response();
  bool is_closed(std::chrono::milliseconds within);

 private:
  bool is_readable(std::chrono::milliseconds within) const;
  bool receive(std::chrono::milliseconds within);

  int socket_;
  std::string received_;
};

/// Sends one request over a connection of its own and returns all that comes back.
std::string answered(int port, std::string_view request);

}  // namespace tenon
