// What can be asked of the service: one row for each method and path, whatever it answers.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/access_scope.h"
#include "service/access.h"
#include "service/http/message.h"

namespace tenon {

/// How an endpoint speaks when something is wrong, and who may use it in what way.
enum class EndpointKind {
  kApi,    ///< problems as JSON; a cookie is enough to look, not to change
  kPage,   ///< problems as pages; who is not known is led to the login
  kForm,   ///< the same, and a login must show that its own page sent the form
  kPlain,  ///< files and probes: problems as a line of text
};

/// One endpoint.
struct Endpoint {
  std::string method;
  std::string path;
  EndpointKind kind = EndpointKind::kPlain;
  std::optional<AccessScope> scope;  ///< what a caller must have; nullopt: anybody may
  std::function<HttpResponse(const HttpRequest& request, const Visitor& visitor)> handle;
  bool is_repeatable = true;  ///< sent twice it does nothing twice
};

}  // namespace tenon
