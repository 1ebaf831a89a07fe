// Ends sweeps: what they tell, and what is to be sent.

#include "store/sweep_end.h"

#include <algorithm>
#include <set>

#include "audit/canonical_json.h"
#include "audit/gone.h"
#include "model/error.h"
#include "store/deliveries.h"
#include "store/log.h"
#include "store/record.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/sweep_digest.h"
#include "store/targets.h"
#include "store/utf8.h"

namespace tenon {

namespace {

std::vector<Ack> all_acks(StoreSession& session) {
  std::vector<Ack> all;
  for (const SqlRow& row : session.run(std::string("SELECT ") + kAckColumns + " FROM ack ORDER BY id"))
    all.push_back(stored_ack(row));
  return all;
}

std::set<std::int64_t> told_acks(StoreSession& session, Transition kind) {
  std::set<std::int64_t> ids;
  for (const SqlRow& row : session.run(std::string("SELECT ") + kEventColumns + " FROM event WHERE kind = ?1",
                                       {std::string(to_string(kind))}))
    if (const auto id = transition_of(stored_event(row)).ack_id) ids.insert(*id);
  return ids;
}

TargetTransition ack_transition(Transition kind, const Ack& ack) {
  TargetTransition told;
  told.transition = kind;
  told.ack_id = ack.id;
  told.since = end_of(ack);
  told.message = ack.finding_key + " on " + ack.selector + ": " + ack.reason + " (" + ack.owner + ")";
  return told;
}

/// Returns what acknowledgements have to tell that was not told before.
std::vector<TargetTransition> ack_transitions(StoreSession& session, const std::vector<Ack>& acks,
                                              const SweepEnd& end) {
  const std::set<std::int64_t> expiring = told_acks(session, Transition::kAckExpiring);
  const std::set<std::int64_t> expired = told_acks(session, Transition::kAckExpired);
  std::vector<TargetTransition> all;
  for (const Ack& ack : acks) {
    if (is_about_to_end(ack, end.finished, end.ack_warning_days) && !expiring.contains(ack.id))
      all.push_back(ack_transition(Transition::kAckExpiring, ack));
    if (!is_active(ack, end.finished) && !expired.contains(ack.id))
      all.push_back(ack_transition(Transition::kAckExpired, ack));
  }
  return all;
}

/// Returns the transitions since the last sweep that told any.
std::vector<TargetTransition> untold(StoreSession& session) {
  const std::int64_t told =
      session.run("SELECT coalesce(max(id), 0) FROM event WHERE kind = 'sweep.finished'").front().integer(0);
  std::vector<TargetTransition> all;
  for (const SqlRow& row : session.run(
           std::string("SELECT ") + kEventColumns + " FROM event WHERE id > ?1 ORDER BY id", {told})) {
    const Event event = stored_event(row);
    if (transition_named(event.kind)) all.push_back(transition_of(event));
  }
  return all;
}

std::int64_t last_audit(StoreSession& session, const std::string& target) {
  return session
      .run("SELECT coalesce(max(a.id), 0) FROM audit a JOIN target t ON t.id = a.target_id WHERE t.name = ?1",
           {target})
      .front()
      .integer(0);
}

/// Tells of targets that are no longer there, unless something was recorded of them meanwhile.
void tell_left(StoreSession& session, std::int64_t sweep, const SweepEnd& end) {
  for (const TargetState& state : end.left) {
    if (stored_state(session, state.target) != state) continue;
    HistoryStep step = gone(state, end.finished);
    if (step.episode) update_episode(session, kClosedByNoAudit, *step.episode);
    for (TargetTransition& one : step.transitions) {
      if (one.transition == Transition::kTargetGone) one.audit = last_audit(session, state.target);
      append_event(session, event_of(one, sweep, end.finished));
    }
    store_state(session, step.after);
  }
}

void tell(StoreSession& session, std::int64_t sweep, const SweepEnd& end, const std::vector<Ack>& acks) {
  tell_left(session, sweep, end);
  std::vector<TargetState> states = stored_states(session);
  const std::vector<TargetTransition> outdated = stale(states, end.finished, end.stale);
  for (const TargetTransition& one : outdated) {
    TargetState& state = *std::ranges::find(states, one.target, &TargetState::target);
    state.is_stale_told = true;
    store_state(session, state);
    append_event(session, event_of(one, sweep, end.finished));
  }
  for (const TargetTransition& one : ack_transitions(session, acks, end))
    append_event(session, event_of(one, sweep, end.finished));
}

void log_end(StoreSession& session, const StoredSweep& sweep) {
  session.run("UPDATE sweep SET finished_at = ?2, exit_code = ?3, summary = ?4 WHERE id = ?1",
              {sweep.id, or_null(sweep.finished), std::int64_t{sweep.exit_code.value_or(0)}, sweep.summary});
  Event finished;
  finished.at = *sweep.finished;
  finished.kind = to_string(Transition::kSweepFinished);
  finished.body = sweep_body(sweep, results_digest(session, sweep.id));
  append_event(session, std::move(finished));
}

}  // namespace

StoredSweep sweep_of(StoreSession& session, std::int64_t id) {
  const SqlRows rows =
      session.run(std::string("SELECT ") + kSweepColumns + " FROM sweep WHERE id = ?1", {id});
  if (rows.empty())
    throw Error(Fault::kInternal, "there is no sweep " + std::to_string(id) + " in " + session.shown());
  return stored_sweep(rows.front());
}

std::vector<TargetTransition> end_sweep(StoreSession& session, StoredSweep sweep, const SweepEnd& end) {
  SweepLook look;
  look.acks = all_acks(session);
  tell(session, sweep.id, end, look.acks);
  look.transitions = untold(session);
  look.states = stored_states(session);
  const SweepClosing closing = end.close ? end.close(look) : SweepClosing{};
  sweep.finished = end.finished;
  sweep.exit_code = closing.exit_code;
  sweep.summary = storable(closing.summary);
  log_end(session, sweep);
  for (const NewDelivery& message : closing.deliveries) insert_delivery(session, message, end.finished);
  return look.transitions;
}

std::vector<TargetTransition> Store::finish_sweep(std::int64_t id, const SweepEnd& end) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  const StoredSweep sweep = sweep_of(*session_, id);
  if (sweep.finished) return {};
  std::vector<TargetTransition> told = end_sweep(*session_, sweep, end);
  transaction.commit();
  return told;
}

std::vector<StoredSweep> Store::sweeps(std::int64_t limit) {
  const std::lock_guard<std::mutex> turn(turn_);
  std::vector<StoredSweep> all;
  for (const SqlRow& row : session_->run(
           std::string("SELECT ") + kSweepColumns + " FROM sweep ORDER BY id DESC LIMIT ?1", {limit}))
    all.push_back(stored_sweep(row));
  return all;
}

std::vector<Ack> Store::acks() {
  const std::lock_guard<std::mutex> turn(turn_);
  return all_acks(*session_);
}

}  // namespace tenon
