// Draws a picture of tables as SVG.

#pragma once

#include <string>

#include "render/picture/picture.h"

namespace tenon {

/// Returns an SVG image that needs nothing else, light and dark by the viewer's preference, with a title and
/// a description for those who do not see it. What changes has a line style, a colour and a word of its own.
/// Ends in a newline.
std::string svg(const Picture& picture);

}  // namespace tenon
