// Writes a document as one HTML file that needs nothing else.

#pragma once

#include <string>

#include "render/report/document.h"

namespace tenon {

/// Returns a page without scripts, fonts or images from elsewhere (its Content-Security-Policy allows none):
/// light and dark by the reader's preference, from 320 pixels on. Each finding has both sides beside each
/// other with the differing words marked by line and colour. Nothing in a name is markup. Ends in a newline.
std::string html(const ReportDocument& document);

}  // namespace tenon
