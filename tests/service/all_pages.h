#pragma once

#include <map>
#include <string>

#include "audit/fingerprint.h"
#include "service/pages/pages.h"
#include "tests/service/fleet.h"

namespace tenon::test {

inline std::int64_t last_audit_of(Store& store, const std::string& target) {
  return store.history(target, 1).at(0).id;
}

/// The fingerprint that most targets of make_fleet() have.
inline std::string shared_fingerprint() { return fingerprint_of(result_with(shop_findings(), 0).findings); }

inline JobsView some_jobs() {
  JobsView view;
  view.now = morning();
  view.counts = {{"queued", 3}, {"running", 1}, {"done", 812}, {"dead", 1}};
  JobRow running;
  running.id = 81;
  running.target = "tenant-0003";
  running.state = "running";
  running.trigger = "schedule";
  running.attempt = 1;
  running.started = morning() - std::chrono::seconds(40);
  running.lease_until = morning() + std::chrono::seconds(20);
  running.owner = "tenon-0@db-audit-1";
  running.can_cancel = true;
  JobRow dead;
  dead.id = 80;
  dead.target = kEvil;
  dead.state = "dead";
  dead.trigger = "api";
  dead.attempt = 4;
  dead.finished = morning();
  dead.error = "connect: " + kEvil;
  dead.audit = 7;
  view.jobs = {running, dead};
  return view;
}

inline ScheduleView some_schedule() {
  ScheduleView view;
  view.now = morning();
  view.rows = {{"tenant-0001", "30 2 * * *", "Europe/Berlin", night(2), night(3), "one", "45m"},
               {kEvil, "", "", std::nullopt, std::nullopt, "", ""}};
  view.total = 2;
  return view;
}

inline TokensView some_tokens() {
  TokensView view;
  view.now = morning();
  view.scopes = {"read", "diff", "audit", "ack", "write", "metrics", "admin"};
  view.tokens = {{1, "ci", {"read", "audit"}, night(0), night(90), night(2), std::nullopt, false},
                 {2, kEvil, {"admin"}, night(0), std::nullopt, std::nullopt, night(1), false},
                 {3, "ops", {"admin"}, std::nullopt, std::nullopt, std::nullopt, std::nullopt, true}};
  view.new_name = "grafana";
  view.new_secret = "tnn_" + std::string(43, 'x');
  return view;
}

inline WebhooksView some_webhooks(Store& store) {
  store.enqueue({"slack-db", "msg_1", "drift.opened", "{}"}, night(2));
  store.enqueue({"slack-db", "msg_2", "test", "{}"}, night(2));
  store.enqueue({kEvil, "msg_3", "drift.closed", "{}"}, night(2));
  for (const Delivery& one : store.deliveries())
    if (one.message.message_id != "msg_2")
      store.attempted(one.id, {night(2), one.message.channel == "slack-db",
                               morning() + std::chrono::minutes(5), "HTTP 500 from " + kEvil});
  WebhookView slack;
  slack.name = "slack-db";
  slack.format = "slack";
  slack.place = "file:/run/secrets/slack-url";
  slack.events = {"drift.opened", "drift.closed"};
  slack.only = "env=prod";
  return webhooks_view(store, {slack}, "", morning());
}

/// Every page over a fleet of so many tenants, by the name of its file.
inline std::map<std::string, std::string> all_pages(Store& store, int tenants) {
  make_fleet(store, tenants);
  const PageFrame frame = frame_of_admin();
  const Instant now = morning();
  std::map<std::string, std::string> pages;
  FleetView fleet = fleet_view(store, {}, now);
  fleet.next_run = night(3);
  pages["fleet"] = fleet_page(fleet, frame);
  pages["fleet-filtered"] = fleet_page(fleet_view(store, {"env=test", TargetCondition::kDrift}, now), frame);
  GroupView group = *group_view(store, shared_fingerprint(), now).view;
  group.migration.script =
      "BEGIN;\nALTER TABLE \"public\".\"orders\" DROP CONSTRAINT \"fk_orders_user_id_users\";\nCOMMIT;\n";
  pages["group"] = group_page(group, frame);
  TargetView target = *target_view(store, "tenant-0006", now);
  target.schedule = {"30 2 * * *", "Europe/Berlin", night(3)};
  pages["target"] = target_page(target, frame);
  pages["target-failed"] = target_page(*target_view(store, "edge-07", now), frame);
  pages["target-evil"] = target_page(*target_view(store, kEvil, now), frame);
  pages["audit"] = audit_page(*audit_view(store, last_audit_of(store, "tenant-0006")), frame);
  pages["audit-evil"] = audit_page(*audit_view(store, last_audit_of(store, kEvil)), frame);
  pages["audit-acknowledged"] = audit_page(*audit_view(store, last_audit_of(store, "warehouse")), frame);
  pages["audit-failed"] = audit_page(*audit_view(store, last_audit_of(store, "edge-07")), frame);
  pages["audit-in-sync"] = audit_page(*audit_view(store, last_audit_of(store, "kiosk/tenant_1")), frame);
  pages["graph"] = graph_page(*graph_view(store, last_audit_of(store, "tenant-0006")), frame);
  pages["graph-evil"] = graph_page(*graph_view(store, last_audit_of(store, kEvil)), frame);
  const std::vector<StoredAudit> nights = store.history("tenant-0006", 3);
  pages["compare"] = compare_page(*compare_view(store, nights.back().id, nights.front().id), frame);
  pages["schedule"] = schedule_page(some_schedule(), frame);
  pages["jobs"] = jobs_page(some_jobs(), frame);
  pages["webhooks"] = webhooks_page(some_webhooks(store), frame);
  pages["acks"] = acks_page(acks_view(store, now), frame);
  pages["tokens"] = tokens_page(some_tokens(), frame);
  pages["about"] = about_page(about_view(store, now), frame);
  PageFrame nobody = frame;
  nobody.user.clear();
  pages["login"] = login_page({"/acks", "this token is not known, or it has expired"}, nobody);
  PageFrame noticed = frame;
  noticed.notices = {
      {NoticeTone::kDone, "the audit of " + kEvil + " was asked for"},
      {NoticeTone::kWarning, "the configuration that was loaded last is not valid: the one before is in use"},
      {NoticeTone::kFault, "the store cannot be reached"}};
  pages["error"] = error_page({404, "", "01J0000000000000000000000"}, noticed);
  pages["unavailable"] = error_page({503, "", ""}, nobody);
  return pages;
}

}  // namespace tenon::test
