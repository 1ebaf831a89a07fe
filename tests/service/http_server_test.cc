#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "model/error.h"
#include "raw_client.h"
#include "service/http/server.h"

namespace tenon {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

HttpLimits short_limits() {
  HttpLimits limits;
  limits.connections = 8;
  limits.head_bytes = 16 * 1024;
  limits.body_bytes = 10'000;
  limits.head_time = 400ms;
  limits.body_time = 400ms;
  limits.write_time = 400ms;
  limits.idle_time = 400ms;
  return limits;
}

/// A server that says what it was asked.
class HttpServerTest : public testing::Test {
 protected:
  HttpServerTest() { serve(short_limits()); }

  void serve(const HttpLimits& limits) {
    HttpCalls calls;
    calls.judge = [](const HttpRequest& head) -> HttpAdmission {
      if (head.path == "/forbidden") return {.refusal = HttpResponse{.status = 403, .body = "no\n"}};
      return {.context = head.path};
    };
    calls.answer = [this](const HttpRequest& request, const std::any& context) {
      EXPECT_EQ(std::any_cast<std::string>(context), request.path);
      ++answered_;
      if (request.path == "/wait") {
        const auto latest = Clock::now() + 20s;
        while (!request.stop.stop_requested() && Clock::now() < latest) std::this_thread::sleep_for(5ms);
        return HttpResponse{.content_type = "text/plain", .body = "told to stop\n"};
      }
      if (request.path == "/header") return HttpResponse{.body = request.header("x-user")};
      if (request.path == "/slow") std::this_thread::sleep_for(300ms);
      if (request.path == "/large") return HttpResponse{.body = std::string(50'000'000, 'x')};
      return HttpResponse{.content_type = "text/plain",
                          .body = request.method + " " + request.path + " " +
                                  std::to_string(request.body.size()) +
                                  " a=" + request.parameter("a").value_or("-") + " " + request.peer + "\n"};
    };
    calls.refuse = [](const HttpRequest& head, const HttpFault& fault) {
      return HttpResponse{.status = fault.status,
                          .content_type = "application/problem+json",
                          .body = "refused " + head.path + ": " + fault.detail};
    };
    server_ = std::make_unique<HttpServer>(ListenAddress{"127.0.0.1", 0}, limits, calls);
    server_->start();
  }

  std::string ask(std::string_view request) { return answered(server_->port(), request); }

  std::atomic<int> answered_ = 0;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersWithPathQueryAndPeer) {
  EXPECT_NE(ask("GET /x%2Fy?a=1%202&b HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
                .find("GET /x%2Fy 0 a=1 2 127.0.0.1"),
            std::string::npos);
}

TEST_F(HttpServerTest, AHeaderThatComesTwiceIsOneWithBothValues) {
  EXPECT_NE(ask("GET /header HTTP/1.1\r\nHost: h\r\nX-User: a\r\nx-user: b\r\nConnection: close\r\n\r\n")
                .find("a, b"),
            std::string::npos);
}

TEST_F(HttpServerTest, KeepsAConnectionForTheNextRequest) {
  RawClient client(server_->port());
  for (int i = 0; i < 20; ++i) {
    client.send("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_NE(client.response().find("POST /p 3"), std::string::npos) << i;
  }
}

TEST_F(HttpServerTest, RequestsThatFollowAtOnceAreAnsweredInTurn) {
  const std::string all =
      ask("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /2 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  EXPECT_NE(all.find("GET /1"), std::string::npos);
  EXPECT_NE(all.find("GET /2"), std::string::npos);
}

TEST_F(HttpServerTest, RefusesByTheHeadWithoutReadingTheBody) {
  RawClient client(server_->port());
  client.send("POST /forbidden HTTP/1.1\r\nHost: h\r\nContent-Length: 9000\r\n\r\n");
  const std::string response = client.rest();
  EXPECT_TRUE(response.starts_with("HTTP/1.1 403")) << response;
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, BodiesBeyondTheLimitAre413) {
  EXPECT_TRUE(ask("POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 10001\r\n\r\n" + std::string(10'001, 'x'))
                  .starts_with("HTTP/1.1 413"));
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, ChunkedBodiesAreBoundedToo) {
  std::string request = "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 200; ++i) request += "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  const std::string response = ask(request + "0\r\n\r\n");
  EXPECT_FALSE(response.starts_with("HTTP/1.1 200")) << response.substr(0, 200);
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, CompressedAndMultipartBodiesAre415) {
  for (const std::string header : {"Content-Encoding: gzip", "Content-Type: multipart/form-data; boundary=x"})
    EXPECT_TRUE(ask("POST /p HTTP/1.1\r\nHost: h\r\n" + header + "\r\nContent-Length: 1\r\n\r\nx")
                    .starts_with("HTTP/1.1 415"))
        << header;
}

TEST_F(HttpServerTest, WhatIsNoRequestIsRefused) {
  for (const std::string& text :
       {std::string("nonsense\r\n\r\n"), std::string("GET\r\n\r\n"), std::string("GET / HTTP/9.9\r\n\r\n"),
        std::string("\0\0\0\0\r\n\r\n", 8), std::string("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"),
        "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n"}) {
    const std::string response = ask(text);
    EXPECT_FALSE(response.starts_with("HTTP/1.1 5")) << text.substr(0, 40) << " -> " << response;
  }
  EXPECT_NE(ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").find("200 OK"), std::string::npos);
}

/// A request, and how its answer begins and goes on.
struct RefusedRequest {
  std::string request;
  std::string status;
  std::string says;
};

TEST_F(HttpServerTest, WhatIsRefusedBeforeItIsARequestIsSaidByTheServiceToo) {
  const std::string head = "POST /p HTTP/1.1\r\nHost: h\r\n";
  const std::vector<RefusedRequest> all{
      {"nonsense\r\n\r\n", "400", "the request line or a header"},
      {"GET\r\n\r\n", "400", "the request line or a header"},
      {"GET / HTTP/1.1\r\nHost: h\r\nRange: bytes=x\r\n\r\n", "416", "Range"},
      {"DELETE /p HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabc", "400",
       "refused /p: DELETE is sent without"},
      {head + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx", "400", "refused /p: the length"},
      {head + "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", "415", "refused /p: a body is taken"},
      {head + "Content-Length: 10001\r\n\r\n" + std::string(10'001, 'x'), "413",
       "refused /p: the body is larger"},
      {head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400", "refused /p: the body ended"},
      {head + "Content-Length: 9\r\n\r\nabc", "408", "refused /p: the body did not come within 400ms"},
      {"GET /" + std::string(8'190, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", "414",
       "the request line is longer"},
      {"GET /" + std::string(70'000, 'a') + " HTTP/1.1\r\nHost: h\r\n\r\n", "414",
       "the request line is longer"},
      {"GET / HTTP/1.1\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n", "431", "the headers are larger"},
      {"GET /p HTTP/1.1\r\nHost: h\r\nX-Sl", "408", "the head of the request did not come within 400ms"},
      {"GET /p HT", "408", "the head of the request did not come within 400ms"},
  };
  for (const RefusedRequest& one : all) {
    const std::string response = ask(one.request);
    const std::string what = one.request.substr(0, 80) + " -> " + response;
    EXPECT_TRUE(response.starts_with("HTTP/1.1 " + one.status + " ")) << what;
    EXPECT_NE(response.find("Content-Type: application/problem+json"), std::string::npos) << what;
    EXPECT_NE(response.find("Connection: close"), std::string::npos) << what;
    EXPECT_NE(response.find(one.says), std::string::npos) << what;
    EXPECT_EQ(response.find("\nHTTP/1.1 "), std::string::npos) << what;
  }
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, NoBodyIsTakenForTheNextRequest) {
  const std::string hidden = "GET /hidden HTTP/1.1\r\nHost: h\r\n\r\n";
  const std::string length = std::to_string(hidden.size());
  for (const std::string& head :
       {"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n",
        std::string("DELETE / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"),
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + length +
            "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        std::string("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nContent-Length: ") + length +
            "\r\n\r\n",
        std::string("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: x, chunked\r\n\r\n0\r\n\r\n")}) {
    const std::string all = ask(head + hidden);
    EXPECT_TRUE(all.starts_with("HTTP/1.1 400")) << head << all;
    EXPECT_EQ(all.find("hidden"), std::string::npos) << head << all;
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos) << head << all;
  }
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, WithoutALengthThereIsNoBody) {
  RawClient client(server_->port());
  client.send("POST /p HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_NE(client.response().find("POST /p 0"), std::string::npos);
}

TEST_F(HttpServerTest, HeadsAreBounded) {
  std::string request = "GET / HTTP/1.1\r\nHost: h\r\n";
  for (int i = 0; i < 1'000; ++i) request += "X-" + std::to_string(i) + ": " + std::string(20, 'x') + "\r\n";
  EXPECT_FALSE(ask(request + "\r\n").starts_with("HTTP/1.1 200"));
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, PartsOfAnAnswerAreNotGiven) {
  const std::string response =
      ask("GET /p HTTP/1.1\r\nHost: h\r\nRange: bytes=0-1\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(response.starts_with("HTTP/1.1 200")) << response;
}

TEST_F(HttpServerTest, AHeadThatComesTooSlowlyEndsTheConnection) {
  RawClient client(server_->port());
  bool has_ended = false;
  for (int i = 0; i < 400 && !has_ended; ++i) {  // a byte in time for every time-out of a single read
    client.send("G");
    client.rest(50ms);
    has_ended = client.is_closed(0ms);
  }
  EXPECT_TRUE(has_ended);
}

TEST_F(HttpServerTest, AClientThatDoesNotReadEndsItsConnection) {
  {
    RawClient client(server_->port());
    client.send("GET /large HTTP/1.1\r\nHost: h\r\n\r\n");
    for (int i = 0; i < 100 && server_->in_flight() == 0; ++i) std::this_thread::sleep_for(10ms);
    for (int i = 0; i < 400 && server_->in_flight() > 0; ++i) std::this_thread::sleep_for(10ms);
  }
  EXPECT_EQ(server_->in_flight(), 0U);
}

TEST_F(HttpServerTest, OneConnectionTooManyIs503AndTheOthersGoOn) {
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 8; ++i) idle.push_back(std::make_unique<RawClient>(server_->port()));
  std::this_thread::sleep_for(50ms);
  const std::string full = ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_TRUE(full.starts_with("HTTP/1.1 503")) << full;
  EXPECT_NE(full.find("refused : there are 8 connections"), std::string::npos) << full;
  idle.clear();
  std::string after;
  for (int i = 0; i < 200 && !after.starts_with("HTTP/1.1 200"); ++i) {  // until the server has seen them go
    std::this_thread::sleep_for(50ms);
    after = ask("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  }
  EXPECT_TRUE(after.starts_with("HTTP/1.1 200")) << after;
}

TEST_F(HttpServerTest, StoppingAnswersWhatRunsAndDoesNotWaitForIdleConnections) {
  RawClient idle(server_->port());
  idle.send("GET /p HTTP/1.1\r\nHost: h\r\n\r\n");
  idle.response();
  RawClient busy(server_->port());
  busy.send("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
  while (answered_ < 2) std::this_thread::sleep_for(1ms);
  const auto begun = Clock::now();
  server_->stop();
  EXPECT_LT(Clock::now() - begun, 10s);
  EXPECT_NE(busy.response().find("GET /slow"), std::string::npos);
}

TEST_F(HttpServerTest, StoppingWakesRequestsThatWait) {
  RawClient waiting(server_->port());
  waiting.send("GET /wait HTTP/1.1\r\nHost: h\r\n\r\n");
  while (answered_ == 0) std::this_thread::sleep_for(1ms);
  const auto begun = Clock::now();
  server_->stop();
  EXPECT_LT(Clock::now() - begun, 10s);
  EXPECT_NE(waiting.response().find("told to stop"), std::string::npos);
}

TEST_F(HttpServerTest, AnAddressThatIsTakenIsToldOf) {
  try {
    const HttpServer second(ListenAddress{"127.0.0.1", server_->port()}, {}, {});
    FAIL() << "two servers listen on one port";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("Address already in use"), std::string::npos) << error.what();
  }
}

TEST(ListenAddressTest, IsAHostAndAPort) {
  EXPECT_EQ(listen_address("127.0.0.1:8417").port, 8417);
  EXPECT_EQ(listen_address("[::1]:0").host, "::1");
  for (const std::string wrong : {"8417", ":8417", "h:", "h:x", "h:65536", "h:-1", "::1:80", "[]:80", ""})
    EXPECT_THROW(listen_address(wrong), Error) << wrong;
}

}  // namespace
}  // namespace tenon
