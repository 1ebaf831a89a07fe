// What pages of the dashboard have in common: frame, notices, redirects.

#pragma once

#include <optional>
#include <string>

#include "service/endpoint.h"
#include "service/pages/pages.h"
#include "service/service.h"
#include "store/store_pool.h"

namespace tenon {

/// One request for a page.
struct PageCall {
  Service& service;
  const HttpRequest& http;
  const Visitor& visitor;
  Instant now{};

  const std::string& path_value(const std::string& name) const { return http.path_values.at(name); }
};

/// Returns what a caller may do on pages.
PageRights rights_of(const Caller& caller);
/// Returns the frame of a page: who looks, and what the form before it did.
PageFrame frame_of(const PageCall& call);

HttpResponse page_response(std::string html, int status = 200);
/// Returns a redirect to a page of the dashboard, which tells what was done; `notice` is a key of
/// notice_text().
HttpResponse redirected(const std::string& path, const std::string& notice = "");

/// Returns where to go after a login: the path that was asked for, if it is one of this service, else `/`.
std::string safe_next(const std::string& path);

/// Returns the sentence of a notice; empty: there is none of this key.
std::string notice_text(const std::string& notice);

/// Reads a number of the query; nullopt: it is not there. Throws RequestRefused (400) for another text.
std::optional<std::int64_t> number_parameter(const HttpRequest& request, std::string_view name);

/// What the tokens page shows, without a new token.
TokensView tokens_view(const PageCall& call);

// The pages and forms, each for one path.
HttpResponse show_fleet(const PageCall& call);
HttpResponse show_group(const PageCall& call);
HttpResponse show_migration(const PageCall& call);
HttpResponse show_target(const PageCall& call);
HttpResponse show_audit(const PageCall& call);
HttpResponse show_graph(const PageCall& call);
HttpResponse show_comparison(const PageCall& call);
HttpResponse show_schedule(const PageCall& call);
HttpResponse show_jobs(const PageCall& call);
HttpResponse show_webhooks(const PageCall& call);
HttpResponse show_acks(const PageCall& call);
HttpResponse show_tokens(const PageCall& call);
HttpResponse show_about(const PageCall& call);
HttpResponse show_login(const PageCall& call);

HttpResponse post_login(const PageCall& call);
HttpResponse post_logout(const PageCall& call);
HttpResponse post_audit(const PageCall& call);
HttpResponse post_ack(const PageCall& call);
HttpResponse post_ack_end(const PageCall& call);
HttpResponse post_webhook_test(const PageCall& call);
HttpResponse post_redelivery(const PageCall& call);
HttpResponse post_job_cancel(const PageCall& call);
HttpResponse post_token(const PageCall& call);
HttpResponse post_token_revoke(const PageCall& call);

}  // namespace tenon
