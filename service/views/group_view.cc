// What the page of a group shows: one drift, the targets that have it, how it spread.

#include "service/views/group_view.h"

#include "app/audit/past_audit.h"
#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "service/views/past_audit_rows.h"

namespace tenon {

namespace {

constexpr std::int64_t kMostTargets = 200;
constexpr std::int64_t kMostDays = 400;
constexpr std::int64_t kMostCandidates = 8;

void add_targets(GroupView& view, StoreSession& session, StalePolicy stale) {
  const auto age = drift_ages(session);
  if (const auto found = age.find(view.fingerprint); found != age.end()) {
    view.target_count = static_cast<std::size_t>(found->second.targets);
    view.since = found->second.since;
  }
  std::map<std::string, TargetRow> rows;
  for (TargetRow& row : target_rows(session)) rows.emplace(row.state.target, std::move(row));
  for (const GroupEpisode& one : group_episodes(session, view.fingerprint, kMostTargets)) {
    const TargetRow& row = rows[one.episode.target];
    view.targets.push_back(
        {{one.episode.target, condition_of(row.state, view.now, stale)}, row.labels, one.since, row.audit});
  }
}

/// Adds what the newest result with this drift says of it.
void add_findings(GroupView& view, StoreSession& session) {
  const auto past = past_audit_row(session, view.sample.audit);
  if (!past) return;
  const std::vector<StoredFinding> open = open_findings(past->audit.result, past->acks);
  view.sentence = brief(phrases(open));
  for (const StoredFinding& finding : open)
    if (finding.op != "unknown") view.finding_keys.push_back(finding.key);
  view.findings = document_of(*past);
  std::erase_if(view.findings.sections,
                [](const DocumentSection& section) { return section.title == kAcknowledgedTitle; });
  view.migration.command = view.findings.fix;
}

GroupView view_of(StoreSession& session, const std::string& fingerprint, Instant now, StalePolicy stale) {
  GroupView view;
  view.fingerprint = fingerprint;
  view.now = now;
  add_targets(view, session, stale);
  view.spread = spread_rows(session, fingerprint, kMostDays);
  if (const auto sample = group_sample(session, fingerprint)) {
    view.sample = *sample;
    add_findings(view, session);
  }
  return view;
}

}  // namespace

GroupSearch group_view(Store& store, const std::string& prefix, Instant now, StalePolicy stale) {
  GroupSearch search;
  store.reading([&](StoreSession& session) {
    search.candidates = fingerprints_like(session, prefix, kMostCandidates);
    if (search.candidates.size() == 1) search.view = view_of(session, search.candidates.front(), now, stale);
  });
  return search;
}

}  // namespace tenon
