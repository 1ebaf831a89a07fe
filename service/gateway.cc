// Leads requests to endpoints, and puts around every answer what belongs around it.

#include "service/gateway.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "model/digest.h"
#include "model/error.h"
#include "model/redaction.h"
#include "model/visible.h"
#include "service/api/problem.h"
#include "service/dashboard/dashboard.h"
#include "service/metrics/metrics.h"
#include "service/pages/parts.h"
#include "service/request_log.h"
#include "store/answer_book.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* kPageSecurity =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'";

std::string new_request_id() {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  thread_local std::mt19937_64 random{std::random_device()()};
  std::uniform_int_distribution<std::size_t> digit(0, kDigits.size() - 1);
  std::string id;
  while (id.size() < 20) id += kDigits[digit(random)];
  return id;
}

bool is_for_api(const std::string& path) { return path.starts_with("/api/"); }

/// A visitor whom the access control refused.
class RefusedVisitor : public std::exception {
 public:
  explicit RefusedVisitor(Refusal refusal) : refusal_(std::move(refusal)) {}
  const Refusal& refusal() const { return refusal_; }

 private:
  Refusal refusal_;
};

/// Adds the ETag of an answer that was made from what is there, and says that nothing changed if so.
HttpResponse with_etag(HttpResponse response, const HttpRequest& request) {
  if (!request.is_reading() || response.status != 200) return response;
  constexpr std::size_t kDigits = 32;
  std::string tag = "W/\"" + sha256(response.body).substr(std::string("sha256:").size(), kDigits) + "\"";
  const auto own = std::ranges::find(response.headers, "ETag", &std::pair<std::string, std::string>::first);
  if (own == response.headers.end())
    response.headers.emplace_back("ETag", tag);
  else
    tag = own->second;
  const std::string known = request.header("if-none-match");
  if (known != "*" && known.find(tag) == std::string::npos) return response;
  response.status = 304;
  response.body.clear();
  return response;
}

/// A report is a page of its own, with its style in it, and without scripts.
constexpr const char* kReportSecurity =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'";

HttpResponse with_security(HttpResponse response, const std::string& id, EndpointKind kind) {
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("X-Request-Id", id);
  if (response.content_type.starts_with("text/html"))
    response.headers.emplace_back("Content-Security-Policy",
                                  kind == EndpointKind::kApi ? kReportSecurity : kPageSecurity);
  const bool is_kept =
      std::ranges::any_of(response.headers, [](const auto& one) { return one.first == "Cache-Control"; });
  if (!is_kept) response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

Problem refusal_problem(const Refusal& refusal) {
  if (refusal.status == 401) return {401, "not-authenticated", "Nobody is known by that", refusal.what};
  if (refusal.status == 429) return {429, "too-many-tries", "Too many tries", refusal.what};
  return {refusal.status, "forbidden", "That is not allowed", refusal.what};
}

/// Returns a problem without its detail, which may say where the store is: that is for the log.
Problem told_to_strangers(Problem problem, const std::string& id) {
  if (problem.status >= 500)
    problem.detail =
        "the service cannot reach its store, or failed; try again in a minute. Its log knows it as " + id;
  return problem;
}

/// Leads somebody who is not known to the login, and from there to the page that was asked for.
HttpResponse to_login(const HttpRequest& head) {
  const std::string asked = address(head.path, {head.query.begin(), head.query.end()});
  return HttpResponse{.status = 303, .content_type = "text/plain; charset=utf-8", .body = "log in first\n"}
      .with("Location", "/login?next=" + percent_encoded(asked));
}

std::string who_of(const Caller& caller) {
  return std::to_string(static_cast<int>(caller.by)) + ":" + caller.name;
}

std::string answer_location(const HttpResponse& response) {
  const auto at =
      std::ranges::find(response.headers, "Location", &std::pair<std::string, std::string>::first);
  return at == response.headers.end() ? "" : at->second;
}

HttpResponse repeated(const KeptAnswer& answer) {
  HttpResponse made{.status = answer.status, .content_type = answer.content_type, .body = answer.body};
  if (!answer.location.empty()) made.headers.emplace_back("Location", answer.location);
  made.headers.emplace_back("Idempotency-Replayed", "true");
  return made;
}

}  // namespace

/// What the head of a request came to.
struct Gateway::Admitted {
  const Endpoint* endpoint = nullptr;  ///< nullptr: there is none of this path and method
  EndpointKind kind = EndpointKind::kPage;
  std::map<std::string, std::string> values = {};
  Visitor visitor = {};
  std::string id = new_request_id();
  Clock::time_point begun = Clock::now();

  /// Returns a problem in the form that the endpoint speaks.
  HttpResponse told(const Problem& problem, const HttpRequest& request, Instant now) const {
    if (kind == EndpointKind::kApi) return response_of(problem, request.path, id);
    if (kind != EndpointKind::kPlain) return error_response(problem.status, problem.detail, id, visitor, now);
    return {
        .status = problem.status, .content_type = "text/plain; charset=utf-8", .body = problem.detail + "\n"};
  }
};

Gateway::Gateway(Service& service, std::vector<Endpoint> endpoints)
    : service_(service), endpoints_(std::move(endpoints)) {
  for (const Endpoint& endpoint : endpoints_) router_.add(endpoint.method, endpoint.path);
}

template <class Work>
HttpResponse Gateway::guarded(const HttpRequest& request, const Admitted& admitted, Work work) const {
  const Instant now = service_.now();
  try {
    return work();
  } catch (const RefusedVisitor& refused) {
    const Refusal& refusal = refused.refusal();
    if (refusal.status == 401 && admitted.kind == EndpointKind::kPage) return to_login(request);
    if (refusal.status == 401) service_.metrics.add("tenon_logins_failed_total");
    HttpResponse response = admitted.told(refusal_problem(refusal), request, now);
    if (!refusal.challenge.empty()) response.headers.emplace_back("WWW-Authenticate", refusal.challenge);
    if (refusal.retry_after)
      response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after->count()));
    return response;
  } catch (const RequestRefused& refused) {
    HttpResponse response = admitted.told(refused.problem(), request, now);
    if (!refused.problem().allow.empty()) response.headers.emplace_back("Allow", refused.problem().allow);
    return response;
  } catch (const Error& error) {
    const bool is_known = !admitted.visitor.caller.name.empty();
    if (error.reason() == Reason::kInternal || !is_known)
      spdlog::error("request {}: {}", admitted.id, error.what());
    return admitted.told(is_known ? problem_of(error) : told_to_strangers(problem_of(error), admitted.id),
                         request, now);
  } catch (const std::exception& error) {
    spdlog::error("request {}: internal error: {}", admitted.id, visible(error.what()));
    return admitted.told({500, "internal", "The service failed", "the log knows it as " + admitted.id},
                         request, now);
  }
}

HttpAdmission Gateway::judged(const HttpRequest& head) const {
  auto admitted = std::make_shared<Admitted>();
  admitted->kind = is_for_api(head.path) ? EndpointKind::kApi : EndpointKind::kPage;
  bool is_admitted = false;
  HttpResponse refusal = guarded(head, *admitted, [&] {
    admit(head, *admitted);
    is_admitted = true;
    return HttpResponse();
  });
  if (is_admitted) return {.context = std::shared_ptr<const Admitted>(admitted)};
  return {.refusal = finished(std::move(refusal), head, *admitted)};
}

void Gateway::admit(const HttpRequest& head, Admitted& admitted) const {
  const Found found = router_.find(head.method, head.path);
  if (const auto* route = std::get_if<FoundRoute>(&found)) {
    admitted.endpoint = &endpoints_[route->index];
    admitted.kind = admitted.endpoint->kind;
    admitted.values = route->values;
  }
  if (const std::string fault = service_.access.host_fault(head); !fault.empty())
    throw RequestRefused({421, "wrong-host", "This service is not that host", fault});
  if (const auto* other = std::get_if<NoSuchMethod>(&found))
    throw RequestRefused({405,
                          "method-not-allowed",
                          "Not by this method",
                          head.method + " is not for " + head.path + "; these are: " + other->allowed,
                          {},
                          other->allowed});
  if (!admitted.endpoint) throw RequestRefused(not_found("page", head.path));
  auto who = service_.access.known(head, *admitted.endpoint, service_.now());
  if (auto* refusal = std::get_if<Refusal>(&who)) throw RefusedVisitor(std::move(*refusal));
  admitted.visitor = std::get<Visitor>(std::move(who));
  if (auto refusal = service_.access.not_allowed(head, *admitted.endpoint, admitted.visitor))
    throw RefusedVisitor(*std::move(refusal));
}

HttpResponse Gateway::answered(const HttpRequest& request, const std::any& context) const {
  const auto admitted = std::any_cast<std::shared_ptr<const Admitted>>(context);
  HttpResponse response = guarded(request, *admitted, [&] { return once(request, *admitted); });
  if (!admitted->visitor.set_cookie.empty()) {
    const bool has_login =
        std::ranges::any_of(response.headers, [](const auto& one) { return one.first == "Set-Cookie"; });
    if (!has_login) response.headers.emplace_back("Set-Cookie", admitted->visitor.set_cookie);
  }
  return finished(std::move(response), request, *admitted);
}

HttpResponse Gateway::refused(const HttpRequest& head, const HttpFault& fault) const {
  Admitted admitted;
  const bool is_for_page = !head.path.empty() && !is_for_api(head.path);
  admitted.kind = is_for_page ? EndpointKind::kPage : EndpointKind::kApi;
  return finished(admitted.told(problem_of(fault), head, service_.now()), head, admitted);
}

HttpResponse Gateway::handled(const HttpRequest& request, const Admitted& admitted) const {
  HttpRequest with_values = request;
  with_values.path_values = admitted.values;
  if (admitted.kind == EndpointKind::kForm)
    if (auto refusal = service_.access.form_refused(request, admitted.visitor))
      throw RefusedVisitor(*std::move(refusal));
  return admitted.endpoint->handle(with_values, admitted.visitor);
}

/// Handles a request, and where it carries a key that was used before, gives the answer of then.
HttpResponse Gateway::once(const HttpRequest& request, const Admitted& admitted) const {
  constexpr std::size_t kLongestKey = 255;
  constexpr std::chrono::minutes kPatience(5);
  const std::string key = request.header("idempotency-key");
  if (key.empty() || admitted.kind != EndpointKind::kApi || admitted.endpoint->is_repeatable)
    return handled(request, admitted);
  if (key.size() > kLongestKey) throw RequestRefused(malformed("Idempotency-Key has 255 characters at most"));
  const RepeatableRequest repeatable{who_of(admitted.visitor.caller), key,
                                     sha256(request.method + " " + request.path + "\n" + request.body)};
  const RepeatVerdict verdict = service_.stores.with(
      [&](Store& store) { return AnswerBook(store).begin(repeatable, service_.now(), kPatience); });
  if (verdict.kind == RepeatVerdict::Kind::kAnswered) return repeated(verdict.answer);
  if (verdict.kind == RepeatVerdict::Kind::kInProgress)
    throw RequestRefused(conflict("a request with this Idempotency-Key is being answered"));
  if (verdict.kind == RepeatVerdict::Kind::kOther)
    throw RequestRefused(invalid("this Idempotency-Key was sent with another request"));
  HttpResponse response = guarded(request, admitted, [&] { return handled(request, admitted); });
  try {
    service_.stores.with([&](Store& store) {
      if (response.status >= 500) return AnswerBook(store).drop(repeatable);
      AnswerBook(store).keep(
          repeatable, {response.status, response.content_type, answer_location(response), response.body});
    });
  } catch (const Error& error) {  // what was asked for is done, and its answer must be told
    spdlog::warn("the answer of request {} was not kept: {}", admitted.id, error.what());
  }
  return response;
}

HttpResponse Gateway::finished(HttpResponse response, const HttpRequest& request,
                               const Admitted& admitted) const {
  response = with_security(with_etag(std::move(response), request), admitted.id, admitted.kind);
  const std::string route = admitted.endpoint ? admitted.endpoint->path : "none";
  service_.metrics.add("tenon_http_requests_total", {{"route", route},
                                                     {"method", admitted.endpoint ? request.method : "none"},
                                                     {"code", std::to_string(response.status)}});
  const std::chrono::duration<double> time = Clock::now() - admitted.begun;
  service_.metrics.observe("tenon_http_request_duration_seconds", {{"route", route}}, time.count());
  log_request({admitted.id, request.method, request.path, response.status, time.count() * 1000,
               admitted.visitor.caller.name, request.peer});
  return response;
}

}  // namespace tenon
