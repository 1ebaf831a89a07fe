// Counts findings by verb, kind and table for summaries.

#pragma once

#include <string>
#include <vector>

#include "render/report/ansi_style.h"
#include "render/report/finding.h"
#include "render/report/report.h"

namespace tenon {

/// What a change is called in a report's vocabulary.
std::string_view verb_word(Verb verb, Wording wording);

/// `1 changed, 2 missing`.
std::string counts_text(const Summary& counts, Wording wording);

/// Findings counted instead of listed: a line for each kind, and one for each of the first tables.
std::string findings_counted(const std::vector<Finding>& findings, Wording wording, const Ink& ink);

/// Lines `  NAME   TEXT` with aligned texts, of the first entries; how many more there are stands below, as
/// so many more of `noun`.
std::string aligned(const std::vector<std::pair<std::string, std::string>>& lines, const std::string& noun,
                    const Ink& ink);

}  // namespace tenon
