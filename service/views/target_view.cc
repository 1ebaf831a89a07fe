// What the page of a target shows: its nights, its episodes of drift, how much its schema holds.

#include "service/views/target_view.h"

#include <algorithm>

namespace tenon {

namespace {

constexpr std::int64_t kMostNights = 400;
constexpr std::int64_t kMostEpisodes = 50;

/// Returns the first night, those on which the size changed, and the last.
std::vector<SizePoint> sizes_of(const std::vector<NightRow>& nights) {
  std::vector<SizePoint> points;
  const NightRow* last = nullptr;
  for (const NightRow& night : nights) {
    if (!is_known(night.outcome)) continue;
    if (points.empty() || !(points.back().counts == night.counts))
      points.push_back({night.finished, night.counts});
    last = &night;
  }
  if (last && points.back().at != last->finished) points.push_back({last->finished, last->counts});
  return points;
}

std::optional<NightRow> last_failure(const std::vector<NightRow>& nights) {
  const auto found = std::find_if(nights.rbegin(), nights.rend(),
                                  [](const NightRow& night) { return !is_known(night.outcome); });
  return found == nights.rend() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::optional<TargetView> target_view(Store& store, const std::string& name, Instant now, StalePolicy stale) {
  std::optional<TargetView> found;
  store.reading([&](StoreSession& session) {
    std::optional<TargetRow> row = target_row(session, name);
    if (!row) return;
    TargetView view;
    view.name = name;
    view.now = now;
    view.condition = condition_of(row->state, now, stale);
    view.row = std::move(*row);
    view.nights = night_rows(session, name, kMostNights);
    std::ranges::reverse(view.nights);
    view.episodes = episode_rows(session, name, kMostEpisodes);
    view.sizes = sizes_of(view.nights);
    view.failed = last_failure(view.nights);
    found = std::move(view);
  });
  return found;
}

}  // namespace tenon
