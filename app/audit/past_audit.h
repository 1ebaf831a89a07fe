// A past audit as a document: what the store remembers of it in, the document that every format renders out.

#pragma once

#include <string>
#include <vector>

#include "audit/ack.h"
#include "render/report/document.h"
#include "store/store.h"

namespace tenon {

/// What the store remembers of one audit.
struct PastAudit {
  StoredAudit audit;        ///< with its findings
  std::vector<Ack> acks;    ///< those that covered findings of it
  std::string report = {};  ///< JSON of the report that its findings came from; empty: none is kept
};

/// Returns findings with their texts as the two sides spelled them, which the report holds. A finding that
/// the report calls otherwise (its schema was mapped) stays in normal form. Throws Error(kRefused) if the
/// report is no JSON.
std::vector<StoredFinding> with_report_texts(std::vector<StoredFinding> findings, const std::string& report);

/// Returns the findings of a result that no acknowledgement covers.
std::vector<StoredFinding> open_findings(const AuditResult& result, const std::vector<Ack>& acks);

/// The title of the section of those that were acknowledged.
inline constexpr const char* kAcknowledgedTitle = "Acknowledged";

/// Returns the audit as a document of one target: open findings by table, then those that were acknowledged.
ReportDocument document_of(const PastAudit& past);

}  // namespace tenon
