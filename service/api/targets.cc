// Answers the routes of targets.

#include <algorithm>

#include "app/generate.h"
#include "config/selection.h"
#include "model/digest.h"
#include "service/api/body.h"
#include "service/api/comparison.h"
#include "service/api/handlers.h"
#include "service/api/paging.h"
#include "service/api/preconditions.h"
#include "service/api/values.h"
#include "store/store_pool.h"

namespace tenon {

namespace {

/// What is remembered of a target, and how it is configured; either may be missing.
struct KnownTargetRow {
  std::optional<TargetRow> row;
  const TargetConfiguration* configured = nullptr;
};

/// Where a target comes from; null where it is history.
OrderedJson origin_json(const TargetConfiguration* target) {
  if (!target) return nullptr;
  return target->origin.kind == OriginKind::kApi ? "api" : "configuration";
}

OrderedJson json_of_target(const KnownTargetRow& target, Instant now, StalePolicy stale) {
  TargetRow row = target.row.value_or(TargetRow());
  if (!target.row) row.state.target = target.configured->name;
  if (target.configured) row.labels = target.configured->options.labels;
  OrderedJson json = json_of(row, now, stale);
  json["configured"] = target.configured != nullptr;
  json["origin"] = origin_json(target.configured);
  if (target.configured && !target.configured->fault.empty()) json["fault"] = target.configured->fault;
  if (target.configured && target.configured->options.schedule)
    json["schedule"] = {{"cron", target.configured->options.schedule->cron},
                        {"time_zone", target.configured->options.schedule->time_zone}};
  return json;
}

std::map<std::string, KnownTargetRow> known_targets(const ApiCall& call,
                                                    const ListedConfiguration& configured) {
  std::map<std::string, KnownTargetRow> all;
  call.service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) {
      for (TargetRow& row : target_rows(session)) {
        const std::string name = row.state.target;
        all[name].row = std::move(row);
      }
    });
  });
  for (const TargetConfiguration& target : configured.listed.targets) all[target.name].configured = &target;
  return all;
}

/// Throws RequestRefused (404) for a name that neither the store nor the configuration has.
KnownTargetRow target_in_path(const ApiCall& call, const ListedConfiguration& configured) {
  const std::string& name = call.path_value("name");
  KnownTargetRow found;
  call.service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) { found.row = target_row(session, name); });
  });
  const auto at = std::ranges::find(configured.listed.targets, name, &TargetConfiguration::name);
  if (at != configured.listed.targets.end()) found.configured = &*at;
  if (!found.row && !found.configured) throw RequestRefused(not_found("target", name));
  return found;
}

/// Adds the definition of a target that was made over the API for those who may change it, and its ETag.
HttpResponse with_definition(const ApiCall& call, OrderedJson json, const Definition* definition) {
  if (!definition) return json_response(json);
  if (!refused(call.caller, AccessScope::kWrite))
    json["definition"] = OrderedJson::parse(definition->content);
  HttpResponse answer = json_response(json);
  constexpr std::size_t kDigits = 16;
  answer.headers.emplace_back(
      "ETag", etag_of(*definition, sha256(answer.body).substr(std::string("sha256:").size(), kDigits)));
  return answer;
}

/// Whether a target as JSON is in the wanted state.
bool is_in_state(const OrderedJson& target, const std::optional<TargetCondition>& state) {
  return !state || target["state"] == to_string(*state);
}

}  // namespace

HttpResponse list_targets(const ApiCall& call) {
  const PageWish wish = page_wish(call.http);
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  const std::vector<LabelCondition> conditions = label_conditions(call.http);
  const auto state = condition_parameter(call.http);
  OrderedJson items = OrderedJson::array();
  std::optional<std::string> next;
  for (const auto& [name, target] : known_targets(call, *configured)) {
    if (!wish.cursor.empty() && name <= wish.cursor) continue;
    OrderedJson json = json_of_target(target, call.service.now(), stale_policy(configured->configuration));
    if (!is_selected(conditions, json["labels"]) || !is_in_state(json, state)) continue;
    if (static_cast<std::int64_t>(items.size()) == wish.limit) {
      next = items.back()["name"];
      break;
    }
    items.push_back(std::move(json));
  }
  return page_response(std::move(items), next);
}

HttpResponse get_target(const ApiCall& call) {
  call.service.configuration.refresh();
  const auto configured = call.service.configuration.now();
  const KnownTargetRow target = target_in_path(call, *configured);
  OrderedJson json = json_of_target(target, call.service.now(), stale_policy(configured->configuration));
  json["episodes"] = OrderedJson::array();
  constexpr std::int64_t kEpisodes = 20;
  call.service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) {
      for (const Episode& episode : episode_rows(session, call.path_value("name"), kEpisodes))
        json["episodes"].push_back(json_of(episode));
    });
  });
  const bool is_defined = target.configured && target.configured->origin.kind == OriginKind::kApi;
  return with_definition(
      call, std::move(json),
      is_defined ? find_definition(configured->definitions, DefinitionKind::kTarget, call.path_value("name"))
                 : nullptr);
}

HttpResponse list_target_audits(const ApiCall& call) {
  constexpr std::int64_t kMost = 500;
  const auto configured = call.service.configuration.now();
  target_in_path(call, *configured);
  const auto from = time_parameter(call.http, "from");
  const auto to = time_parameter(call.http, "to");
  const auto wanted = call.http.parameter("outcome");
  if (wanted && !audit_outcome(*wanted))
    throw RequestRefused(malformed("outcome is in_sync, drift, acknowledged, error or missed"));
  OrderedJson items = OrderedJson::array();
  call.service.stores.with([&](Store& store) {
    store.reading([&](StoreSession& session) {
      for (const NightRow& night : night_rows(session, call.path_value("name"), kMost))
        if ((!from || night.finished >= *from) && (!to || night.finished <= *to) &&
            (!wanted || to_string(night.outcome) == *wanted))
          items.push_back(json_of(night));
    });
  });
  return page_response(std::move(items), std::nullopt);
}

HttpResponse get_target_model(const ApiCall& call) {
  const Instant at = time_parameter(call.http, "at").value_or(call.service.now());
  const std::string& name = call.path_value("name");
  const auto snapshot = call.service.stores.with([&](Store& store) { return store.snapshot_at(name, at); });
  if (!snapshot)
    throw RequestRefused({404, "snapshot-not-found", "No such snapshot",
                          "no audit of " + name + " had read a catalog by " + rfc3339(at)});
  return HttpResponse{.body = snapshot->text}.with("X-Tenon-Audit", std::to_string(snapshot->audit));
}

HttpResponse make_migration(const ApiCall& call) {
  const auto found = call.service.configuration.target(call.path_value("name"));
  if (!found) throw RequestRefused(not_found("target", call.path_value("name")));
  BodyReader body(call.http);
  GenerateRequest wanted;
  read_migration_fields(body, wanted);
  body.finish();
  const AuditTarget target = with_secrets(*found, call.http.stop);
  if (target.failure)
    throw RequestRefused({502, "target", "The target cannot be used", target.failure->message});
  wanted.compare = target.request;
  return generated_within(work_limit(call), call.http, std::move(wanted));
}

}  // namespace tenon
