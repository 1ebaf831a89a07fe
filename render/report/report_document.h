// Turns the report of a comparison into a document.

#pragma once

#include <string>
#include <vector>

#include "model/report.h"
#include "render/report/document.h"
#include "render/report/finding.h"
#include "render/report/report_text.h"

namespace tenon {

/// Returns one finding as an entry, in the words of `check` or of `diff`.
DocumentEntry entry_of(const Finding& found, Wording wording);

/// Returns a section for each table or schema, with the entries in their order.
std::vector<DocumentSection> sections_by_table(std::vector<DocumentEntry> entries);

/// Returns the report as a document: findings by table, what a migration does besides, what is not modelled
/// and differs. `fix` is the command that writes the migration; empty if none is offered.
ReportDocument document_of(const Report& report, const Dialect& dialect, Wording wording,
                           const std::string& fix);

}  // namespace tenon
