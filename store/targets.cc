// Targets inside a store: their states between two results.

#include "store/targets.h"

#include <map>
#include <utility>

#include "store/rows.h"
#include "store/state_json.h"

namespace tenon {

namespace {

const std::string kSelectOpen =
    std::string("SELECT ") + kEpisodeColumns + kEpisodeTables + "WHERE e.closed_audit IS NULL ";

}  // namespace

TargetState stored_state(StoreSession& session, const std::string& target) {
  const SqlRows rows = session.run("SELECT state FROM target WHERE name = ?1", {target});
  if (rows.empty()) {
    TargetState none;
    none.target = target;
    return none;
  }
  TargetState state = state_of(target, rows.front().text(0));
  const SqlRows open = session.run(kSelectOpen + "AND t.name = ?1", {target});
  if (!open.empty()) state.open = stored_episode(open.front());
  return state;
}

std::vector<TargetState> stored_states(StoreSession& session) {
  std::map<std::string, Episode> open;
  for (const SqlRow& row : session.run(kSelectOpen)) {
    const Episode episode = stored_episode(row);
    open.emplace(episode.target, episode);
  }
  std::vector<TargetState> all;
  for (const SqlRow& row : session.run("SELECT name, state FROM target ORDER BY name")) {
    all.push_back(state_of(row.text(0), row.text(1)));
    if (const auto episode = open.find(row.text(0)); episode != open.end()) all.back().open = episode->second;
  }
  return all;
}

std::vector<StoredTarget> stored_targets(StoreSession& session) {
  std::map<std::string, TargetState> states;
  for (TargetState& state : stored_states(session)) states[state.target] = std::move(state);
  std::vector<StoredTarget> all;
  for (const SqlRow& row : session.run("SELECT name, labels, url_ref FROM target ORDER BY name"))
    all.push_back({row.text(0), labels_of(row.text(1)), row.text(2), states.at(row.text(0))});
  return all;
}

void store_state(StoreSession& session, const TargetState& state) {
  session.run("UPDATE target SET state = ?2 WHERE name = ?1", {state.target, state_json(state)});
}

}  // namespace tenon
