// The routes of the API: one table, from which dispatch, rights and the OpenAPI document come.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/access_scope.h"
#include "service/auth/caller.h"
#include "service/http/message.h"
#include "service/service.h"

namespace tenon {

/// One request of the API, whose sender is known and may send it.
struct ApiCall {
  const HttpRequest& http;
  const Caller& caller;
  Service& service;

  /// What stands for `{name}` in the path.
  const std::string& path_value(const std::string& name) const { return http.path_values.at(name); }
};

/// A parameter of the query, or a field of the body.
struct RouteField {
  std::string name;
  std::string about;
  std::string type = "string";  ///< of JSON Schema; `strings` is a list of them, `any` is any value
  bool is_required = false;
};

/// One route: a row of the table.
struct Route {
  std::string method;
  std::string path;                  ///< `/api/v1/targets/{name}`
  std::optional<AccessScope> scope;  ///< what the sender's token must have; nullopt: anybody may
  std::string about;                 ///< one line
  std::vector<RouteField> query = {};
  std::vector<RouteField> body = {};
  int success = 200;
  std::string answers = "application/json";  ///< the media types, with commas
  HttpResponse (*handle)(const ApiCall& call) = nullptr;
  bool is_repeatable =
      false;              ///< a POST that changes nothing, or whose answer must not be kept: it takes no key
  int other_success = 0;  ///< of an answer beside that of `success`; 0: there is none
};

/// Returns every route of the API.
const std::vector<Route>& api_routes();

/// Returns the API as an OpenAPI 3.1 document, made from the table.
std::string openapi_json();

}  // namespace tenon
