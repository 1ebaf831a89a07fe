// Answers the routes of jobs: audits that are wanted, running or over.

#include <chrono>
#include <thread>

#include "config/duration.h"
#include "config/selection.h"
#include "service/api/body.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/values.h"
#include "service/jobs/job_engine.h"
#include "store/job_queue.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

using std::chrono::milliseconds;

StoredJob job_in_path(const ApiCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "job");
  const auto job = call.service.stores.with([&](Store& store) { return JobQueue(store).job(id); });
  if (!job) throw RequestRefused(not_found("job", std::to_string(id)));
  return *job;
}

milliseconds patience_of(BodyReader& body) {
  constexpr milliseconds kMost = std::chrono::minutes(2);
  const std::string text = body.text("wait");
  if (text.empty()) return milliseconds(0);
  const auto read = duration(text);
  if (!read || *read > kMost) body.add_fault("wait", "it is a time up to 2m, such as 30s");
  return read.value_or(milliseconds(0));
}

/// Waits until a job is over, or for so long; returns it as it is then.
StoredJob awaited(const ApiCall& call, StoredJob job, milliseconds patience) {
  const auto latest = std::chrono::steady_clock::now() + patience;
  while (!is_over(job.state) && std::chrono::steady_clock::now() < latest &&
         !call.http.stop.stop_requested()) {
    std::this_thread::sleep_for(milliseconds(100));
    if (auto now = call.service.stores.with([&](Store& store) { return JobQueue(store).job(job.id); }))
      job = *now;
  }
  return job;
}

PlacedOrder placed(const ApiCall& call, AuditOrder order) {
  if (call.service.is_draining)
    throw RequestRefused(
        {503, "draining", "The service is about to stop", "ask another replica, or again later"});
  const PlacedOrder made =
      call.service.stores.with([&](Store& store) { return JobQueue(store).enqueue(order); });
  call.service.jobs.wake();
  return made;
}

}  // namespace

HttpResponse list_jobs(const ApiCall& call) {
  const PageWish wish = page_wish(call.http);
  const JobFilter filter{.state = job_state_parameter(call.http),
                         .target = call.http.parameter("target").value_or(""),
                         .before = wish.number(),
                         .limit = wish.limit};
  const auto jobs = call.service.stores.with([&](Store& store) { return JobQueue(store).jobs(filter); });
  OrderedJson items = OrderedJson::array();
  for (const StoredJob& job : jobs) items.push_back(json_of(job));
  const bool is_full = static_cast<std::int64_t>(jobs.size()) == wish.limit;
  return page_response(std::move(items),
                       is_full ? std::optional(std::to_string(jobs.back().id)) : std::nullopt);
}

HttpResponse get_job(const ApiCall& call) { return json_response(json_of(job_in_path(call))); }

HttpResponse cancel_job(const ApiCall& call) {
  const StoredJob before = job_in_path(call);
  if (is_over(before.state)) throw RequestRefused(conflict("job " + std::to_string(before.id) + " is over"));
  const auto job = call.service.stores.with([&](Store& store) { return JobQueue(store).cancel(before.id); });
  call.service.jobs.wake();
  return json_response(json_of(job.value_or(before)), 202);
}

HttpResponse audit_target_now(const ApiCall& call) {
  const std::string& name = call.path_value("name");
  if (!call.service.configuration.knows(name)) throw RequestRefused(not_found("target", name));
  BodyReader body(call.http);
  const milliseconds patience = patience_of(body);
  body.finish();
  const PlacedOrder order = placed(call, {.targets = {name}, .selection = name});
  const StoredJob job = awaited(call, order.jobs.front(), patience);
  return json_response(json_of(job), is_over(job.state) ? 200 : 202)
      .with("Location", "/api/v1/jobs/" + std::to_string(job.id));
}

HttpResponse audit_selection(const ApiCall& call) {
  BodyReader body(call.http);
  const std::string select = body.text("select");
  const bool is_all = body.flag("all");
  if (select.empty() != is_all) body.add_fault("select", "give it, or \"all\": true");
  std::vector<LabelCondition> conditions;
  if (!select.empty()) body.checked("select", [&] { conditions = selection(select); });
  body.finish();
  AuditOrder order;
  order.selection = is_all ? "all targets" : select;
  for (const TargetConfiguration& target : call.service.configuration.now()->listed.targets)
    if (is_selected(conditions, target.options.labels)) order.targets.push_back(target.name);
  if (order.targets.empty()) throw RequestRefused(invalid("no target fulfils the selection"));
  const PlacedOrder made = placed(call, order);
  OrderedJson jobs = OrderedJson::array();
  for (const StoredJob& job : made.jobs) jobs.push_back(json_of(job));
  return json_response({{"sweep", made.sweep}, {"jobs", jobs}}, 202);
}

}  // namespace tenon
