// Writes what a document says of its targets as HTML: how many came to what, what changed, which could not be
// asked.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns the counts as numbers with their words; over several targets with a bar of their shares.
std::string html_counts(const ReportDocument& document);

/// Returns what has come and what has gone since the result before; empty if nothing is said of it.
std::string html_changes(const ReportDocument& document);

/// Returns the targets that could not be told, each of them by name: those with one message together, or,
/// where messages are many, those with one reason, above their folded messages.
std::string html_unanswered(const ReportDocument& document);

/// Returns the targets of a group: named where they are few, folded under a short list where they are many.
std::string html_group_targets(const DocumentSection& section);

/// Returns the targets of which no section tells anything, folded; empty if the document has one target.
std::string html_in_sync(const ReportDocument& document);

}  // namespace tenon
