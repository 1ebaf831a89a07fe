// A sweep as the neutral document that every report format renders.

#pragma once

#include "app/audit/sweep.h"
#include "render/report/audit_document.h"

namespace tenon {

/// Returns a sweep as a document: groups with their findings once, what is acknowledged by whom until when,
/// what was not audited and since when, and what changed since the sweep before.
AuditDocument document_of(const Swept& swept);

}  // namespace tenon
