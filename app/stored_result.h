// Turns a comparison into what audits remember: a report with both catalogs in, a result with its texts out.

#pragma once

#include "app/compare.h"
#include "app/normal_form.h"
#include "audit/result.h"
#include "model/error.h"
#include "store/store.h"

namespace tenon {

/// Returns the findings of a comparison, with definitions and values in normal form and schemas as the
/// declaration calls them.
std::vector<StoredFinding> stored_findings(const ComparisonResult& comparison,
                                           const SchemaNames& schemas = {});

/// What a comparison leaves for the store.
struct StoredComparison {
  AuditResult result;
  AuditTexts texts;
};

/// Returns the result of a comparison: outcome, findings, counts, engine, version, digests, durations and
/// when the catalog was read. Whose it is, when it ran, and what is acknowledged is for the caller to fill
/// in: target, labels, url_ref, started, finished, attempts, declared_digest; then acknowledged()
/// (audit/ack.h).
StoredComparison stored_comparison(const ComparisonResult& comparison, const SchemaNames& schemas = {});

/// Returns the result of an audit that could not tell.
AuditResult failed_audit(const Failure& failure);

}  // namespace tenon
