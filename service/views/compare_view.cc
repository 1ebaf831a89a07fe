// What the page that compares two audits shows: findings that came and went, and what changed in the catalog.

#include "service/views/compare_view.h"

#include <algorithm>
#include <set>

#include "app/audit/compared_snapshots.h"
#include "app/audit/stored_entries.h"
#include "model/error.h"
#include "service/views/past_audit_rows.h"
#include "store/overview.h"

namespace tenon {

namespace {

std::set<std::string> digests_of(const PastAudit& past) {
  std::set<std::string> all;
  for (const StoredFinding& finding : past.audit.result.findings) all.insert(finding.digest);
  return all;
}

/// Returns the findings of an audit that are not among others.
std::vector<DocumentEntry> findings_beyond(const PastAudit& past, const std::set<std::string>& others) {
  std::vector<StoredFinding> findings = with_report_texts(past.audit.result.findings, past.report);
  std::erase_if(findings, [&](const StoredFinding& one) { return others.contains(one.digest); });
  return stored_entries(findings);
}

/// The two catalogs, as far as they are kept.
struct SnapshotPair {
  std::optional<StoredSnapshot> before;
  std::optional<StoredSnapshot> after;
};

void add_changes(CompareView& view, const SnapshotPair& snapshots) {
  if (!snapshots.before || !snapshots.after) {
    const std::int64_t lacking = snapshots.before ? view.after.id : view.before.id;
    view.no_changes_why = "audit " + std::to_string(lacking) + " read no catalog, or it is not kept any more";
    return;
  }
  try {
    view.changes = compared_snapshots(*snapshots.before, *snapshots.after);
  } catch (const Error& error) {  // the findings are worth showing alone
    view.no_changes_why = error.what();
  }
}

}  // namespace

std::optional<CompareView> compare_view(Store& store, std::int64_t before, std::int64_t after) {
  std::optional<PastAudit> first;
  std::optional<PastAudit> second;
  SnapshotPair snapshots;
  store.reading([&](StoreSession& session) {
    first = past_audit_row(session, before);
    second = past_audit_row(session, after);
    if (!first || !second) return;
    snapshots = {snapshot_row(session, before), snapshot_row(session, after)};
  });
  if (!first || !second) return std::nullopt;
  CompareView view{first->audit, second->audit, {}, {}, 0, {}, {}};
  view.came = findings_beyond(*second, digests_of(*first));
  view.gone = findings_beyond(*first, digests_of(*second));
  view.common = second->audit.result.findings.size() - view.came.size();
  add_changes(view, snapshots);
  return view;
}

}  // namespace tenon
