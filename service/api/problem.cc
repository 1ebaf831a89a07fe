// Writes problems, and tells which one an error is.

#include "service/api/problem.h"

#include <nlohmann/json.hpp>

#include "service/api/field_words.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Problem of_reason(Reason reason, const std::string& message) {
  switch (reason) {
    case Reason::kConnect:
    case Reason::kLock:
    case Reason::kGone:
      return {503, "unavailable", "Something that is needed cannot be reached", message};
    case Reason::kTimeout:
      return {504, "timeout", "It took too long", message};
    case Reason::kRights:
      return {502, "rights", "A database refused it", message};
    case Reason::kParse:
    case Reason::kNotModelled:
      return {422, "invalid", "What was sent cannot be used", message};
    case Reason::kInternal:
      break;
  }
  return {500, "internal", "The service failed", message};
}

}  // namespace

HttpResponse response_of(const Problem& problem, const std::string& path, const std::string& request_id) {
  Json body;
  body["type"] = "urn:tenon:problem:" + problem.type;
  body["title"] = problem.title;
  body["status"] = problem.status;
  body["detail"] = problem.detail;
  body["instance"] = path.empty() ? "/" : path;
  body["request_id"] = request_id;
  if (!problem.errors.empty()) body["errors"] = Json::array();
  for (const FieldFault& fault : problem.errors)
    body["errors"].push_back({{"pointer", fault.pointer}, {"detail", fault.detail}});
  HttpResponse made;
  made.status = problem.status;
  made.content_type = "application/problem+json";
  made.body = body.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  if (problem.status == 503) made.headers.emplace_back("Retry-After", "5");
  return made;
}

Problem problem_of(const Error& error) {
  const std::string detail = in_fields(error.what());
  std::vector<FieldFault> fields;
  if (const std::string field = field_named_in(error.what()); !field.empty())
    fields.push_back({"/" + field, detail});
  if (error.fault() == Fault::kUsage || error.fault() == Fault::kDeclaration)
    return {422, "invalid", "What was sent cannot be used", detail, std::move(fields)};
  if (error.fault() == Fault::kRefused)
    return {409, "refused", "That is not done unasked", detail, std::move(fields)};
  // A disk that is full, a server without connections: nothing that was asked for is wrong.
  const bool is_store = error.fault() == Fault::kConnection && error.reason() == Reason::kInternal;
  if (is_store) return {503, "unavailable", "Something that is needed cannot be used", error.what()};
  return of_reason(error.reason(), error.what());
}

Problem problem_of(const HttpFault& fault) {
  switch (fault.status) {
    case 408:
      return {408, "too-slow", "The request came too slowly", fault.detail};
    case 413:
      return {413, "too-large", "The body is too large", fault.detail};
    case 414:
      return {414, "uri-too-long", "The request line is too long", fault.detail};
    case 415:
      return {415, "unsupported-media-type", "The body has another type", fault.detail};
    case 431:
      return {431, "headers-too-large", "The headers are too large", fault.detail};
    case 503:
      return {503, "busy", "Too many connections", fault.detail};
    default:
      break;
  }
  if (fault.status >= 500) return {fault.status, "internal", "The service failed", fault.detail};
  return {fault.status, "malformed", "The request is malformed", fault.detail};
}

Problem not_found(const std::string& kind, const std::string& name) {
  return {404, kind + "-not-found", "No such " + kind, "there is no " + kind + " " + name};
}

Problem malformed(const std::string& detail) {
  return {400, "malformed", "The request is malformed", detail};
}

Problem invalid(const std::string& detail, std::vector<FieldFault> errors) {
  return {422, "invalid", "What was sent cannot be used", detail, std::move(errors)};
}

Problem conflict(const std::string& detail) { return {409, "conflict", "That cannot be done now", detail}; }

}  // namespace tenon
