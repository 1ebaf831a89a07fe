// Words and lines that the text reports share.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/report.h"
#include "render/report/ansi_style.h"

namespace tenon {

// Helpers of the reports for people.

/// Pads a text with blanks to `width` bytes.
std::string padded(std::string_view text, std::size_t width);
/// Returns `primary key` for `primary_key`.
std::string readable(std::string text);
std::string readable(Kind kind);
/// Joins lines and escapes control characters: a line of a report stays one line.
std::string flat(std::string text);
/// Does the same, and cuts a very long text, with its length added: `CASE WHEN ...… (1,234 characters)`.
std::string shortened(const std::string& text);
/// Returns `      declared  ` and a definition, on one line, or with a line for each part of a long table.
std::string definition_text(const std::string& label, const std::string& definition,
                            const std::vector<std::string>& table_lines);
/// Returns the place of a declaration with blanks before it; empty if there is none.
std::string place(const Source& source);
/// Returns the first notes, one a line, and the number of the rest.
std::string notes_text(const std::vector<std::string>& notes, const Ink& ink);
/// Returns `in sync`, `drift`, `could not tell`, or `drift that fail_on = missing lets pass`.
std::string verdict_text(const Report& report);
/// Returns `failing (fail_on = missing): 1 of 5 findings`; empty where every finding fails.
std::string failing_text(const Report& report);
/// Returns `postgresql://***@/shop (postgresql 15.18)`.
std::string side_name(const Side& side);
/// Returns `2 tables, 6 constraints and 3 indexes compared`.
std::string compared_text(const Counts& counts);
/// Returns `public.v`, or `public.t.trg` for a trigger.
std::string unmodelled_name(const UnmodelledEntry& object);
/// Returns in what an unmodelled object differs: "only the actual side has it" ...
std::string_view unmodelled_difference(const UnmodelledEntry& object);

}  // namespace tenon
