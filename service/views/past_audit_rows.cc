// Reads what a store remembers of one audit, for the pages that show it.

#include "service/views/past_audit_rows.h"

#include "store/overview.h"

namespace tenon {

std::optional<PastAudit> past_audit_row(StoreSession& session, std::int64_t audit) {
  std::optional<StoredAudit> found = audit_row(session, audit);
  if (!found) return std::nullopt;
  PastAudit past{std::move(*found), {}, {}};
  past.acks = acks_with(session, past.audit.result.ack_ids);
  if (auto drift = drift_row(session, past.audit.result.full_fingerprint)) {
    past.audit.result.findings = std::move(drift->findings);
    past.report = std::move(drift->report);
  }
  return past;
}

}  // namespace tenon
