// Measures the pages of the dashboard over a store of many targets and nights: bare queries, views, pages.
//
//   pages_bench STORE_URL [TARGETS [NIGHTS]]
//
// makes the store if it is not there: the first and the last night as audits record them, the nights between
// as copies of the first. Prints a line for each page: milliseconds (the median of 7), and bytes.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/store_schema.h"
#include "audit/fingerprint.h"
#include "service/pages/pages.h"
#include "store/session.h"
#include "tests/service/fleet.h"

namespace tenon {
namespace {

using namespace tenon::test;

double median_ms(const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < 7; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::nth_element(times, times.begin() + 3);
  return times[3];
}

std::vector<Audited> night_of(int at, int targets) {
  std::vector<Audited> results;
  for (int i = 0; i < targets; ++i) {
    const bool drifts = at > 0 && i % 5 == 0;
    std::vector<StoredFinding> findings;
    if (drifts && i % 50 == 0) findings = {unexpected_index("ix_" + std::to_string(i % 1000))};
    if (drifts && i % 50 != 0) findings = shop_findings();
    results.push_back(at > 0 && i % 97 == 0 ? Audited{failed_with("connect", at, tenant(i)), {}}
                                            : result_of(std::move(findings), at, tenant(i), {}, 200));
  }
  return results;
}

/// Copies the first night to the nights after it, behind the store's back.
void copy_nights(StoreSession& session, int nights) {
  StoreTransaction transaction(session, Access::kWriting);
  for (int at = 1; at < nights; ++at) {
    const std::int64_t sweep =
        session
            .run(
                "INSERT INTO sweep (started_at, finished_at, started_by, selection, targets, workers, "
                "tool_version, exit_code, summary) SELECT ?1, ?2, started_by, selection, targets, workers, "
                "tool_version, exit_code, summary FROM sweep WHERE id = 1 RETURNING id",
                {sortable(night(at)), sortable(night(at) + std::chrono::minutes(5))})
            .front()
            .integer(0);
    session.run(
        "INSERT INTO audit (sweep_id, target_id, outcome, fingerprint, drift_digest, acknowledged, ack_ids, "
        "engine, server_version, url_ref, labels, declared_digest, snapshot_digest, read_digest, counts, "
        "durations, started_at, read_at, finished_at, attempts, tool_version, row_digest) SELECT ?1, "
        "target_id, "
        "outcome, fingerprint, drift_digest, acknowledged, ack_ids, engine, server_version, url_ref, labels, "
        "declared_digest, snapshot_digest, read_digest, counts, durations, ?2, ?2, ?3, attempts, "
        "tool_version, "
        "row_digest FROM audit WHERE sweep_id = 1 ORDER BY id",
        {sweep, sortable(night(at)), sortable(night(at) + std::chrono::minutes(1))});
  }
  transaction.commit();
}

std::unique_ptr<StoreSession> session_of(const std::string& url) {
  if (url.starts_with("sqlite:///")) return open_sqlite_store({url.substr(10), url.substr(10)});
  return open_postgresql_store({url, url, {}});
}

void fill(Store& store, const std::string& url, int targets, int nights) {
  record_night(store, 0, night_of(0, targets));
  copy_nights(*session_of(url), nights - 1);
  record_night(store, nights - 1, night_of(nights - 1, targets));
}

/// One page: its bare queries, and the whole way.
struct PageCase {
  const char* name;
  std::function<void(StoreSession&)> queries;
  std::function<std::string()> page;
};

void measure(Store& store, const std::vector<PageCase>& cases) {
  std::printf("%-14s %10s %10s %8s\n", "page", "queries ms", "page ms", "bytes");
  for (const PageCase& one : cases) {
    const double queries = median_ms([&] { store.reading(one.queries); });
    std::string page;
    const double whole = median_ms([&] { page = one.page(); });
    std::printf("%-14s %10.1f %10.1f %8zu\n", one.name, queries, whole, page.size());
  }
}

std::vector<PageCase> cases_of(Store& store, int nights) {
  const Instant now = night(nights - 1) + std::chrono::hours(5);
  const PageFrame frame = frame_of_admin();
  const std::string drift = fingerprint_of(result_with(shop_findings(), 0).findings);
  const std::int64_t audit = store.history(tenant(5), 1).at(0).id;
  const std::int64_t earlier = store.history(tenant(5), 2).at(1).id;
  const auto report = [audit](StoreSession& s) {
    audit_row(s, audit), drift_row(s, "sha256:x"), audit_neighbours(s, audit);
  };
  return {
      {"fleet", [](StoreSession& s) { target_rows(s), drift_ages(s), sweep_rows(s, 1); },
       [=, &store] { return fleet_page(fleet_view(store, {}, now), frame); }},
      {"fleet in sync", [](StoreSession& s) { target_rows(s), drift_ages(s), sweep_rows(s, 1); },
       [=, &store] {
         return fleet_page(fleet_view(store, {"env=prod", TargetCondition::kInSync}, now), frame);
       }},
      {"group",
       [=](StoreSession& s) {
         fingerprints_like(s, drift, 8), drift_ages(s), target_rows(s), group_episodes(s, drift, 200);
         spread_rows(s, drift, 400), group_sample(s, drift);
       },
       [=, &store] { return group_page(*group_view(store, drift, now).view, frame); }},
      {"target",
       [](StoreSession& s) {
         target_row(s, tenant(5)), night_rows(s, tenant(5), 400), episode_rows(s, tenant(5), 50);
       },
       [=, &store] { return target_page(*target_view(store, tenant(5), now), frame); }},
      {"audit", report, [=, &store] { return audit_page(*audit_view(store, audit), frame); }},
      {"graph", [=](StoreSession& s) { report(s), snapshot_row(s, audit); },
       [=, &store] { return graph_page(*graph_view(store, audit), frame); }},
      {"compare",
       [=](StoreSession& s) { report(s), report(s), snapshot_row(s, audit), snapshot_row(s, earlier); },
       [=, &store] { return compare_page(*compare_view(store, earlier, audit), frame); }},
      {"webhooks", [](StoreSession& s) { channel_rows(s), delivery_rows(s, "", 0, 101); },
       [=, &store] { return webhooks_page(webhooks_view(store, {}, "", now), frame); }},
      {"acks", [](StoreSession& s) { ack_rows(s, 0, 101); },
       [=, &store] { return acks_page(acks_view(store, now), frame); }},
      {"about", [](StoreSession& s) { sweep_rows(s, 20); },
       [=, &store] { return about_page(about_view(store, now), frame); }},
  };
}

}  // namespace
}  // namespace tenon

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: pages_bench STORE_URL [TARGETS [NIGHTS]]\n");
    return 64;
  }
  const std::string url = arguments[1];
  const int targets = count > 2 ? std::stoi(arguments[2]) : 1000;
  const int nights = count > 3 ? std::stoi(arguments[3]) : 400;
  const auto store = tenon::open_store(tenon::SourceArgument(url), tenon::StoreUse::kCreate);
  if (store->targets().empty()) tenon::fill(*store, url, targets, nights);
  tenon::measure(*store, tenon::cases_of(*store, nights));
  return 0;
}
