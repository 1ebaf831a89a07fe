// Writes the table of routes as OpenAPI 3.1.

#include <nlohmann/json.hpp>

#include <sstream>

#include "service/api/route.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

Json schema_of(const RouteField& field) {
  if (field.type == "strings") return {{"type", "array"}, {"items", {{"type", "string"}}}};
  Json schema = Json::object();
  if (field.type != "any") schema["type"] = field.type;
  return schema;
}

Json parameters_of(const Route& route) {
  Json all = Json::array();
  for (std::size_t at = route.path.find('{'); at != std::string::npos; at = route.path.find('{', at + 1)) {
    const std::string name = route.path.substr(at + 1, route.path.find('}', at) - at - 1);
    all.push_back({{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}});
  }
  for (const RouteField& field : route.query)
    all.push_back({{"name", field.name},
                   {"in", "query"},
                   {"description", field.about},
                   {"required", field.is_required},
                   {"schema", schema_of(field)}});
  if (route.method == "POST" && !route.is_repeatable)
    all.push_back({{"name", "Idempotency-Key"},
                   {"in", "header"},
                   {"description", "the same key gets the same answer for 24 hours"},
                   {"required", false},
                   {"schema", {{"type", "string"}, {"maxLength", 255}}}});
  if (route.method == "PUT" || route.success == 204)
    for (const char* name : {"If-Match", "If-None-Match"})
      all.push_back({{"name", name},
                     {"in", "header"},
                     {"description", "an ETag, or *: else nothing is done, and the answer is 412"},
                     {"required", false},
                     {"schema", {{"type", "string"}}}});
  return all;
}

Json body_of(const Route& route) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const RouteField& field : route.body) {
    properties[field.name] = schema_of(field);
    properties[field.name]["description"] = field.about;
    if (field.is_required) required.push_back(field.name);
  }
  Json schema{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = required;
  return {{"required", !required.empty()}, {"content", {{"application/json", {{"schema", schema}}}}}};
}

Json success_of(const Route& route) {
  Json answer{{"description", "what was asked for"}};
  if (route.success == 204) return {{"description", "done"}};
  std::istringstream types(route.answers);
  for (std::string type; std::getline(types, type, ',');) answer["content"][type] = Json::object();
  return answer;
}

Json operation_of(const Route& route) {
  Json made{{"summary", route.about}, {"parameters", parameters_of(route)}};
  if (!route.body.empty()) made["requestBody"] = body_of(route);
  made["responses"][std::to_string(route.success)] = success_of(route);
  if (route.other_success != 0) made["responses"][std::to_string(route.other_success)] = success_of(route);
  made["responses"]["default"] = {
      {"description", "what went wrong"},
      {"content", {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
  if (route.scope)
    made["security"] = Json::array({{{"token", Json::array({std::string(to_string(*route.scope))})}}});
  else
    made["security"] = Json::array();
  return made;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

Json problem_schema() {
  const Json text{{"type", "string"}};
  return {{"type", "object"},
          {"required", {"type", "title", "status", "detail", "instance", "request_id"}},
          {"properties",
           {{"type", text},
            {"title", text},
            {"status", {{"type", "integer"}}},
            {"detail", text},
            {"instance", text},
            {"request_id", text},
            {"errors",
             {{"type", "array"},
              {"items", {{"type", "object"}, {"properties", {{"pointer", text}, {"detail", text}}}}}}}}}};
}

}  // namespace

std::string openapi_json() {
  Json document{{"openapi", "3.1.0"},
                {"info",
                 {{"title", "tenon"},
                  {"version", TENON_VERSION},
                  {"description",
                   "Keeps databases joined to their declared schema: what was found, when and "
                   "where; audits, acknowledgements, migrations."}}}};
  for (const Route& route : api_routes())
    document["paths"][route.path][lower(route.method)] = operation_of(route);
  document["components"]["securitySchemes"]["token"] = {{"type", "http"}, {"scheme", "bearer"}};
  document["components"]["schemas"]["Problem"] = problem_schema();
  return document.dump(2) + "\n";
}

}  // namespace tenon
