// Draws a picture of tables as SVG.

#pragma once

#include <string>
#include <string_view>

#include "render/picture/picture.h"

namespace tenon {

/// Returns an SVG image that needs nothing else, light and dark by the viewer's preference, with a title and
/// a description for those who do not see it. What changes has a line style, a colour and a word of its own.
/// Ends in a newline.
std::string svg(const Picture& picture);

/// Returns the same image for a page whose style sheet holds svg_style(): it has no style of its own, which a
/// strict Content-Security-Policy would not allow.
std::string unstyled_svg(const Picture& picture);
/// Returns the style sheet of the image.
std::string_view svg_style();

}  // namespace tenon
