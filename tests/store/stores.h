#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

#include "app/store_schema.h"
#include "model/digest.h"
#include "store/session.h"
#include "store/store.h"
#include "tests/audit/results.h"
#include "tests/support/postgres.h"
#include "tests/support/shell.h"

namespace tenon::test {

enum class Engine { kSqlite, kPostgresql };

inline std::string engine_name(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::kSqlite ? "Sqlite" : "Postgresql";
}

/// The place of a store, gone with the object.
class StorePlace {
 public:
  explicit StorePlace(Engine engine) {
    if (engine == Engine::kPostgresql) database_ = std::make_unique<TemporaryDatabase>();
  }
  std::string path() const { return folder_.file("tenon.db"); }
  std::string url() const { return database_ ? database_->url() : "sqlite:///" + path(); }
  std::unique_ptr<Store> open() const { return open_store(url(), StoreUse::kCreate); }
  /// Runs SQL behind tenon's back.
  void run(const std::string& sql) const {
    if (database_) return database_->run("SET search_path TO tenon;" + sql);
    const Ran ran = shell("sqlite3 -bail " + shell_quoted(path()), sql);
    if (ran.code != 0) throw std::runtime_error(ran.err);
  }
  /// What a query returns.
  std::string query(const std::string& sql) const {
    if (database_) return database_->query("SET search_path TO tenon;" + sql);
    std::string out = shell("sqlite3 -bail " + shell_quoted(path()), sql + ";").out;
    while (out.ends_with('\n')) out.pop_back();
    return out;
  }
  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
  std::unique_ptr<TemporaryDatabase> database_;
};

inline SweepStart sweep_at(int at) {
  SweepStart start;
  start.started = night(at);
  start.selection = "--all";
  start.targets = 1;
  start.tool_version = "test";
  return start;
}

inline SweepEnd end_at(int at) {
  SweepEnd end;
  end.finished = night(at) + std::chrono::minutes(5);
  end.close = [](const SweepLook&) { return SweepClosing{0, "{}", {}}; };
  return end;
}

/// A result that has read a catalog, and its texts.
struct Audited {
  AuditResult result;
  AuditTexts texts;
};

inline Audited with_texts(AuditResult result, const std::string& snapshot = R"({"tables":{}})") {
  Audited made{std::move(result), {snapshot, R"({"findings":[]})"}};
  made.result.snapshot_digest = sha256(snapshot);
  made.result.engine = "sqlite";
  made.result.server_version = "3.40.1";
  made.result.url_ref = "env:ORDERS_URL";
  made.result.labels = {{"env", "prod"}};
  made.result.counts = {214, 611, 388, 14, 0};
  made.result.durations = {12, 84, 3};
  return made;
}

/// Audits one night: a sweep with these results.
inline std::vector<TargetTransition> audit_night(Store& store, int at,
                                                 const std::vector<AuditResult>& results,
                                                 const std::function<void(SweepEnd&)>& change = {}) {
  const std::int64_t sweep = store.begin_sweep(sweep_at(at));
  for (const AuditResult& result : results) {
    const Audited audited = with_texts(result);
    if (is_known(result.outcome))
      store.record(sweep, audited.result, audited.texts);
    else
      store.record(sweep, result);
  }
  SweepEnd end = end_at(at);
  if (change) change(end);
  return store.finish_sweep(sweep, end);
}

/// What is wrong with a store, a line each.
inline std::string faults_of(Store& store) {
  std::string text;
  for (const StoreFault& fault : store.verify().faults) text += fault.where + " " + fault.what + "\n";
  return text;
}

inline std::vector<Transition> kinds_of(const std::vector<TargetTransition>& transitions) {
  std::vector<Transition> kinds;
  for (const TargetTransition& one : transitions) kinds.push_back(one.transition);
  return kinds;
}

}  // namespace tenon::test
