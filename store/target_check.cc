// Holds the targets of a store against their results and its log.

#include "store/target_check.h"

#include <utility>

#include "model/error.h"
#include "store/rows.h"
#include "store/state_json.h"

namespace tenon {

namespace {

constexpr const char* kSelectCheckedTargets =
    "SELECT t.id, t.name, t.labels, t.url_ref, t.state, t.created_at, (SELECT a.finished_at FROM audit a "
    "WHERE "
    "a.target_id = t.id ORDER BY a.id LIMIT 1) FROM target t ORDER BY t.name";

/// What is wrong with what a target has from its last result; empty: nothing.
std::string row_fault(const SqlRow& row, const AuditResult& last) {
  if (row.text(2) != labels_json(last.labels)) return "has other labels than its last result";
  return row.text(3) == last.url_ref ? "" : "has another reference of its URL than its last result";
}

bool is_state_of(const TargetState& state, const AuditResult& last) {
  if (state.outcome != last.outcome) return false;
  if (!is_known(last.outcome)) return state.failures > 0 || state.origin.is_list;
  return state.failures == 0 && state.fingerprint == last.fingerprint &&
         state.full_fingerprint == last.full_fingerprint &&
         state.last_known == last.read_at.value_or(last.started);
}

std::string state_fault(const TargetState& state, const StoredAudit& last, const LoggedTargets& logged) {
  const auto gone = logged.gone.find(state.target);
  const bool is_gone = gone != logged.gone.end() && gone->second == last.id;
  if (is_gone && !state.gone_since) return "is no longer there, the log says";
  if (!is_gone && state.gone_since) return "is said to be gone, and the log does not say so";
  if (is_gone || is_state_of(state, last.result)) return "";
  return "has another state than its last result says";
}

std::string target_fault(StoreSession& session, const SqlRow& row, const LoggedTargets& logged) {
  const TargetState state = state_of(row.text(1), row.text(4));
  const SqlRows audits = session.run(std::string("SELECT ") + kAuditColumns + kAuditTables +
                                         "WHERE a.target_id = ?1 ORDER BY a.id DESC LIMIT 1",
                                     {row.integer(0)});
  if (audits.empty()) return state.outcome ? "has a state, and no result" : "";
  const StoredAudit last = stored_audit(audits.front());
  if (std::string what = row_fault(row, last.result); !what.empty()) return what;
  if (!logged.is_pruned && row.text(5) != row.text(6))
    return "was first recorded at another time than its first result";
  return state_fault(state, last, logged);
}

}  // namespace

std::int64_t checked_targets(StoreSession& session, const LoggedTargets& logged,
                             std::vector<StoreFault>& faults) {
  const SqlRows rows = session.run(kSelectCheckedTargets);
  for (const SqlRow& row : rows) {
    std::string what;
    try {
      what = target_fault(session, row, logged);
    } catch (const Error& error) {
      if (error.fault() != Fault::kRefused) throw;
      what = std::string("cannot be read: ") + error.what();
    }
    if (!what.empty()) faults.push_back({"target " + row.text(1), std::move(what)});
  }
  return static_cast<std::int64_t>(rows.size());
}

}  // namespace tenon
