// Lists the pages, forms and files of the dashboard.

#include "service/dashboard/dashboard.h"

#include "service/dashboard/page_call.h"

namespace tenon {

namespace {

using enum AccessScope;

struct PageRow {
  std::string path;
  HttpResponse (*show)(const PageCall& call);
  AccessScope scope = kRead;
};

struct FormRow {
  std::string path;
  HttpResponse (*post)(const PageCall& call);
  std::optional<AccessScope> scope;
};

const std::vector<PageRow>& page_rows() {
  static const std::vector<PageRow> all{{"/", &show_fleet},
                                        {"/drifts/{fingerprint}", &show_group},
                                        {"/drifts/{fingerprint}/migration.sql", &show_migration},
                                        {"/targets/{name}", &show_target},
                                        {"/audits/{id}", &show_audit},
                                        {"/audits/{id}/graph", &show_graph},
                                        {"/audits/{a}/compare/{b}", &show_comparison},
                                        {"/schedule", &show_schedule},
                                        {"/jobs", &show_jobs},
                                        {"/webhooks", &show_webhooks, kAdmin},
                                        {"/acks", &show_acks},
                                        {"/tokens", &show_tokens, kAdmin},
                                        {"/about", &show_about}};
  return all;
}

const std::vector<FormRow>& form_rows() {
  static const std::vector<FormRow> all{{"/logout", &post_logout, std::nullopt},
                                        {"/targets/{name}/audits", &post_audit, kAudit},
                                        {"/acks", &post_ack, kAck},
                                        {"/acks/{id}/expire", &post_ack_end, kAck},
                                        {"/webhooks/{name}/test", &post_webhook_test, kAdmin},
                                        {"/deliveries/{id}/redeliver", &post_redelivery, kAdmin},
                                        {"/jobs/{id}/cancel", &post_job_cancel, kAudit},
                                        {"/tokens", &post_token, kAdmin},
                                        {"/tokens/{id}/revoke", &post_token_revoke, kAdmin}};
  return all;
}

auto handler(Service& service, HttpResponse (*function)(const PageCall&)) {
  return [&service, function](const HttpRequest& request, const Visitor& visitor) {
    return function({service, request, visitor, service.now()});
  };
}

/// Returns a file that every page names. It changes with the program alone.
Endpoint file(const std::string& path, const std::string& type, std::string_view text) {
  return {.method = "GET",
          .path = path,
          .scope = std::nullopt,
          .handle = [type, text](const HttpRequest&, const Visitor&) {
            return HttpResponse{.content_type = type, .body = std::string(text)}.with("Cache-Control",
                                                                                      "public, max-age=3600");
          }};
}

}  // namespace

std::vector<Endpoint> dashboard_endpoints(Service& service) {
  std::vector<Endpoint> all{file(kStylePath, "text/css; charset=utf-8", page_style()),
                            file(kScriptPath, "text/javascript; charset=utf-8", page_script())};
  all.push_back({"GET", "/login", EndpointKind::kPage, std::nullopt, handler(service, &show_login)});
  all.push_back({"POST", "/login", EndpointKind::kForm, std::nullopt, handler(service, &post_login)});
  for (const PageRow& row : page_rows())
    all.push_back({"GET", row.path, EndpointKind::kPage, row.scope, handler(service, row.show)});
  for (const FormRow& row : form_rows())
    all.push_back({"POST", row.path, EndpointKind::kForm, row.scope, handler(service, row.post)});
  return all;
}

HttpResponse error_response(int status, const std::string& detail, const std::string& request_id,
                            const Visitor& visitor, Instant now) {
  PageFrame frame;
  frame.user = visitor.caller.name;
  frame.rights = rights_of(visitor.caller);
  frame.csrf = visitor.csrf;
  frame.now = now;
  return page_response(error_page({status, detail, request_id}, frame), status);
}

}  // namespace tenon
