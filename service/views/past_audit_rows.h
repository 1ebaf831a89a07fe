// Reads what a store remembers of one audit, for the pages that show it.

#pragma once

#include <cstdint>
#include <optional>

#include "app/audit/past_audit.h"
#include "store/session.h"

namespace tenon {

/// Returns an audit with its findings, the acknowledgements that covered some and its report; nullopt if
/// there is none of this number.
std::optional<PastAudit> past_audit_row(StoreSession& session, std::int64_t audit);

}  // namespace tenon
