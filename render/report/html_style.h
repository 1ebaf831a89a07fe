// The style sheet of HTML reports.

#pragma once

#include <string_view>

namespace tenon {

/// Returns the style sheet, for a `<style>` element.
std::string_view html_style();

}  // namespace tenon
