// Turns the lists of lint and of names into documents.

#pragma once

#include "model/lint.h"
#include "model/names.h"
#include "render/report/document.h"

namespace tenon {

/// Returns the findings of lint as a document, by table.
ReportDocument document_of(const LintReport& report);

/// Returns the names that differ from the convention, collide or have no template, by table; the two sides of
/// an entry are the convention's name and the one that is there.
ReportDocument document_of(const NamesReport& report);

}  // namespace tenon
