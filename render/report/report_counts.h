// Counts findings by verb, kind and table for summaries.

#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "render/report/ansi_style.h"
#include "render/report/finding.h"
#include "render/report/report_text.h"

namespace tenon {

/// Returns the word for a verb in the wording of a report.
std::string_view verb_word(FindingVerb verb, Wording wording);

/// Returns the number of each verb, in the order in which text shows them.
std::vector<std::pair<FindingVerb, std::size_t>> by_verb(const Summary& counts);

/// Returns `1 changed, 2 missing`.
std::string counts_text(const Summary& counts, Wording wording);

/// Returns counts of findings: a line for each kind, and one for each of the first tables.
std::string findings_summary(const std::vector<Finding>& findings, Wording wording, const Ink& ink);

/// Returns aligned lines `  NAME   TEXT` for the first entries, and a line with the number of the rest,
/// counted in `noun`.
std::string aligned(const std::vector<std::pair<std::string, std::string>>& lines, const std::string& noun,
                    const Ink& ink);

}  // namespace tenon
