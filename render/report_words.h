#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/report.h"

namespace tenon {

// What the reports for people share.

/// With blanks behind it up to `width` bytes.
std::string padded(std::string_view text, std::size_t width);
/// `primary_key` as people say it.
std::string spoken(std::string text);
std::string spoken(Kind kind);
/// Several lines become one, and nothing in it does anything to a terminal: a report's line is a line.
std::string flat(std::string text);
/// Where something was declared, with blanks before it; empty: nowhere to point at.
std::string place(const Source& source);
/// `postgresql://***@/shop (postgresql 15.18)`.
std::string side_name(const Side& side);

}  // namespace tenon
