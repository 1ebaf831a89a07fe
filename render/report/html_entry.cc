// Writes one finding as HTML.

#include "render/report/html_entry.h"

#include <map>

#include "render/report/markup.h"
#include "render/report/word_difference.h"

namespace tenon {

namespace {

/// Returns the class that gives a finding its colour; the word stands beside it.
std::string_view tone_class(const DocumentEntry& entry) {
  static const std::map<std::string_view, std::string_view> kTones{
      {"missing", "t-missing"},  {"add", "t-missing"},    {"unexpected", "t-unexpected"},
      {"drop", "t-unexpected"},  {"renamed", "t-rename"}, {"rename", "t-rename"},
      {"to rename", "t-rename"}, {"unknown", "t-missing"}};
  const auto found = kTones.find(entry.word);
  if (found != kTones.end()) return found->second;
  return entry.severity == Severity::kNote ? "t-note" : "t-change";
}

std::string marked(const std::vector<MarkedWords>& pieces, const std::string& element) {
  std::string text;
  for (const MarkedWords& piece : pieces)
    text += piece.differs ? "<" + element + ">" + xml_lines(piece.text) + "</" + element + ">"
                          : xml_lines(piece.text);
  return text;
}

std::string side_html(const std::string& label, const std::string& code) {
  return "<div><h4>" + xml_text(label) + "</h4>" +
         (code.empty() ? "<p class=\"none\">not there</p>" : "<pre><code>" + code + "</code></pre>") +
         "</div>\n";
}

std::string lines_html(const DocumentEntry& entry, const std::string& definition) {
  if (definition.empty() || entry.table_lines.empty()) return xml_lines(definition);
  std::string text;
  for (std::size_t i = 0; i < entry.table_lines.size(); ++i) {
    const bool is_item = i > 0 && i + 1 < entry.table_lines.size();
    text += (i ? "\n" : "") + std::string(is_item ? "  " : "") + xml_text(entry.table_lines[i]);
  }
  return text;
}

std::string both_sides(const ReportDocument& document, const DocumentEntry& entry) {
  if (entry.declared.empty() && entry.actual.empty()) return "";
  std::string declared = lines_html(entry, entry.declared);
  std::string actual = lines_html(entry, entry.actual);
  if (!entry.declared.empty() && !entry.actual.empty()) {
    const WordDifference both = word_difference(entry.declared, entry.actual);
    declared = marked(both.declared, "ins");
    actual = marked(both.actual, "del");
  }
  return "<div class=\"both\">\n" + side_html(document.declared_label, declared) +
         side_html(document.actual_label, actual) + "</div>\n";
}

std::string attributes_html(const ReportDocument& document, const DocumentEntry& entry) {
  if (entry.attributes.empty()) return "";
  const auto value = [](const std::string& text) { return text.empty() ? "none" : html_code(text); };
  std::string text = "<ul class=\"attributes\">\n";
  for (const DocumentAttribute& one : entry.attributes)
    text += "<li>" + html_code(one.name) + ": " + xml_text(document.declared_label) + " " +
            value(one.declared) + ", " + xml_text(document.actual_label) + " " + value(one.actual) +
            "</li>\n";
  return text + "</ul>\n";
}

std::string paragraph(const std::string& kind, const std::string& label, const std::string& content) {
  return content.empty() ? "" : "<p class=\"" + kind + "\"><b>" + label + "</b> " + content + "</p>\n";
}

}  // namespace

std::string html_code(const std::string& text) { return "<code>" + xml_text(text) + "</code>"; }

std::string html_entry(const ReportDocument& document, const DocumentEntry& entry, const std::string& id,
                       const std::string& heading) {
  std::string text = "<article class=\"entry " + std::string(tone_class(entry)) + "\" aria-labelledby=\"" +
                     id + "\">\n<h3 id=\"" + id + "\"><span class=\"tag\">" + xml_text(entry.word) +
                     "</span> <span class=\"kind\">" + xml_text(entry.kind) + "</span> ";
  if (!entry.former_name.empty()) text += html_code(entry.former_name) + " → ";
  text += html_code(entry.name);
  if (!entry.table.empty() && entry.kind != "table" && entry.table != heading)
    text += " <span class=\"kind\">on</span> " + html_code(entry.table);
  text += "</h3>\n";
  if (!entry.place.path.empty())
    text += "<p class=\"place\">" + html_code(entry.place.path + ":" + std::to_string(entry.place.line)) +
            "</p>\n";
  if (!entry.message.empty()) text += "<p>" + xml_text(entry.message) + "</p>\n";
  return text + both_sides(document, entry) + attributes_html(document, entry) +
         paragraph("meaning", "Effect", xml_text(entry.meaning)) +
         paragraph("fix", "Fix", entry.fix.empty() ? "" : html_code(entry.fix)) + "</article>\n";
}

}  // namespace tenon
