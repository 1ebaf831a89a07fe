// An HTTP/1.1 server over cpp-httplib: requests in, responses out, with limits on everything that a client
// could hold.

#pragma once

#include <any>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "service/http/fault.h"
#include "service/http/message.h"

namespace tenon {

/// What one client may take.
struct HttpLimits {
  std::size_t connections = 512;       ///< at once; one more is answered 503 and closed
  std::size_t head_bytes = 64 * 1024;  ///< request line and headers
  std::size_t body_bytes = 16 * 1024 * 1024;
  std::chrono::milliseconds head_time = std::chrono::seconds(10);  ///< from the first byte to the last header
  std::chrono::milliseconds body_time = std::chrono::seconds(30);  ///< for the body
  std::chrono::milliseconds write_time = std::chrono::seconds(30);  ///< for the whole response
  std::chrono::milliseconds idle_time = std::chrono::seconds(15);   ///< between two requests of a connection
};

/// What is decided of a request by its head, before its body is read.
struct HttpAdmission {
  std::optional<HttpResponse> refusal = {};  ///< it is answered by this, and its body is not read
  std::any context = {};                     ///< what was found out about it, for the answer
};

/// What a server calls, each in the thread of a connection. REQUIRES: they do not throw.
struct HttpCalls {
  std::function<HttpAdmission(const HttpRequest& head)> judge;
  std::function<HttpResponse(const HttpRequest& request, const std::any& context)> answer;
  /// Says what the server itself refuses; of `head` is there what could be read, and maybe nothing.
  std::function<HttpResponse(const HttpRequest& head, const HttpFault& fault)> refuse = {};
};

/// Where a server listens.
struct ListenAddress {
  std::string host;  ///< an address or a name; `::1` without brackets
  int port = 0;      ///< 0: any that is free
};

/// Reads `127.0.0.1:8417`, `[::1]:8417`, `localhost:8417`. Throws Error(kConfiguration) for anything else.
ListenAddress listen_address(const std::string& text);

/// A server. It listens from its construction, and answers from start() on.
class HttpServer {
 public:
  /// Throws Error(kConnection) if the address cannot be had, with what to do.
  HttpServer(const ListenAddress& address, const HttpLimits& limits, HttpCalls calls);
  /// Stops as stop() does.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Returns the port that it listens on.
  int port() const;
  void start();
  /// Takes no connection any more, closes those that wait, and returns when all requests that run are
  /// answered; those get `grace`, then their sockets are closed.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(10));
  /// Returns how many requests are being read or answered.
  std::size_t in_flight() const;

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace tenon
