// What the server itself refuses, before there is a whole request that somebody could answer.

#pragma once

#include <string>

#include "service/http/message.h"

namespace tenon {

struct HttpLimits;

/// Why a request is refused.
struct HttpFault {
  int status = 400;
  std::string detail;  ///< what was wrong, and what to do

  friend bool operator==(const HttpFault&, const HttpFault&) = default;
};

/// The part of a request that was read last.
enum class RequestPart { kLine, kHeaders, kBody };

/// Why no more of a request is read.
enum class ReadEnd {
  kNone,     ///< it ended by itself, or the other end closed
  kTooSlow,  ///< its time was over
  kTooLong,  ///< it had as many bytes as it may
};

/// Returns the fault of a request whose reading ended so; `status` is what the library would answer.
HttpFault fault_of(int status, RequestPart part, ReadEnd end, const HttpLimits& limits);

/// Returns a fault as a line of text, for a server that nobody tells how to say it.
HttpResponse plain_refusal(const HttpFault& fault);

/// Returns a response as it goes over a connection that is closed after it.
std::string last_response(const HttpResponse& response);

}  // namespace tenon
