// Serves HTTP: cpp-httplib parses and writes, what a client may take is decided here.

#include "service/http/server.h"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <set>
#include <thread>

#include "model/error.h"
#include "service/http/connection.h"
#include "service/http/connection_threads.h"

namespace tenon {

namespace {

/// The connection whose request the calling thread works at.
thread_local Connection* connection_here = nullptr;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return text;
}

/// A header that comes twice is a list of both values (RFC 9110, section 5.3): whoever wants one value of it,
/// such as Host, or the name that a proxy says, finds none that it knows.
void add_header(HttpRequest& request, const std::string& name, const std::string& value) {
  const auto [at, is_new] = request.headers.emplace(name, value);
  if (!is_new) at->second += (name == "cookie" ? "; " : ", ") + value;
}

HttpRequest request_of(const httplib::Request& from, std::stop_token stop) {
  HttpRequest made;
  made.method = from.method;
  const std::size_t mark = from.target.find('?');
  made.path = from.target.substr(0, mark);
  for (const auto& [name, value] : from.headers) add_header(made, lower(name), value);
  if (mark != std::string::npos) made.query = form_fields(std::string_view(from.target).substr(mark + 1));
  made.body = from.body;
  made.peer = from.remote_addr;
  made.stop = std::move(stop);
  return made;
}

bool has_body(const HttpRequest& request) {
  return request.headers.contains("transfer-encoding") ||
         (request.headers.contains("content-length") && request.header("content-length") != "0");
}

/// Returns the refusal of a request whose end is not plain. What this server took for the next request, a
/// proxy before it would have taken for a part of this one (RFC 9112, section 11.2): bodies where the library
/// reads none, two lengths, a length beside chunks.
std::optional<HttpFault> ambiguous(const HttpRequest& head) {
  if (!has_body(head)) return std::nullopt;
  const std::string length = head.header("content-length");
  const std::string encoding = lower(head.header("transfer-encoding"));
  const bool is_plain_length =
      !length.empty() && std::ranges::all_of(length, [](unsigned char c) { return std::isdigit(c) != 0; });
  const bool is_plain = encoding.empty() ? is_plain_length : encoding == "chunked" && length.empty();
  const bool takes_body = head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
  if (is_plain && takes_body) return std::nullopt;
  return HttpFault{400, takes_body ? "the length of the body is not plain; send one Content-Length, or "
                                     "Transfer-Encoding: chunked without one"
                                   : head.method + " is sent without a body; leave it out"};
}

/// Returns the refusal of a body in a form that this server does not read: a compressed one can be far larger
/// than what was sent.
std::optional<HttpFault> unreadable(const HttpRequest& head) {
  const std::string encoding = head.header("content-encoding");
  const bool is_multipart = head.header("content-type").starts_with("multipart/");
  if ((encoding.empty() || encoding == "identity") && !is_multipart) return std::nullopt;
  return HttpFault{415,
                   "a body is taken as it is: neither compressed nor multipart; send JSON with "
                   "Content-Type: application/json"};
}

void put(const HttpResponse& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  if (from.status != 204 && from.status != 304) to.set_content(from.body, from.content_type);
}

}  // namespace

class HttpServer::Implementation final : public httplib::Server {
 public:
  Implementation(const ListenAddress& address, const HttpLimits& limits, HttpCalls calls)
      : limits_(limits), calls_(std::move(calls)), stopping_(eventfd(0, EFD_CLOEXEC)) {
    new_task_queue = [this] { return new ConnectionThreads(limits_.connections); };
    set_tcp_nodelay(true);
    // The library sets SO_REUSEPORT: two services on one port would share its connections without a word.
    set_socket_options([](socket_t socket) {
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    set_payload_max_length(limits_.body_bytes);
    set_keep_alive_timeout(std::chrono::duration_cast<std::chrono::seconds>(limits_.idle_time).count());
    set_keep_alive_max_count(10'000);  // a number that is told; this server closes what is idle
    if (!calls_.refuse)
      calls_.refuse = [](const HttpRequest&, const HttpFault& fault) { return plain_refusal(fault); };
    set_error_handler(
        HandlerWithResponse([this](const httplib::Request& request, httplib::Response& response) {
          return refuse_own(request, response);
        }));
    set_post_routing_handler([](const httplib::Request&, httplib::Response& response) {
      if (!connection_here->must_close) return;
      response.headers.erase("Keep-Alive");
      response.headers.erase("Connection");
      response.set_header("Connection", "close");
    });
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      if (!connection_here->admission.refusal) return HandlerResponse::Unhandled;
      put(*connection_here->admission.refusal, response);
      return HandlerResponse::Handled;
    });
    const auto answer = [this](const httplib::Request& request, httplib::Response& response) {
      put(calls_.answer(request_of(request, stop_.get_token()), connection_here->admission.context),
          response);
    };
    // Any text: the routes are not regular expressions.
    const std::string any = R"([\s\S]*)";
    Get(any, answer)
        .Post(any, answer)
        .Put(any, answer)
        .Patch(any, answer)
        .Delete(any, answer)
        .Options(any, answer);
    listen_on(address);
  }

  ~Implementation() override {
    if (thread_.joinable()) end(std::chrono::seconds(0));
    const socket_t socket = svr_sock_.exchange(INVALID_SOCKET);
    if (socket != INVALID_SOCKET) close(socket);
    close(stopping_);
  }

  int port() const { return port_; }
  std::size_t in_flight() const { return in_flight_; }

  void begin() {
    thread_ = std::thread([this] { listen_after_bind(); });
    while (!is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }

  void end(std::chrono::milliseconds grace) {
    if (!thread_.joinable()) return;
    is_stopping_ = true;
    stop_.request_stop();
    const std::uint64_t one = 1;
    if (write(stopping_, &one, sizeof one) < 0) {  // it has been told before
    }
    httplib::Server::stop();
    {
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, grace, [this] { return open_.empty(); });
      for (const socket_t socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    thread_.join();
  }

 private:
  void listen_on(const ListenAddress& address) {
    const std::string shown = address.host + " port " + std::to_string(address.port);
    port_ = address.port;
    const bool is_bound = address.port == 0 ? (port_ = bind_to_any_port(address.host)) > 0
                                            : bind_to_port(address.host, address.port);
    if (!is_bound)
      throw Error(Fault::kConnection, "cannot listen on " + shown + ": " +
                                          (errno != 0 ? std::strerror(errno) : "no such address here") +
                                          "; is another tenon running, or is the address not this machine's? "
                                          "--listen takes another one");
    // The library waits with five: a burst of clients would wait for a second.
    constexpr int kBacklog = 512;
    ::listen(svr_sock_, kBacklog);
  }

  bool process_and_close_socket(socket_t socket) override {
    if (ConnectionThreads::is_refusing()) return refuse(socket);
    {
      const std::lock_guard lock(mutex_);
      open_.insert(socket);
    }
    Connection connection(socket, stopping_, limits_);
    connection_here = &connection;
    while (!is_stopping_ && connection.awaits_request())
      if (!serves(connection)) break;
    connection_here = nullptr;
    const std::lock_guard lock(mutex_);
    open_.erase(socket);
    close_gently(socket);
    changed_.notify_all();
    return true;
  }

  /// Reads and answers one request; false: the connection is over.
  bool serves(Connection& connection) {
    ++in_flight_;
    bool is_closed = false;
    const bool is_good = process_request(connection, is_stopping_, is_closed,
                                         [&](httplib::Request& request) { judge(request, connection); });
    --in_flight_;
    if (!connection.is_answered && connection.read_end() != ReadEnd::kNone) {
      const HttpFault fault = fault_of(400, connection.part(), connection.read_end(), limits_);
      const std::string text = last_response(calls_.refuse({}, fault));
      connection.write(text.data(), text.size());
    }
    return is_good && !is_closed && !connection.must_close;
  }

  void judge(httplib::Request& request, Connection& connection) {
    const HttpRequest head = request_of(request, stop_.get_token());
    connection.begin_body();
    std::optional<HttpFault> fault = ambiguous(head);
    if (!fault) fault = unreadable(head);
    connection.admission = fault ? HttpAdmission{.refusal = calls_.refuse(head, *fault)} : calls_.judge(head);
    request.ranges.clear();  // parts of an answer are not given
    // Without a length there is no body (RFC 9112, section 6.3); the library would wait for one.
    if (!has_body(head)) request.headers.emplace("Content-Length", "0");
    connection.must_close = connection.admission.refusal && has_body(head);
  }

  /// Says what the library refuses by itself. What of the request is left is not read: nobody knows where the
  /// next one begins.
  HandlerResponse refuse_own(const httplib::Request& request, httplib::Response& response) {
    Connection& connection = *connection_here;
    if (!response.body.empty()) return HandlerResponse::Unhandled;
    const HttpFault fault = fault_of(response.status, connection.part(), connection.read_end(), limits_);
    connection.must_close = true;
    put(calls_.refuse(request_of(request, stop_.get_token()), fault), response);
    return HandlerResponse::Handled;
  }

  bool refuse(socket_t socket) {
    const HttpFault fault{
        503, "there are " + std::to_string(limits_.connections) +
                 " connections, and no more are taken; close idle ones, or try again in a while"};
    const std::string text = last_response(calls_.refuse({}, fault));
    send(socket, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    close_gently(socket);
    return true;
  }

  /// Closes a socket so that the last answer arrives, even if the client has sent what nobody read.
  static void close_gently(socket_t socket) {
    ::shutdown(socket, SHUT_WR);
    char unread[4096];
    for (int i = 0; i < 64 && recv(socket, unread, sizeof unread, MSG_DONTWAIT) > 0; ++i) continue;
    close(socket);
  }

  const HttpLimits limits_;
  HttpCalls calls_;
  const int stopping_;
  int port_ = 0;
  std::thread thread_;
  std::stop_source stop_;
  std::atomic<bool> is_stopping_ = false;
  std::atomic<std::size_t> in_flight_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<socket_t> open_;
};

HttpServer::HttpServer(const ListenAddress& address, const HttpLimits& limits, HttpCalls calls)
    : implementation_(std::make_unique<Implementation>(address, limits, std::move(calls))) {}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return implementation_->port(); }
void HttpServer::start() { implementation_->begin(); }
void HttpServer::stop(std::chrono::milliseconds grace) { implementation_->end(grace); }
std::size_t HttpServer::in_flight() const { return implementation_->in_flight(); }

}  // namespace tenon
