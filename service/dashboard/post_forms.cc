// Answers the forms of the dashboard: each does one thing and leads back to a page.

#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/store_use.h"
#include "model/error.h"
#include "service/api/paging.h"
#include "service/api/problem.h"
#include "service/dashboard/page_call.h"
#include "service/jobs/job_engine.h"
#include "service/metrics/metrics.h"
#include "service/new_token.h"
#include "service/pages/parts.h"
#include "service/webhook_test.h"
#include "store/job_queue.h"
#include "store/token_book.h"

namespace tenon {

namespace {

using Fields = std::multimap<std::string, std::string>;

std::string field(const Fields& fields, const std::string& name) {
  const auto at = fields.find(name);
  return at == fields.end() ? "" : at->second;
}

std::vector<std::string> all_of(const Fields& fields, const std::string& name) {
  std::vector<std::string> values;
  const auto [first, last] = fields.equal_range(name);
  for (auto at = first; at != last; ++at)
    if (!at->second.empty()) values.push_back(at->second);
  return values;
}

}  // namespace

HttpResponse post_audit(const PageCall& call) {
  const std::string& name = call.path_value("name");
  if (!call.service.configuration.knows(name)) throw RequestRefused(not_found("target", name));
  call.service.stores.with([&](Store& store) {
    JobQueue(store).enqueue(AuditOrder{.targets = {name}, .trigger = "manual", .selection = name});
  });
  call.service.jobs.wake();
  return redirected(target_path(name), "audit");
}

HttpResponse post_ack(const PageCall& call) {
  const Fields fields = form_fields(call.http.body);
  const std::vector<std::string> keys = all_of(fields, "finding_key");
  if (keys.empty())
    throw RequestRefused(invalid("say which finding is accepted: its key, * stands for any text"));
  const std::string selector = field(fields, "selector");
  for (const std::string& key : keys) {
    Ack ack;
    ack.finding_key = key;
    ack.selector = selector.empty() ? "*" : selector;
    ack.reason = field(fields, "reason");
    ack.owner = call.visitor.caller.name;
    ack.created = call.now;
    ack.ends = end_of_ack(field(fields, "until"));
    call.service.stores.with([&](Store& store) { store.add_ack(ack); });
  }
  return redirected("/acks", "ack");
}

HttpResponse post_ack_end(const PageCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "acknowledgement");
  call.service.stores.with([&](Store& store) { store.expire_ack(id, call.now); });
  return redirected("/acks", "ack-ended");
}

HttpResponse post_webhook_test(const PageCall& call) {
  const std::string fault = webhook_test_fault(call.service, call.path_value("name"), call.now);
  if (!fault.empty())
    spdlog::warn("webhook {}: the test message was not taken: {}", call.path_value("name"), fault);
  return redirected("/webhooks", fault.empty() ? "test-sent" : "test-failed");
}

HttpResponse post_redelivery(const PageCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "message");
  const bool is_there =
      call.service.stores.with([&](Store& store) { return store.send_again(id, call.now); });
  if (!is_there) throw RequestRefused(not_found("message", std::to_string(id)));
  call.service.jobs.wake();
  return redirected("/webhooks", "redeliver");
}

HttpResponse post_job_cancel(const PageCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "job");
  if (!call.service.stores.with([&](Store& store) { return JobQueue(store).cancel(id); }))
    throw RequestRefused(not_found("job", std::to_string(id)));
  call.service.jobs.wake();
  return redirected("/jobs", "cancelled");
}

HttpResponse post_token(const PageCall& call) {
  const Fields fields = form_fields(call.http.body);
  const TokenList made =
      new_token(call.service, {field(fields, "name"), all_of(fields, "scope"), field(fields, "until")},
                call.visitor.caller, call.now);
  TokensView view = tokens_view(call);
  view.new_name = made.tokens.front().name;
  view.new_secret = made.secret.exposed();
  return page_response(tokens_page(view, frame_of(call)));
}

HttpResponse post_token_revoke(const PageCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "token");
  call.service.stores.with([&](Store& store) { TokenBook(store).revoke(id, call.now); });
  return redirected("/tokens", "revoked");
}

HttpResponse show_login(const PageCall& call) {
  const std::string next = call.http.parameter("next").value_or("/");
  return page_response(login_page({safe_next(next), ""}, frame_of(call)));
}

HttpResponse post_login(const PageCall& call) {
  const Fields fields = form_fields(call.http.body);
  const std::string next = safe_next(field(fields, "next"));
  const LoginAttempt made = call.service.access.log_in(call.http, field(fields, "token"), call.now);
  if (!made.cookie.empty()) return redirected(next).with("Set-Cookie", made.cookie);
  call.service.metrics.add("tenon_logins_failed_total");
  HttpResponse page = page_response(login_page({.next = next, .problem = made.refusal->what}, frame_of(call)),
                                    made.refusal->status);
  if (const auto wait = made.refusal->retry_after)
    page.headers.emplace_back("Retry-After", std::to_string(wait->count()));
  return page;
}

HttpResponse post_logout(const PageCall& call) {
  return redirected("/login").with("Set-Cookie", call.service.access.log_out(call.http));
}

}  // namespace tenon
