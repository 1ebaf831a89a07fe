// Says what is wrong with requests that are not whole.

#include "service/http/fault.h"

#include <httplib.h>

#include "config/duration.h"
#include "service/http/server.h"

namespace tenon {

namespace {

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kKilo = 1024;
  if (bytes % (kKilo * kKilo) == 0) return std::to_string(bytes / kKilo / kKilo) + " MiB";
  return bytes % kKilo == 0 ? std::to_string(bytes / kKilo) + " KiB" : std::to_string(bytes) + " bytes";
}

HttpFault too_slow(RequestPart part, const HttpLimits& limits) {
  const bool is_body = part == RequestPart::kBody;
  return {408, std::string(is_body ? "the body" : "the head of the request") + " did not come within " +
                   to_string(is_body ? limits.body_time : limits.head_time) + "; send it again, whole"};
}

HttpFault too_long(RequestPart part, const HttpLimits& limits) {
  const std::string line = size_text(CPPHTTPLIB_REQUEST_URI_MAX_LENGTH);
  if (part == RequestPart::kBody)
    return {413, "the body is larger than " + size_text(limits.body_bytes) + "; send less at once"};
  if (part == RequestPart::kLine)
    return {414, "the request line is longer than " + line + "; a long text belongs into a body"};
  return {431, "the headers are larger than " + size_text(limits.head_bytes) + ", or one is longer than " +
                   size_text(CPPHTTPLIB_HEADER_MAX_LENGTH) + "; send fewer or shorter ones"};
}

std::string detail_of(int status, RequestPart part) {
  if (status == 416) return "Range cannot be read; parts of an answer are not given: leave the header out";
  if (status >= 500) return "the server failed; try again, and look into its log if it stays so";
  if (part == RequestPart::kBody)
    return "the body ended before its length, or its chunks cannot be read; send it again, whole";
  return "the request line or a header cannot be read; a request begins with METHOD /path HTTP/1.1, and each "
         "header is NAME: VALUE";
}

/// The reason phrases of what is answered without the library (RFC 9110, section 15).
std::string phrase_of(int status) {
  if (status == 408) return "Request Timeout";
  if (status == 414) return "URI Too Long";
  return status == 503 ? "Service Unavailable" : "";
}

}  // namespace

HttpFault fault_of(int status, RequestPart part, ReadEnd end, const HttpLimits& limits) {
  if (end == ReadEnd::kTooSlow) return too_slow(part, limits);
  if (status == 413) part = RequestPart::kBody;
  if (status == 414) part = RequestPart::kLine;
  if (end == ReadEnd::kTooLong || status == 413 || status == 414) return too_long(part, limits);
  return {status, detail_of(status, part)};
}

HttpResponse plain_refusal(const HttpFault& fault) {
  HttpResponse made{
      .status = fault.status, .content_type = "text/plain; charset=utf-8", .body = fault.detail + "\n"};
  if (fault.status == 503) made.headers.emplace_back("Retry-After", "1");
  return made;
}

std::string last_response(const HttpResponse& response) {
  std::string text =
      "HTTP/1.1 " + std::to_string(response.status) + " " + phrase_of(response.status) + "\r\n";
  for (const auto& [name, value] : response.headers) text += name + ": " + value + "\r\n";
  return text + "Content-Type: " + response.content_type +
         "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\nConnection: close\r\n\r\n" +
         response.body;
}

}  // namespace tenon
