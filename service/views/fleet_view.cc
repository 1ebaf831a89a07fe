// What the fleet page shows: targets by what is known of them, drift by its fingerprint.

#include "service/views/fleet_view.h"

#include <algorithm>
#include <set>

#include "app/audit/past_audit.h"
#include "audit/ack.h"
#include "audit/phrase.h"
#include "store/overview.h"

namespace tenon {

namespace {

constexpr std::size_t kCardsOfPage = 20;
constexpr std::size_t kMarksOfPage = 350;
constexpr std::size_t kLeastMarksOfCard = 8;
constexpr std::size_t kMarksBeside = 120;  ///< of a condition that stands beside others
constexpr std::size_t kMarksAlone = 400;
constexpr std::size_t kGapsBeside = 12;
constexpr std::size_t kGapsAlone = 100;
constexpr std::size_t kLongestWhy = 240;
constexpr std::size_t kMostLabels = 60;

/// What is read of the store for one page.
struct FleetRows {
  std::vector<TargetRow> targets;
  std::map<std::string, DriftAge> ages;
  std::vector<StoredSweep> sweeps;
};

/// A target with what it is now.
struct FleetMember {
  TargetRow row;
  TargetCondition condition = TargetCondition::kNotAudited;
};

using Members = std::vector<const FleetMember*>;

/// Adds the targets that the configuration knows and no audit has seen.
void add_configured(std::vector<TargetRow>& rows, const std::vector<KnownTarget>& configured) {
  std::set<std::string> seen;
  for (const TargetRow& row : rows) seen.insert(row.state.target);
  for (const KnownTarget& target : configured) {
    if (!seen.insert(target.name).second) continue;
    TargetRow row;
    row.state.target = target.name;
    row.labels = target.labels;
    rows.push_back(std::move(row));
  }
  std::ranges::sort(rows, {}, [](const TargetRow& row) { return row.state.target; });
}

std::vector<FleetMember> selected(std::vector<TargetRow> rows, const FleetFilter& filter, Instant now) {
  std::vector<FleetMember> members;
  for (TargetRow& row : rows) {
    if (!filter.label.empty() && !selects(filter.label, row.state.target, row.labels)) continue;
    const TargetCondition condition = condition_of(row.state, now, filter.stale);
    members.push_back({std::move(row), condition});
  }
  return members;
}

std::vector<std::string> labels_of(const std::vector<TargetRow>& rows) {
  std::set<std::string> all;
  for (const TargetRow& row : rows)
    for (const auto& [key, value] : row.labels)
      if (all.size() < kMostLabels) all.insert(key + "=" + value);
  return {all.begin(), all.end()};
}

/// Whether a target has drift as far as is known: one that cannot be reached had it when it was last known.
bool has_drift(const FleetMember& member) {
  return member.condition == TargetCondition::kDrift ||
         (member.condition == TargetCondition::kNotAudited && !member.row.state.fingerprint.empty());
}

/// Drift of one form with the targets that have it.
struct FleetGroup {
  std::string fingerprint;
  Members members;
};

/// Returns the groups, those with the most targets first.
std::vector<FleetGroup> groups_of(const std::vector<FleetMember>& members) {
  std::map<std::string, Members> by_fingerprint;
  for (const FleetMember& member : members)
    if (has_drift(member)) by_fingerprint[member.row.state.fingerprint].push_back(&member);
  std::vector<FleetGroup> all;
  for (auto& [fingerprint, of_group] : by_fingerprint) all.push_back({fingerprint, std::move(of_group)});
  std::ranges::stable_sort(all, std::greater<>(), [](const FleetGroup& one) { return one.members.size(); });
  return all;
}

/// Returns the slice of a page, which may be empty.
template <class T>
std::vector<T> page_of(const std::vector<T>& all, std::size_t page, std::size_t size) {
  const std::size_t begin = std::min((page - 1) * size, all.size());
  const std::size_t end = std::min(begin + size, all.size());
  return {all.begin() + static_cast<std::ptrdiff_t>(begin), all.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::size_t pages_of(std::size_t count, std::size_t size) {
  return std::max<std::size_t>(1, (count + size - 1) / size);
}

std::vector<TargetMark> marks_of(const Members& members, std::size_t most) {
  std::vector<TargetMark> marks;
  for (const FleetMember* member : members) {
    if (marks.size() == most) break;
    marks.push_back({member->row.state.target, member->condition});
  }
  return marks;
}

/// Returns the member whose findings stand for a group: the first whose last result has them.
const FleetMember* sample_of(const FleetGroup& group) {
  for (const FleetMember* member : group.members)
    if (member->condition == TargetCondition::kDrift) return member;
  return group.members.front();
}

std::string drift_of(const FleetMember& member) {
  return member.row.drift.empty() ? member.row.state.full_fingerprint : member.row.drift;
}

/// What tells of groups what their findings say.
struct FleetFindings {
  std::map<std::string, std::vector<StoredFinding>> by_drift;
  std::vector<Ack> acks;
};

FleetFindings findings_for(StoreSession& session, const std::vector<FleetGroup>& groups) {
  std::vector<std::string> drifts;
  std::set<std::int64_t> acks;
  for (const FleetGroup& group : groups) {
    const FleetMember* sample = sample_of(group);
    drifts.push_back(drift_of(*sample));
    acks.insert(sample->row.ack_ids.begin(), sample->row.ack_ids.end());
  }
  return {finding_rows(session, drifts), acks_with(session, {acks.begin(), acks.end()})};
}

std::string sentence_of(const FleetGroup& group, const FleetFindings& findings) {
  const FleetMember* sample = sample_of(group);
  AuditResult result;
  result.target = sample->row.state.target;
  result.labels = sample->row.labels;
  if (const auto found = findings.by_drift.find(drift_of(*sample)); found != findings.by_drift.end())
    result.findings = found->second;
  return brief(phrases(open_findings(result, findings.acks)));
}

/// Returns the cards of a page. The squares share the room that there is.
std::vector<FleetCard> cards_of(const std::vector<FleetGroup>& groups, const FleetRows& rows,
                                const FleetFindings& findings) {
  std::vector<FleetCard> cards;
  std::size_t room = kMarksOfPage;
  for (const FleetGroup& group : groups) {
    FleetCard card;
    card.fingerprint = group.fingerprint;
    card.sentence = sentence_of(group, findings);
    card.targets = group.members.size();
    if (const auto age = rows.ages.find(group.fingerprint); age != rows.ages.end())
      card.since = age->second.since;
    card.members = marks_of(group.members, std::max(room / 2, kLeastMarksOfCard));
    room -= std::min(room, card.members.size());
    cards.push_back(std::move(card));
  }
  return cards;
}

FleetGap gap_of(const FleetMember& member) {
  const TargetState& state = member.row.state;
  FleetGap gap{state.target, "", state.last_known, !state.fingerprint.empty()};
  if (member.row.error)
    gap.why = reason_in_words(member.row.error->reason) + ": " + member.row.error->message;
  else
    gap.why = state.last_known ? "no audit has run since" : "it was never audited";
  if (gap.why.size() > kLongestWhy) {
    std::size_t end = kLongestWhy;
    while (end > 0 && (static_cast<unsigned char>(gap.why[end]) & 0xc0U) == 0x80U) --end;
    gap.why = gap.why.substr(0, end) + "\u2026";
  }
  return gap;
}

/// Returns the members of a condition.
Members those_of(const std::vector<FleetMember>& members, TargetCondition condition) {
  Members all;
  for (const FleetMember& member : members)
    if (member.condition == condition) all.push_back(&member);
  return all;
}

/// Returns those that are not audited, those never known and the longest unknown first.
Members gaps_of(const std::vector<FleetMember>& members) {
  Members all = those_of(members, TargetCondition::kNotAudited);
  std::ranges::stable_sort(
      all, {}, [](const FleetMember* one) { return one->row.state.last_known.value_or(Instant::min()); });
  return all;
}

/// How much of one condition a page shows.
struct Share {
  std::vector<const FleetMember*> shown;
  std::size_t pages = 1;
};

/// Returns what a page shows of a condition: the first few beside others, a page of it alone, nothing where
/// another one is wanted.
Share share_of(const Members& all, TargetCondition condition, const FleetFilter& filter, std::size_t beside,
               std::size_t alone) {
  if (!filter.state) return {page_of(all, 1, filter.page == 1 ? beside : 0), 1};
  if (*filter.state != condition) return {};
  return {page_of(all, filter.page, alone), pages_of(all.size(), alone)};
}

void add_members(FleetView& view, const std::vector<FleetMember>& members) {
  const auto share = [&](const Members& all, TargetCondition condition, std::size_t beside,
                         std::size_t alone) {
    const Share made = share_of(all, condition, view.filter, beside, alone);
    view.pages = std::max(view.pages, made.pages);
    return made.shown;
  };
  for (const FleetMember* member :
       share(gaps_of(members), TargetCondition::kNotAudited, kGapsBeside, kGapsAlone))
    view.gaps.push_back(gap_of(*member));
  const auto marks = [&](TargetCondition condition) {
    return marks_of(share(those_of(members, condition), condition, kMarksBeside, kMarksAlone), kMarksAlone);
  };
  view.acknowledged = marks(TargetCondition::kAcknowledged);
  view.in_sync = marks(TargetCondition::kInSync);
}

}  // namespace

FleetView fleet_view(Store& store, const FleetFilter& filter, Instant now) {
  FleetView view;
  view.filter = filter;
  view.filter.page = std::max<std::size_t>(1, filter.page);
  view.now = now;
  store.reading([&](StoreSession& session) {
    FleetRows rows{target_rows(session), drift_ages(session), sweep_rows(session, 1)};
    add_configured(rows.targets, filter.configured);
    view.labels = labels_of(rows.targets);
    const std::vector<FleetMember> members = selected(std::move(rows.targets), filter, now);
    view.targets = members.size();
    for (const FleetMember& member : members) ++view.counts.at(static_cast<std::size_t>(member.condition));
    if (!rows.sweeps.empty()) view.last_sweep = rows.sweeps.front();
    const std::vector<FleetGroup> groups = groups_of(members);
    view.groups = groups.size();
    if (!filter.state || *filter.state == TargetCondition::kDrift) {
      const std::vector<FleetGroup> shown = page_of(groups, view.filter.page, kCardsOfPage);
      view.pages = pages_of(groups.size(), kCardsOfPage);
      view.cards = cards_of(shown, rows, findings_for(session, shown));
    }
    add_members(view, members);
  });
  return view;
}

}  // namespace tenon
