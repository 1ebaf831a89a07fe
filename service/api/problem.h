// Errors of the API as RFC 9457 has them (application/problem+json).

#pragma once

#include <string>
#include <vector>

#include "model/error.h"
#include "service/http/fault.h"
#include "service/http/message.h"

namespace tenon {

/// One field of a request that is wrong.
struct FieldFault {
  std::string pointer;  ///< RFC 6901: `/schedule/cron`
  std::string detail;
};

/// What went wrong with a request.
struct Problem {
  int status = 500;
  std::string type;    ///< `target-not-found`; programs tell problems apart by it
  std::string title;   ///< the same for every problem of the type
  std::string detail;  ///< what was wanted, what was found, what to do; no secret, no SQL
  std::vector<FieldFault> errors = {};
  std::string allow = {};  ///< of 405: the header of this name
};

/// Ends the handling of a request. The API's handlers throw it; whoever calls them answers it.
class RequestRefused : public std::exception {
 public:
  explicit RequestRefused(Problem problem) : problem_(std::move(problem)) {}
  const Problem& problem() const { return problem_; }
  const char* what() const noexcept override { return problem_.detail.c_str(); }

 private:
  Problem problem_;
};

/// Returns a problem as a response to the request of this path and number.
HttpResponse response_of(const Problem& problem, const std::string& path, const std::string& request_id);

/// Returns the problem that an Error of the use cases is to whoever sent a request: what is wrong with what
/// was sent is 422, a store or a database that is away 503, a time-out 504.
Problem problem_of(const Error& error);

/// Returns the problem that a request is which the server itself refuses.
Problem problem_of(const HttpFault& fault);

// The usual problems.
Problem not_found(const std::string& kind, const std::string& name);
Problem malformed(const std::string& detail);
Problem invalid(const std::string& detail, std::vector<FieldFault> errors = {});
Problem conflict(const std::string& detail);

}  // namespace tenon
