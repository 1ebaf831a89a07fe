// Draws a picture of tables as SVG.

#include "render/picture/svg.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "model/pluralize.h"
#include "model/visible.h"
#include "render/picture/layout.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

constexpr double kCharacter = 7.3;  ///< the width of one, at 12 pixels
constexpr double kRow = 19;
constexpr double kHead = 27;
constexpr double kPad = 10;
constexpr std::size_t kLongestName = 44;
constexpr std::size_t kLongestType = 24;

constexpr std::string_view kSvgStyle = R"css(
.tp-page { fill: #ffffff; }
.tp-box { fill: #ffffff; stroke: #9aa2ae; stroke-width: 1.2; }
.tp-head { fill: #f1f3f6; }
.tp-rule { stroke: #dcdfe4; }
.tp-text { font: 12px ui-monospace, "SFMono-Regular", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace; fill: #1d2430; }
.tp-title { font-weight: 700; }
.tp-soft { fill: #555e6c; }
.tp-line { fill: none; stroke: #707987; stroke-width: 1.3; }
.tp-tip { fill: #707987; }
.tp-halo { paint-order: stroke; stroke: #ffffff; stroke-width: 5px; stroke-linejoin: round; }
.tp-added { --tone: #8a1c33; } .tp-dropped { --tone: #5a3d8a; } .tp-changed { --tone: #8f4406; }
.tp-renamed { --tone: #1d5fa8; } .tp-unvalidated { --tone: #8f4406; }
.tp-state.tp-line, .tp-state.tp-box { stroke: var(--tone); stroke-width: 2.2; }
.tp-state.tp-text, .tp-state.tp-tip { fill: var(--tone); }
.tp-state.tp-text { font-weight: 700; }
.tp-added.tp-line, .tp-added.tp-box { stroke-dasharray: 2 4; stroke-linecap: round; }
.tp-dropped.tp-line, .tp-dropped.tp-box { stroke-dasharray: 11 4 2 4; }
.tp-changed.tp-line { stroke-dasharray: 8 5; }
.tp-renamed.tp-line, .tp-renamed.tp-box { stroke-dasharray: 14 3; }
@media (prefers-color-scheme: dark) {
  .tp-page, .tp-box { fill: #1c2128; } .tp-head { fill: #262d36; } .tp-box { stroke: #7b8694; }
  .tp-rule { stroke: #333b46; } .tp-text { fill: #e6e9ee; } .tp-soft { fill: #a2acba; }
  .tp-line { stroke: #98a3b2; } .tp-tip { fill: #98a3b2; } .tp-halo { stroke: #1c2128; }
  .tp-added { --tone: #f58a9e; } .tp-dropped { --tone: #c4a8f5; } .tp-changed, .tp-unvalidated { --tone: #f3b04c; }
  .tp-renamed { --tone: #86b6f2; }
}
)css";

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  std::string out(text.data());
  return out.ends_with(".0") ? out.substr(0, out.size() - 2) : out;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

/// Returns the width of a text in characters; those of scripts with wide letters count twice.
std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (const char c : text)
    if (begins_character(c)) width += static_cast<unsigned char>(c) >= 0xe1U ? 2 : 1;
  return width;
}

/// Returns a name on one line, cut where it is very long.
std::string drawn_name(const std::string& name, std::size_t longest) {
  const std::string text = visible(name);
  if (width_of(text) <= longest) return text;
  std::string out;
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i])) width += static_cast<unsigned char>(text[i]) >= 0xe1U ? 2 : 1;
    if (width >= longest) break;
    out += text[i];
  }
  return out + "\u2026";
}

/// Returns the classes of a drawn thing: ` tp-state tp-added`.
std::string state_classes(PictureState state) {
  switch (state) {
    case PictureState::kSame:
      return "";
    case PictureState::kAdded:
      return " tp-state tp-added";
    case PictureState::kDropped:
      return " tp-state tp-dropped";
    case PictureState::kChanged:
      return " tp-state tp-changed";
    case PictureState::kRenamed:
      return " tp-state tp-renamed";
    case PictureState::kUnvalidated:
      return " tp-state tp-unvalidated";
  }
  return "";
}

std::string text_at(double x, double y, const std::string& classes, const std::string& text,
                    const std::string& anchor = "") {
  return "<text class=\"tp-text" + classes + "\" x=\"" + number(x) + "\" y=\"" + number(y) + "\"" +
         (anchor.empty() ? "" : " text-anchor=\"" + anchor + "\"") + ">" + xml_text(text) + "</text>\n";
}

std::string title_of(const PictureTable& table, Wording wording) {
  std::string text = (table.former_name.empty() ? "" : drawn_name(table.former_name, kLongestName) + " -> ") +
                     drawn_name(table.title, kLongestName);
  if (const auto word = state_word(table.state, wording); !word.empty())
    text += " (" + std::string(word) + ")";
  return text;
}

std::string left_text(const PictureRow& row, Wording wording) {
  const std::string_view word = state_word(row.state, wording);
  return (word.empty() ? "" : std::string(word) + " ") + drawn_name(row.text, kLongestName) +
         (row.type.empty() ? "" : "  " + drawn_name(row.type, kLongestType));
}

std::string more_text(const PictureTable& table) {
  return "and " + pluralize(table.more, "column") + " more";
}

LayoutBox box_of(const PictureTable& table, Wording wording) {
  std::size_t characters = width_of(title_of(table, wording));
  for (const PictureRow& row : table.rows) {
    const std::size_t marks = row.marks.empty() ? 0 : width_of(row.marks) + 2;
    characters = std::max(characters, width_of(left_text(row, wording)) + marks);
  }
  if (table.more) characters = std::max(characters, width_of(more_text(table)));
  const std::size_t lines = table.rows.size() + (table.more ? 1 : 0);
  return {std::max(120.0, static_cast<double>(characters) * kCharacter + 2 * kPad),
          kHead + static_cast<double>(lines) * kRow + (lines ? 7 : 0)};
}

double port_of(std::size_t row) { return kHead + (static_cast<double>(row) + 0.5) * kRow + 2; }

LayoutLine line_of(const PictureLink& link, const Picture& picture) {
  const auto port = [&](std::size_t table, std::size_t row) {
    return picture.tables[table].rows.empty() ? kHead / 2 : port_of(row);
  };
  return {link.from, link.to, port(link.from, link.from_row), port(link.to, link.to_row)};
}

std::string table_svg(const PictureTable& table, const Point& at, const LayoutBox& box, Wording wording) {
  const std::string state = state_classes(table.state);
  const std::string place =
      "x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" width=\"" + number(box.width) + "\"";
  std::string text = "<g>\n<title>" + xml_text(title_of(table, wording)) + "</title>\n<rect class=\"tp-box" +
                     state + "\" " + place + " height=\"" + number(box.height) + "\" rx=\"6\"/>\n";
  text += "<rect class=\"tp-head\" x=\"" + number(at.x + 1.5) + "\" y=\"" + number(at.y + 1.5) +
          "\" width=\"" + number(box.width - 3) + "\" height=\"" + number(kHead - 3) + "\" rx=\"5\"/>\n";
  text += text_at(at.x + kPad, at.y + 18, " tp-title" + state, title_of(table, wording));
  double y = at.y + kHead + 15;
  for (const PictureRow& row : table.rows) {
    text += text_at(at.x + kPad, y, state_classes(row.state), left_text(row, wording));
    if (!row.marks.empty()) text += text_at(at.x + box.width - kPad, y, " tp-soft", row.marks, "end");
    y += kRow;
  }
  if (table.more) text += text_at(at.x + kPad, y, " tp-soft", more_text(table));
  return text + "</g>\n";
}

std::string path_data(const LinePath& path) {
  std::string data = "M" + number(path.front().x) + " " + number(path.front().y);
  for (std::size_t i = 1; i < path.size(); ++i) {
    const Point& a = path[i - 1];
    const Point& b = path[i];
    if (a.y == b.y || a.x == b.x) {
      data += " L" + number(b.x) + " " + number(b.y);
      continue;
    }
    const double half = (a.x + b.x) / 2;
    data += " C" + number(half) + " " + number(a.y) + " " + number(half) + " " + number(b.y) + " " +
            number(b.x) + " " + number(b.y);
  }
  return data;
}

/// Returns a triangle at the end of a line: it points where the line goes.
std::string arrow_tip(const LinePath& path, const std::string& classes) {
  const Point& end = path.back();
  const double back = path[path.size() - 2].x <= end.x ? -9 : 9;
  return "<path class=\"tp-tip" + classes + "\" d=\"M" + number(end.x) + " " + number(end.y) + " l" +
         number(back) + " -4.5 v9 z\"/>\n";
}

/// Returns the middle of the longest way between two points of a line.
Point label_place(const LinePath& path) {
  std::size_t longest = 1;
  const auto length = [&](std::size_t i) {
    return std::abs(path[i].x - path[i - 1].x) + std::abs(path[i].y - path[i - 1].y);
  };
  for (std::size_t i = 2; i < path.size(); ++i)
    if (length(i) > length(longest)) longest = i;
  return {(path[longest - 1].x + path[longest].x) / 2, (path[longest - 1].y + path[longest].y) / 2};
}

std::string link_svg(const PictureLink& link, const LinePath& path) {
  const std::string state = state_classes(link.state);
  return "<path class=\"tp-line" + state + "\" d=\"" + path_data(path) + "\"><title>" +
         xml_text(drawn_name(link.name, 120)) + "</title></path>\n" + arrow_tip(path, state);
}

/// Returns the words on lines, each moved down until it stands on no other.
std::string labels_svg(const Picture& picture, const PictureLayout& layout) {
  std::vector<Point> taken;
  std::string text;
  for (std::size_t i = 0; i < picture.links.size(); ++i) {
    const std::string_view word = state_word(picture.links[i].state, picture.wording);
    if (word.empty() || picture.links[i].from == picture.links[i].to) continue;  // a row of the table has it
    Point at = label_place(layout.lines[i]);
    const auto is_near = [&](const Point& other) {
      return std::abs(other.x - at.x) < 70 && std::abs(other.y - at.y) < 14;
    };
    while (std::ranges::any_of(taken, is_near)) at.y += 14;
    taken.push_back(at);
    text += text_at(at.x, at.y + 4, " tp-halo" + state_classes(picture.links[i].state), std::string(word),
                    "middle");
  }
  return text;
}

std::string description(const Picture& picture) {
  std::string text = pluralize(picture.tables.size(), "table") + " and " +
                     pluralize(picture.links.size(), "foreign key") + " between them";
  if (picture.left_out) text += "; " + pluralize(picture.left_out, "table") + " more not drawn";
  for (const PictureTable& table : picture.tables) {
    std::string changes;
    for (const PictureRow& row : table.rows)
      if (row.state != PictureState::kSame)
        changes += (changes.empty() ? "" : ", ") + left_text(row, picture.wording);
    if (table.state != PictureState::kSame || !changes.empty())
      text += "; " + title_of(table, picture.wording) + (changes.empty() ? "" : ": " + changes);
  }
  return text;
}

/// Draws a picture, with a style sheet of its own or without any style.
std::string drawn(const Picture& picture, bool is_styled) {
  std::vector<LayoutBox> boxes;
  std::vector<LayoutLine> lines;
  for (const PictureTable& table : picture.tables) boxes.push_back(box_of(table, picture.wording));
  for (const PictureLink& link : picture.links) lines.push_back(line_of(link, picture));
  const PictureLayout layout = laid_out(boxes, lines);
  const std::string size = number(layout.width) + "\" height=\"" + number(layout.height);
  std::string text =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + size + "\" viewBox=\"0 0 " +
      number(layout.width) + " " + number(layout.height) + "\"" +
      (is_styled ? " style=\"min-width: " + number(0.75 * layout.width) + "px\"" : "") +
      " role=\"img\" aria-labelledby=\"tp-name tp-what\">\n<title id=\"tp-name\">Tables and their "
      "foreign keys</title>\n<desc id=\"tp-what\">" +
      xml_text(description(picture)) + "</desc>\n" +
      (is_styled ? "<style>" + std::string(kSvgStyle) + "</style>\n" : "") +
      "<rect class=\"tp-page\" width=\"" + size + "\"/>\n";
  for (std::size_t i = 0; i < lines.size(); ++i) text += link_svg(picture.links[i], layout.lines[i]);
  for (std::size_t i = 0; i < boxes.size(); ++i)
    text += table_svg(picture.tables[i], layout.corners[i], boxes[i], picture.wording);
  return text + labels_svg(picture, layout) + "</svg>\n";
}

}  // namespace

std::string svg(const Picture& picture) { return drawn(picture, true); }

std::string unstyled_svg(const Picture& picture) { return drawn(picture, false); }

std::string_view svg_style() { return kSvgStyle; }

}  // namespace tenon
