// Writes a picture of tables for programs that draw graphs: Mermaid and Graphviz.

#include "render/picture/graph_text.h"

#include <algorithm>

#include "model/visible.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string table_id(std::size_t number) { return "t" + std::to_string(number + 1); }

/// Returns a text for a quoted string of Mermaid: all that is no letter or digit as its number.
std::string mermaid_text(const std::string& name) {
  std::string out;
  for (const char c : visible(name))
    out += is_plain(c) || c == '.' || c == ' ' || c == '-' ? std::string(1, c)
                                                           : "#" + std::to_string(static_cast<int>(c)) + ";";
  return out.empty() ? " " : out;
}

/// Returns a word of an attribute's line: a letter first, then letters, digits and _.
std::string mermaid_word(const std::string& text) {
  std::string out;
  for (const char c : visible(text)) out += is_plain(c) ? c : '_';
  const bool begins_well = !out.empty() && (out[0] < '0' || out[0] > '9') && out[0] != '_';
  return begins_well ? out : "c_" + out;
}

std::string mermaid_keys(const std::string& marks) {
  std::string out;
  for (const auto& [mark, key] : {std::pair{"pk", "PK"}, {"fk", "FK"}, {"uq", "UK"}})
    if (marks.find(mark) != std::string::npos) out += (out.empty() ? " " : ", ") + std::string(key);
  return out;
}

std::string dot_row(const PictureRow& row, std::size_t number, Wording wording) {
  const std::string_view word = state_word(row.state, wording);
  return "<tr><td align=\"left\" port=\"r" + std::to_string(number) + "\">" +
         (word.empty() ? "" : "<b>" + std::string(word) + "</b> ") + xml_text(row.text) +
         (row.type.empty() ? "" : "  " + xml_text(row.type)) +
         (row.marks.empty() ? "" : "  <i>" + row.marks + "</i>") + "</td></tr>";
}

std::string dot_line_style(PictureState state) {
  switch (state) {
    case PictureState::kSame:
      return "";
    case PictureState::kAdded:
      return ", style=dotted";
    case PictureState::kChanged:
    case PictureState::kDropped:
    case PictureState::kRenamed:
    case PictureState::kUnvalidated:
      return ", style=dashed";
  }
  return "";
}

/// Returns a text in the quotes of DOT, which knows `\"` alone; visible() leaves backslashes as they are.
std::string dot_text(const std::string& name) {
  std::string out = "\"";
  for (const char c : visible(name)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string mermaid(const Picture& picture) {
  std::string text = "erDiagram\n";
  for (std::size_t i = 0; i < picture.tables.size(); ++i) {
    const PictureTable& table = picture.tables[i];
    text += "    " + table_id(i) + "[\"" + mermaid_text(table.title) + "\"]";
    if (!table.rows.empty()) text += " {\n";
    for (const PictureRow& row : table.rows)
      text +=
          "        " + mermaid_word(row.type) + " " + mermaid_word(row.text) + mermaid_keys(row.marks) + "\n";
    text += table.rows.empty() ? "\n" : "    }\n";
  }
  for (const PictureLink& link : picture.links)
    text += "    " + table_id(link.from) + (link.is_unique ? " |o--" : " }o--") +
            (link.is_optional ? "o| " : "|| ") + table_id(link.to) + " : \"" + mermaid_text(link.name) +
            "\"\n";
  return text;
}

std::string dot(const Picture& picture) {
  std::string text =
      "digraph tables {\n  rankdir=LR;\n  node [shape=plaintext, fontname=\"monospace\", fontsize=11];\n"
      "  edge [fontname=\"monospace\", fontsize=9, color=\"#707987\"];\n";
  for (std::size_t i = 0; i < picture.tables.size(); ++i) {
    const PictureTable& table = picture.tables[i];
    text += "  " + table_id(i) +
            " [label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"0\" cellpadding=\"4\"><tr><td "
            "bgcolor=\"#f1f3f6\"><b>" +
            xml_text(table.title.empty() ? " " : table.title) + "</b></td></tr>";
    for (std::size_t row = 0; row < table.rows.size(); ++row)
      text += dot_row(table.rows[row], row, picture.wording);
    text += "</table>>];\n";
  }
  for (const PictureLink& link : picture.links) {
    const auto port = [&](std::size_t table, std::size_t row) {
      return table_id(table) + (picture.tables[table].rows.empty() ? "" : ":r" + std::to_string(row));
    };
    text += "  " + port(link.from, link.from_row) + " -> " + port(link.to, link.to_row) +
            " [label=" + dot_text(link.name) + dot_line_style(link.state) + "];\n";
  }
  return text + "}\n";
}

}  // namespace tenon
