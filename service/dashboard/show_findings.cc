// Answers the pages about what was found: fleet, group, target, audit, comparison.

#include <algorithm>

#include "service/api/paging.h"
#include "service/api/problem.h"
#include "service/dashboard/group_migration.h"
#include "service/dashboard/page_call.h"
#include "service/next_runs.h"

namespace tenon {

namespace {

/// A script beyond this is a file to download.
constexpr std::size_t kShownScript = 8 * 1024;

std::vector<KnownTarget> known_targets(const ListedConfiguration& configured) {
  std::vector<KnownTarget> all;
  for (const TargetConfiguration& target : configured.listed.targets)
    all.push_back({target.name, target.options.labels});
  return all;
}

const TargetConfiguration* configured_target(const ListedConfiguration& all, const std::string& name) {
  const auto at = std::ranges::find(all.listed.targets, name, &TargetConfiguration::name);
  return at == all.listed.targets.end() ? nullptr : &*at;
}

GroupView group_in_path(const PageCall& call) {
  const std::string& fingerprint = call.path_value("fingerprint");
  const StalePolicy stale = stale_policy(call.service.configuration.now()->configuration);
  GroupSearch found =
      call.service.stores.with([&](Store& store) { return group_view(store, fingerprint, call.now, stale); });
  if (!found.view) throw RequestRefused(not_found("drift", fingerprint));
  return std::move(*found.view);
}

}  // namespace

HttpResponse show_fleet(const PageCall& call) {
  const auto configured = call.service.configuration.now();
  FleetFilter filter;
  filter.label = call.http.parameter("label").value_or("");
  filter.state = condition_parameter(call.http);
  filter.page =
      static_cast<std::size_t>(std::max<std::int64_t>(1, number_parameter(call.http, "page").value_or(1)));
  filter.configured = known_targets(*configured);
  filter.stale = stale_policy(configured->configuration);
  FleetView view =
      call.service.stores.with([&](Store& store) { return fleet_view(store, filter, call.now); });
  for (const TargetConfiguration& target : configured->listed.targets)
    if (const auto next = next_run(target, call.now); next && (!view.next_run || *next < *view.next_run))
      view.next_run = next;
  return page_response(fleet_page(view, frame_of(call)));
}

HttpResponse show_group(const PageCall& call) {
  const std::string& prefix = call.path_value("fingerprint");
  const StalePolicy stale = stale_policy(call.service.configuration.now()->configuration);
  const GroupSearch found =
      call.service.stores.with([&](Store& store) { return group_view(store, prefix, call.now, stale); });
  if (!found.view) throw RequestRefused(not_found("drift", prefix));
  GroupView view = *found.view;
  const GroupMigration migration = group_migration(call.service, view, call.http.stop);
  view.migration.problem = migration.problem;
  view.migration.is_too_long = migration.script.size() > kShownScript;
  if (!view.migration.is_too_long) view.migration.script = migration.script;
  return page_response(group_page(view, frame_of(call)));
}

HttpResponse show_migration(const PageCall& call) {
  const GroupView view = group_in_path(call);
  const GroupMigration migration = group_migration(call.service, view, call.http.stop);
  if (migration.script.empty())
    throw RequestRefused({422, "no-migration", "There is no migration", migration.problem});
  return HttpResponse{.content_type = "text/plain; charset=utf-8", .body = migration.script}.with(
      "Content-Disposition", "attachment; filename=\"" + view.fingerprint.substr(0, 9) + ".sql\"");
}

HttpResponse show_target(const PageCall& call) {
  const std::string& name = call.path_value("name");
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  const TargetConfiguration* target = configured_target(*configured, name);
  auto view = call.service.stores.with([&](Store& store) {
    return target_view(store, name, call.now, stale_policy(configured->configuration));
  });
  if (!view && !target) throw RequestRefused(not_found("target", name));
  if (!view) {
    view.emplace();
    view->name = name;
    view->now = call.now;
    view->row.state.target = name;
    view->row.labels = target->options.labels;
  }
  view->is_configured = target != nullptr;
  if (target) view->origin = to_string(target->origin);
  if (target) view->fault = target->fault;
  if (target && target->options.schedule)
    view->schedule = {target->options.schedule->cron, target->options.schedule->time_zone,
                      next_run(*target, call.now)};
  return page_response(target_page(*view, frame_of(call)));
}

HttpResponse show_audit(const PageCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "audit");
  const auto view = call.service.stores.with([&](Store& store) { return audit_view(store, id); });
  if (!view) throw RequestRefused(not_found("audit", std::to_string(id)));
  return page_response(audit_page(*view, frame_of(call)));
}

HttpResponse show_graph(const PageCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "audit");
  const auto view = call.service.stores.with([&](Store& store) { return graph_view(store, id); });
  if (!view) throw RequestRefused(not_found("audit", std::to_string(id)));
  return page_response(graph_page(*view, frame_of(call)));
}

HttpResponse show_comparison(const PageCall& call) {
  const std::int64_t a = number_in_path(call.http, "a", "audit");
  const std::int64_t b = number_in_path(call.http, "b", "audit");
  const auto view = call.service.stores.with([&](Store& store) { return compare_view(store, a, b); });
  if (!view) throw RequestRefused(not_found("audit", std::to_string(a) + " or " + std::to_string(b)));
  return page_response(compare_page(*view, frame_of(call)));
}

}  // namespace tenon
