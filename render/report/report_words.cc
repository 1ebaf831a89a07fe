// Words and lines that the text reports share.

#include "render/report/report_words.h"

#include <algorithm>

#include "model/listing.h"
#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/visible.h"

namespace tenon {

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  if (out.size() < width) out.append(width - out.size(), ' ');
  return out;
}

std::string readable(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string readable(Kind kind) { return readable(std::string(to_string(kind))); }

std::string flat(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  return visible(text);
}

namespace {

bool is_begin_of_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

/// Returns `1,234`.
std::string with_commas(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

}  // namespace

std::string shortened(const std::string& text) {
  constexpr std::size_t kLongest = 300;
  constexpr std::size_t kKept = 240;
  const std::string line = flat(text);
  const auto length = static_cast<std::size_t>(std::ranges::count_if(line, is_begin_of_character));
  if (length <= kLongest) return line;
  std::size_t end = 0;
  for (std::size_t characters = 0; characters < kKept || !is_begin_of_character(line[end]); ++end)
    if (is_begin_of_character(line[end])) ++characters;
  return line.substr(0, end) + "\u2026 (" + with_commas(length) + " characters)";
}

std::string definition_text(const std::string& label, const std::string& definition,
                            const std::vector<std::string>& table_lines) {
  constexpr std::size_t kOneLine = 100;
  constexpr std::size_t kMostLines = 22;  // including the first and the last
  const std::string begin = "      " + padded(label, 9) + " ";
  if (table_lines.empty() || definition.size() <= kOneLine) return begin + shortened(definition) + "\n";
  std::string out = begin + shortened(table_lines.front()) + "\n";
  const std::size_t shown = table_lines.size() > kMostLines ? kMostLines - 2 : table_lines.size() - 1;
  for (std::size_t i = 1; i < shown; ++i) out += "                  " + shortened(table_lines[i]) + "\n";
  if (shown < table_lines.size() - 1)
    out += "                  and " + std::to_string(table_lines.size() - 1 - shown) + " more\n";
  return out + "                " + shortened(table_lines.back()) + "\n";
}

std::string notes_text(const std::vector<std::string>& notes, const Ink& ink) {
  std::string out;
  for (std::size_t i = 0; i < std::min(kNamed, notes.size()); ++i)
    out += ink.dim("note: " + flat(notes[i])) + "\n";
  if (notes.size() > kNamed)
    out += ink.dim("and " + pluralize(notes.size() - kNamed, "note") + " more (-o json has all)") + "\n";
  return out;
}

std::string place(const Source& source) {
  return source.path.empty() ? "" : "   " + visible(source.path) + ":" + std::to_string(source.line);
}

std::string verdict_text(const Report& report) {
  switch (outcome(report)) {
    case Outcome::kInSync:
      return "in sync";
    case Outcome::kDrift:
      return fails(report) ? "drift"
                           : "drift that fail_on = " + std::string(to_string(report.fail_on)) + " lets pass";
    case Outcome::kUnknown:
      return "could not tell";
  }
  return "";
}

std::string failing_text(const Report& report) {
  if (report.fail_on == FailOn::kAny || report.changes.empty()) return "";
  const auto failing =
      std::ranges::count_if(report.changes, [&](const Change& change) { return fails(report, change); });
  return "failing (fail_on = " + std::string(to_string(report.fail_on)) + "): " + std::to_string(failing) +
         " of " + pluralize(report.changes.size(), "finding");
}

std::string side_name(const Side& side) {
  std::string text = to_string(side);
  if (!side.server_version.empty()) text += " (" + side.kind + " " + side.server_version + ")";
  return visible(text);
}

std::string compared_text(const Counts& counts) {
  if (counts.tables == 0 && counts.sequences + counts.types > 0)
    return pluralize(counts.sequences, "sequence") + " and " + pluralize(counts.types, "type") + " compared";
  return pluralize(counts.tables, "table") + ", " + pluralize(counts.constraints, "constraint") + " and " +
         pluralize(counts.indexes, "index") + " compared";
}

std::string unmodelled_name(const UnmodelledEntry& object) {
  return object.table.name.empty() ? to_string(object.name)
                                   : to_string(object.table) + "." + object.name.name.text;
}

std::string_view unmodelled_difference(const UnmodelledEntry& object) {
  if (object.is_actual && object.is_declared) return "its definition differs";
  return object.is_actual ? "only the actual side has it" : "only the declared side has it";
}

}  // namespace tenon
