// Answers the pages that are lists: schedule, jobs, webhooks, acknowledgements, tokens, about.

#include <algorithm>

#include "config/duration.h"
#include "config/selection.h"
#include "service/api/paging.h"
#include "service/api/problem.h"
#include "service/dashboard/page_call.h"
#include "service/jobs/job_engine.h"
#include "service/next_runs.h"
#include "store/job_queue.h"
#include "store/token_book.h"

namespace tenon {

namespace {

constexpr std::size_t kRows = 100;

ScheduleRow schedule_row(const TargetConfiguration& target,
                         const std::map<std::string, TargetRow>& remembered, Instant now) {
  ScheduleRow row;
  row.target = target.name;
  if (const auto at = remembered.find(target.name); at != remembered.end() && at->second.audit != 0)
    row.last_run = at->second.finished;
  if (!target.options.schedule) return row;
  const Schedule& schedule = *target.options.schedule;
  row.cron = schedule.cron;
  row.time_zone = schedule.time_zone;
  row.next_run = next_run(target, now);
  row.catch_up = to_string(schedule.catch_up);
  row.jitter = schedule.jitter.count() > 0 ? to_string(schedule.jitter) : "";
  return row;
}

/// The next to run first, those without a schedule last.
bool is_before(const ScheduleRow& a, const ScheduleRow& b) {
  if (a.next_run.has_value() != b.next_run.has_value()) return a.next_run.has_value();
  return a.next_run != b.next_run ? a.next_run < b.next_run : a.target < b.target;
}

std::map<std::string, TargetRow> remembered_targets(const PageCall& call) {
  std::map<std::string, TargetRow> all;
  call.service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) {
      for (TargetRow& row : target_rows(session)) all.emplace(row.state.target, std::move(row));
    });
  });
  return all;
}

JobRow job_row(const StoredJob& job, bool may_cancel) {
  JobRow row;
  row.id = job.id;
  row.target = job.target;
  row.state = to_string(job.state);
  row.trigger = job.trigger;
  row.attempt = job.attempt;
  row.due = job.run_at;
  row.finished = job.finished;
  row.lease_until = job.lease_until;
  row.owner = job.lease_owner;
  if (job.error) row.error = job.error->reason + ": " + job.error->message;
  row.audit = job.audit;
  row.can_cancel = may_cancel && !is_over(job.state);
  return row;
}

TokenRow token_row(const ApiToken& token) {
  TokenRow row;
  row.id = token.id;
  row.name = token.name;
  row.scopes = token.scopes.words();
  row.created = token.created;
  row.expires = token.ends;
  row.last_used = token.used;
  row.revoked = token.revoked;
  return row;
}

TokenRow token_row(const FileToken& token) {
  TokenRow row;
  row.name = token.name;
  row.scopes = token.scopes.words();
  row.is_from_file = true;
  return row;
}

WebhookView webhook_of(const WebhookConfiguration& webhook) {
  WebhookView view;
  view.name = webhook.name;
  view.format = *webhook.format;
  view.place = to_string(*webhook.url);
  view.events = *webhook.events;
  view.only = *webhook.only;
  return view;
}

}  // namespace

HttpResponse show_schedule(const PageCall& call) {
  const auto configured = call.service.configuration.now();
  ScheduleView view;
  view.now = call.now;
  view.label = call.http.parameter("label").value_or("");
  const std::vector<LabelCondition> conditions = label_conditions(call.http);
  const auto remembered = remembered_targets(call);
  std::vector<ScheduleRow> rows;
  for (const TargetConfiguration& target : configured->listed.targets)
    if (is_selected(conditions, target.options.labels))
      rows.push_back(schedule_row(target, remembered, call.now));
  std::ranges::sort(rows, is_before);
  view.total = rows.size();
  view.pages = std::max<std::size_t>(1, (rows.size() + kRows - 1) / kRows);
  const std::int64_t wanted = number_parameter(call.http, "page").value_or(1);
  view.page = std::clamp<std::size_t>(static_cast<std::size_t>(wanted), 1, view.pages);
  const auto first = rows.begin() + static_cast<std::ptrdiff_t>((view.page - 1) * kRows);
  view.rows.assign(first, first + std::min<std::ptrdiff_t>(kRows, rows.end() - first));
  return page_response(schedule_page(view, frame_of(call)));
}

HttpResponse show_jobs(const PageCall& call) {
  JobsView view;
  view.now = call.now;
  view.state = call.http.parameter("state").value_or("");
  const JobFilter filter{.state = job_state_parameter(call.http),
                         .before = number_parameter(call.http, "before"),
                         .limit = static_cast<std::int64_t>(kRows)};
  const bool may_cancel = call.visitor.caller.scopes.allows(AccessScope::kAudit);
  call.service.stores.with([&](Store& store) {
    JobQueue queue(store);
    for (const auto& [state, count] : queue.counts()) view.counts[std::string(to_string(state))] = count;
    for (const StoredJob& job : queue.jobs(filter)) view.jobs.push_back(job_row(job, may_cancel));
  });
  if (view.jobs.size() == kRows) view.next_before = view.jobs.back().id;
  return page_response(jobs_page(view, frame_of(call)));
}

HttpResponse show_webhooks(const PageCall& call) {
  const auto configured = call.service.configuration.now();
  std::vector<WebhookView> webhooks;
  for (const WebhookConfiguration& webhook : configured->webhooks) webhooks.push_back(webhook_of(webhook));
  const std::string chosen = call.http.parameter("webhook").value_or("");
  if (!chosen.empty() && std::ranges::find(webhooks, chosen, &WebhookView::name) == webhooks.end())
    throw RequestRefused(not_found("webhook", chosen));
  const std::int64_t before = number_parameter(call.http, "before").value_or(0);
  const WebhooksView view = call.service.stores.with(
      [&](Store& store) { return webhooks_view(store, std::move(webhooks), chosen, call.now, before); });
  return page_response(webhooks_page(view, frame_of(call)));
}

HttpResponse show_acks(const PageCall& call) {
  const std::int64_t before = number_parameter(call.http, "before").value_or(0);
  AcksView view = call.service.stores.with([&](Store& store) { return acks_view(store, call.now, before); });
  view.finding_key = call.http.parameter("finding_key").value_or("");
  view.selector = call.http.parameter("selector").value_or("");
  return page_response(acks_page(view, frame_of(call)));
}

TokensView tokens_view(const PageCall& call) {
  TokensView view;
  view.now = call.now;
  view.scopes = access_scope_words();
  const auto tokens = call.service.stores.with([](Store& store) { return TokenBook(store).all(); });
  for (const ApiToken& token : tokens) view.tokens.push_back(token_row(token));
  for (const FileToken& token : call.service.access.file_tokens()) view.tokens.push_back(token_row(token));
  return view;
}

HttpResponse show_tokens(const PageCall& call) {
  return page_response(tokens_page(tokens_view(call), frame_of(call)));
}

HttpResponse show_about(const PageCall& call) {
  AboutView view = call.service.stores.with([&](Store& store) { return about_view(store, call.now); });
  const JobEngineState state = call.service.jobs.state();
  view.groups.push_back({"This replica",
                         {{"audits that run", std::to_string(state.running), ""},
                          {"audits done", std::to_string(state.done), "since it began"},
                          {"leases lost", std::to_string(state.leases_lost), "results that were dropped"}}});
  return page_response(about_page(view, frame_of(call)));
}

}  // namespace tenon
