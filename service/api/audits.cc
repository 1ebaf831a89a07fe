// Answers the routes of audits, of drift and of what only requests hold.

#include <algorithm>

#include "app/format.h"
#include "render/report/html.h"
#include "render/report/markdown.h"
#include "render/report/sarif.h"
#include "service/api/accept.h"
#include "service/api/comparison.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/values.h"
#include "service/views/audit_view.h"
#include "service/views/compare_view.h"
#include "service/views/fleet_view.h"
#include "service/views/group_view.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

OrderedJson json_of_entry(const DocumentEntry& entry) {
  return {{"rule", entry.rule},         {"finding", entry.word},  {"key", entry.key},
          {"declared", entry.declared}, {"actual", entry.actual}, {"meaning", entry.meaning}};
}

OrderedJson json_of_entries(const std::vector<DocumentEntry>& entries) {
  OrderedJson all = OrderedJson::array();
  for (const DocumentEntry& entry : entries) all.push_back(json_of_entry(entry));
  return all;
}

}  // namespace

HttpResponse get_audit(const ApiCall& call) {
  const std::int64_t id = number_in_path(call.http, "id", "audit");
  const std::string type = accepted(call.http.header("accept"), {"application/json", "text/markdown",
                                                                 "text/html", "application/sarif+json"});
  const auto view = call.service.stores.with([&](Store& store) { return audit_view(store, id); });
  if (!view) throw RequestRefused(not_found("audit", std::to_string(id)));
  if (type == "application/json") return json_response(json_of(view->audit));
  if (type == "text/markdown")
    return {.content_type = type + "; charset=utf-8", .body = markdown(view->document)};
  if (type == "text/html") return {.content_type = type + "; charset=utf-8", .body = html(view->document)};
  if (type == "application/sarif+json") return {.content_type = type, .body = sarif(view->document)};
  throw RequestRefused({406, "not-acceptable", "No such form", "an audit is JSON, Markdown, HTML or SARIF"});
}

HttpResponse compare_audits(const ApiCall& call) {
  const std::int64_t a = number_in_path(call.http, "a", "audit");
  const std::int64_t b = number_in_path(call.http, "b", "audit");
  const auto view = call.service.stores.with([&](Store& store) { return compare_view(store, a, b); });
  if (!view) throw RequestRefused(not_found("audit", std::to_string(a) + " or " + std::to_string(b)));
  return json_response({{"before", json_of(view->before)},
                        {"after", json_of(view->after)},
                        {"came", json_of_entries(view->came)},
                        {"gone", json_of_entries(view->gone)},
                        {"common", view->common}});
}

HttpResponse list_drifts(const ApiCall& call) {
  FleetFilter filter{.label = call.http.parameter("label").value_or(""), .state = TargetCondition::kDrift};
  const FleetView view =
      call.service.stores.with([&](Store& store) { return fleet_view(store, filter, call.service.now()); });
  OrderedJson items = OrderedJson::array();
  for (const FleetCard& card : view.cards)
    items.push_back({{"fingerprint", card.fingerprint},
                     {"says", card.sentence},
                     {"targets", card.targets},
                     {"since", json_of(card.since)}});
  return page_response(std::move(items), std::nullopt);
}

HttpResponse get_drift(const ApiCall& call) {
  const std::string& fingerprint = call.path_value("fingerprint");
  const GroupSearch found = call.service.stores.with(
      [&](Store& store) { return group_view(store, fingerprint, call.service.now()); });
  if (!found.view) throw RequestRefused(not_found("drift", fingerprint));
  OrderedJson targets = OrderedJson::array();
  for (const GroupTarget& target : found.view->targets)
    targets.push_back({{"name", target.mark.name},
                       {"labels", target.labels},
                       {"since", rfc3339(target.since)},
                       {"audit", target.audit}});
  OrderedJson entries = OrderedJson::array();
  for (const DocumentSection& section : found.view->findings.sections)
    for (const DocumentEntry& entry : section.entries) entries.push_back(json_of_entry(entry));
  return json_response({{"fingerprint", found.view->fingerprint},
                        {"says", found.view->sentence},
                        {"since", json_of(found.view->since)},
                        {"target_count", found.view->target_count},
                        {"targets", targets},
                        {"findings", entries}});
}

HttpResponse list_findings(const ApiCall& call) {
  const std::string key = call.http.parameter("key").value_or("*");
  if (call.http.parameter("open").value_or("true") != "true")
    throw RequestRefused(malformed("open is true: what is mended is in the audits of its target"));
  const auto found = call.service.stores.with([&](Store& store) { return store.findings(key); });
  const PageWish wish = page_wish(call.http);
  const std::int64_t from = wish.number().value_or(0);
  if (from >= std::ssize(found)) return page_response(OrderedJson::array(), std::nullopt);
  OrderedJson items = OrderedJson::array();
  for (std::int64_t i = from; i < std::min<std::int64_t>(from + wish.limit, std::ssize(found)); ++i) {
    const FindingOfTarget& one = found[static_cast<std::size_t>(i)];
    items.push_back({{"target", one.target}, {"audit", one.audit}, {"finding", json_of(one.finding)}});
  }
  const bool has_more = from + wish.limit < std::ssize(found);
  return page_response(std::move(items),
                       has_more ? std::optional(std::to_string(from + wish.limit)) : std::nullopt);
}

std::chrono::milliseconds work_limit(const ApiCall& call) {
  return *call.service.configuration.now()->configuration.service.request_time_limit;
}

HttpResponse diff_schemas(const ApiCall& call) { return diff_answer(call.http, work_limit(call)); }
HttpResponse generate_migration(const ApiCall& call) { return generate_answer(call.http, work_limit(call)); }
HttpResponse get_openapi(const ApiCall&) { return {.body = openapi_json()}; }

}  // namespace tenon
