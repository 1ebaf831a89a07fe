// Writes one finding as HTML.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns a text as a `<code>` element.
std::string html_code(const std::string& text);

/// Returns a finding as an `<article>`: what it is, both sides with the differing words marked, the effect
/// and the fix. `id` is its own in the page; the table is named unless `heading` does it.
std::string html_entry(const ReportDocument& document, const DocumentEntry& entry, const std::string& id,
                       const std::string& heading);

}  // namespace tenon
