// Requests and responses of HTTP as plain values.

#pragma once

#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tenon {

/// One request. Names of headers are in lower case; one that came twice has both values, with a comma
/// between.
struct HttpRequest {
  std::string method;  ///< "GET", "POST" ...; HEAD comes as it is
  std::string path;    ///< as it was sent, without the query
  std::map<std::string, std::string> headers;
  std::multimap<std::string, std::string> query;
  std::map<std::string, std::string> path_values = {};  ///< what stands for `{name}` in the route
  std::string body = {};                                ///< empty while only the head has been read
  std::string peer = {};                                ///< numeric address of whoever connected
  std::stop_token stop = {};                            ///< told when the server stops: who waits ends then

  /// Returns whether it only looks: GET or HEAD.
  bool is_reading() const { return method == "GET" || method == "HEAD"; }
  /// Returns the value of a header, or nothing; `name` in lower case.
  std::string header(std::string_view name) const;
  /// Returns the first value of a parameter of the query.
  std::optional<std::string> parameter(std::string_view name) const;
};

/// One response.
struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  std::string body = {};
  std::vector<std::pair<std::string, std::string>> headers = {};

  /// Returns the response with one more header.
  HttpResponse with(std::string name, std::string value) &&;
};

/// Returns the segments of a path, each decoded; `/` has none. A name may so hold a slash, as `%2F`.
std::vector<std::string> path_segments(std::string_view path);

/// Returns the fields of a form, as browsers send them (application/x-www-form-urlencoded). What is not
/// encoded right stands for itself.
std::multimap<std::string, std::string> form_fields(std::string_view body);

}  // namespace tenon
