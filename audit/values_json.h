// What audits remember, value by value, as the published schemas have it.

#pragma once

#include <optional>

#include "audit/ack.h"
#include "audit/canonical_json.h"
#include "audit/history.h"
#include "audit/result.h"

namespace tenon {

/// Returns a time as RFC 3339, or null.
OrderedJson json_of(const std::optional<Instant>& at);
/// Returns `from` (null: nothing was known before) and `to`.
OrderedJson json_of(const Window& window);
OrderedJson json_of(const Episode& episode);
/// Returns op, kind, where, both definitions and what of them differs.
OrderedJson json_of(const StoredFinding& finding);
/// Returns everything but the findings, of which it has the number.
OrderedJson json_of(const AuditResult& result);

}  // namespace tenon
