// What the pages of one audit show: its report, and the picture of the tables that differ.

#include "service/views/audit_view.h"

#include "app/audit/past_picture.h"
#include "service/views/past_audit_rows.h"

namespace tenon {

std::optional<AuditView> audit_view(Store& store, std::int64_t audit) {
  std::optional<AuditView> found;
  store.reading([&](StoreSession& session) {
    const std::optional<PastAudit> past = past_audit_row(session, audit);
    if (past) found = AuditView{past->audit, document_of(*past), audit_neighbours(session, audit)};
  });
  return found;
}

std::optional<GraphView> graph_view(Store& store, std::int64_t audit) {
  std::optional<PastAudit> past;
  std::optional<StoredSnapshot> snapshot;
  store.reading([&](StoreSession& session) {
    past = past_audit_row(session, audit);
    if (past) snapshot = snapshot_row(session, audit);
  });
  if (!past) return std::nullopt;
  GraphView view{past->audit, {}, 0, snapshot.has_value()};
  if (!snapshot) return view;
  const Catalog catalog = snapshot_catalog("audit:" + std::to_string(audit), snapshot->text);
  view.tables = catalog.tables.size();
  view.picture = past_picture(catalog, with_report_texts(past->audit.result.findings, past->report));
  return view;
}

}  // namespace tenon
