// Writes a document as one HTML file that needs nothing else.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns a page without scripts, fonts or images from elsewhere (its Content-Security-Policy allows none):
/// light and dark by the reader's preference, from 320 pixels on. Each finding has both sides beside each
/// other with the differing words marked by line and colour. Nothing in a name is markup. Ends in a newline.
std::string html(const ReportDocument& document);

/// Returns what html() has between header and footer, for a page of a site whose style sheet holds
/// html_style(). It has no inline styles, unless the document has several targets.
std::string html_content(const ReportDocument& document);

}  // namespace tenon
