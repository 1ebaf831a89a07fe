// Words and lines that the text reports share.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "render/report/ansi_style.h"

namespace tenon {

// What the reports for people share.

/// With blanks behind it up to `width` bytes.
std::string padded(std::string_view text, std::size_t width);
/// Returns `primary key` for `primary_key`.
std::string spoken(std::string text);
std::string spoken(Kind kind);
/// Joins lines and escapes control characters: a line of a report stays one line.
std::string flat(std::string text);
/// The same, cut where it is very long, with its length said: `CASE WHEN ...… (1,234 characters)`.
std::string shortened(const std::string& text);
/// `      declared  ` and a definition behind it, on one line, or on a line for each part of a long table.
std::string definition_text(const std::string& label, const std::string& definition,
                            const std::vector<std::string>& table_lines);
/// Where something was declared, with blanks before it; empty: nowhere to point at.
std::string place(const Source& source);
/// The first notes, a line each, and how many more there are.
std::string notes_text(const std::vector<std::string>& notes, const Ink& ink);
/// `postgresql://***@/shop (postgresql 15.18)`.
std::string side_name(const Side& side);

}  // namespace tenon
