// Answers probes and scrapes.

#include "service/probes.h"

#include <algorithm>

#include "audit/canonical_json.h"
#include "model/error.h"
#include "schedule/time_zone.h"
#include "service/api/query.h"
#include "service/api/route.h"
#include "service/jobs/job_engine.h"
#include "service/metrics/service_metrics.h"
#include "store/job_queue.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

HttpResponse plain(int status, const std::string& text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = text + "\n"};
}

HttpResponse readiness(const Service& service) {
  Readiness found{.is_draining = service.is_draining};
  try {
    service.stores.with([](Store& store) { JobQueue(store).now(); });
  } catch (const Error& error) {  // its message is in the log
    found.store = error.reason() == Reason::kGone ? "gone" : "away";
  }
  return readiness_answer(found, service.jobs.state());
}

StoreNumbers numbers_of(const Service& service) {
  StoreNumbers numbers;
  service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) {
      numbers.targets = target_rows(session);
      numbers.channels = channel_rows(session);
      numbers.findings = finding_counts(session);
    });
    numbers.jobs = JobQueue(store).counts();
  });
  const auto configured = service.configuration.now();
  const auto is_gone = [&](const TargetRow& row) { return !configured->labels.contains(row.state.target); };
  numbers.disabled = static_cast<std::size_t>(std::ranges::count_if(numbers.targets, is_gone));
  std::erase_if(numbers.targets, is_gone);
  std::erase_if(numbers.findings,
                [&](const FindingCount& one) { return !configured->labels.contains(one.target); });
  return numbers;
}

HttpResponse metrics_text(const Service& service) {
  std::vector<MetricSample> samples{{"tenon_build_info", {{"version", TENON_VERSION}}, 1},
                                    {"tenon_http_in_flight", {}, static_cast<double>(service.in_flight())}};
  const auto add = [&](std::vector<MetricSample> more) {
    samples.insert(samples.end(), more.begin(), more.end());
  };
  JobEngineState state = service.jobs.state();
  try {
    add(store_samples(numbers_of(service), service.now(),
                      stale_policy(service.configuration.now()->configuration)));
  } catch (const Error&) {  // a scrape tells that the store is away, and what is known without it
    state.is_store_ok = false;
  }
  add(engine_samples(state));
  add(process_samples());
  return {.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = service.metrics.text(samples)};
}

}  // namespace

HttpResponse readiness_answer(const Readiness& found, const JobEngineState& jobs) {
  const std::string store = found.store == "ok" && !jobs.write_fault.empty() ? "not writable" : found.store;
  const bool is_stuck = std::ranges::find(jobs.stuck, "scheduler") != jobs.stuck.end();
  OrderedJson body{{"store", store},
                   {"scheduler", is_stuck         ? "stuck"
                                 : jobs.last_tick ? "ok"
                                                  : "starting"},
                   {"tz", time_zone_data_version()},
                   {"draining", found.is_draining}};
  if (!jobs.stuck.empty()) body["stuck"] = jobs.stuck;
  const bool is_ready = store == "ok" && jobs.stuck.empty() && !found.is_draining;
  return {.status = is_ready ? 200 : 503, .body = report_text_of(body)};
}

std::vector<Endpoint> probe_endpoints(Service& service) {
  const auto endpoint = [](const char* path, std::optional<AccessScope> scope, auto answer) {
    return Endpoint{"GET", path, EndpointKind::kPlain, scope,
                    [answer](const HttpRequest&, const Visitor&) { return answer(); }};
  };
  return {endpoint("/healthz", std::nullopt, [] { return plain(200, "ok"); }),
          endpoint("/readyz", std::nullopt, [&service] { return readiness(service); }),
          endpoint("/metrics", AccessScope::kMetrics, [&service] { return metrics_text(service); })};
}

std::vector<Endpoint> api_endpoints(Service& service) {
  std::vector<Endpoint> all;
  for (const Route& route : api_routes())
    all.push_back({route.method, route.path, EndpointKind::kApi, route.scope,
                   [&service, &route](const HttpRequest& request, const Visitor& visitor) {
                     require_known_parameters(route, request);
                     return route.handle({request, visitor.caller, service});
                   },
                   route.method == "GET" || route.is_repeatable});
  return all;
}

}  // namespace tenon
