// Holds the episodes of a store against its log.

#include "store/episode_check.h"

#include <utility>

#include "store/rows.h"

namespace tenon {

namespace {

SqlValue number_or_null(const std::optional<std::int64_t>& number) {
  return number ? SqlValue(*number) : SqlValue(std::monostate());
}

SqlValue beginning_of(const std::optional<Window>& window) {
  return or_null(window ? window->from : std::nullopt);
}

SqlValue ending_of(const std::optional<Window>& window) {
  return or_null(window ? std::optional(window->to) : std::nullopt);
}

constexpr const char* kSelectEpisodes =
    "SELECT t.name, e.first_fingerprint, e.fingerprint, e.window_from, e.window_to, e.changed_from, "
    "e.changed_to, e.closed_from, e.closed_to, e.acknowledged, e.opened_audit, e.closed_audit FROM episode e "
    "JOIN target t ON t.id = e.target_id ORDER BY e.id";

}  // namespace

void EpisodeLog::add(const TargetTransition& one) {
  std::vector<Logged>& own = by_target_[one.target];
  if (one.transition == Transition::kDriftOpened) {
    Logged opened;
    opened.episode.first_fingerprint = opened.episode.fingerprint = one.fingerprint;
    opened.episode.opened = one.window.value_or(Window{});
    opened.opened_audit = one.audit;
    own.push_back(std::move(opened));
    return;
  }
  if (own.empty()) return;
  Logged& last = own.back();
  if (one.transition == Transition::kDriftChanged) {
    last.episode.fingerprint = one.fingerprint;
    if (one.window) last.episode.changed = one.window;
  } else {
    last.episode.closed = one.window;
    last.episode.is_acknowledged = one.reason == kEndedByAck;
    last.closed_audit = one.reason == kEndedAsGone ? kClosedByNoAudit : one.audit;
  }
}

SqlValues EpisodeLog::values_of(const Logged& one) {
  const Episode& episode = one.episode;
  return {episode.first_fingerprint,
          episode.fingerprint,
          or_null(episode.opened.from),
          sortable(episode.opened.to),
          beginning_of(episode.changed),
          ending_of(episode.changed),
          beginning_of(episode.closed),
          ending_of(episode.closed),
          std::int64_t{episode.is_acknowledged},
          number_or_null(one.opened_audit),
          number_or_null(one.closed_audit)};
}

std::int64_t EpisodeLog::check(StoreSession& session, std::vector<StoreFault>& faults) const {
  std::map<std::string, SqlRows> stored;
  std::int64_t count = 0;
  for (const SqlRow& row : session.run(kSelectEpisodes)) {
    stored[row.text(0)].push_back(row);
    ++count;
  }
  for (const auto& [target, rows] : stored) {
    const auto logged = by_target_.find(target);
    bool is_same = logged != by_target_.end() && logged->second.size() == rows.size();
    for (std::size_t i = 0; is_same && i < rows.size(); ++i)
      is_same = holds(rows[i], 1, values_of(logged->second[i]));
    if (!is_same) faults.push_back({"episodes of " + target, "are not what the log says"});
  }
  for (const auto& [target, own] : by_target_)
    if (!own.empty() && !stored.contains(target))
      faults.push_back({"episodes of " + target, "are in the log, and there are none"});
  return count;
}

}  // namespace tenon
