// Writes a document as one HTML file that needs nothing else.

#include "render/report/html.h"

#include "model/pluralize.h"
#include "render/report/html_entry.h"
#include "render/report/html_style.h"
#include "render/report/html_targets.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

std::string_view state_class(DocumentOutcome outcome) {
  return outcome == DocumentOutcome::kGood       ? "good"
         : outcome == DocumentOutcome::kFindings ? "findings"
                                                 : "unknown";
}

std::string page_head(const ReportDocument& document) {
  return "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
         "<meta name=\"color-scheme\" content=\"light dark\">\n"
         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
         "'unsafe-inline'\">\n<title>" +
         xml_text(document.title) + " - tenon " + xml_text(document.verb) + "</title>\n<style>" +
         std::string(html_style()) + "</style>\n</head>\n";
}

std::string page_header(const ReportDocument& document) {
  std::string text = "<header>\n<div class=\"wrap\">\n<p class=\"brand\">tenon " + xml_text(document.verb) +
                     "</p>\n<h1 class=\"" + std::string(state_class(document.outcome)) +
                     "\"><span class=\"state\"></span>" + xml_text(document.title) + "</h1>\n";
  if (!document.sides.empty()) {
    text += "<dl class=\"from\">\n";
    for (const DocumentSide& side : document.sides)
      text += "<dt>" + xml_text(side.label) + "</dt><dd>" + html_code(side.text) + "</dd>\n";
    text += "</dl>\n";
  }
  return text + "</div>\n</header>\n";
}

std::string heading(const DocumentSection& section) {
  return (section.is_named ? html_code(section.title) : xml_text(section.title)) + extent(section);
}

std::string section_id(std::size_t index) { return "s" + std::to_string(index + 1); }

/// Links to the sections, where there are several.
std::string contents(const ReportDocument& document) {
  if (document.sections.size() < 3) return "";
  const bool is_grouped = !document.sections.front().targets.empty();
  std::string text =
      "<nav" + std::string(is_grouped ? " class=\"wide\"" : "") + " aria-label=\"Sections\">\n<details" +
      std::string(document.sections.size() <= 24 ? " open" : "") + ">\n<summary>" +
      pluralize(document.sections.size(), is_grouped ? "group" : "section") + "</summary>\n<ul>\n";
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    const DocumentSection& section = document.sections[i];
    text += "<li><a href=\"#" + section_id(i) + "\">" + heading(section) + "</a> " +
            (section.says.empty() ? std::to_string(section.entries.size()) : xml_text(section.says)) +
            "</li>\n";
  }
  return text + "</ul>\n</details>\n</nav>\n";
}

std::string plain_list(const std::vector<std::string>& items) {
  std::string text = "<ul class=\"plain\">\n";
  for (const std::string& item : items) text += "<li>" + item + "</li>\n";
  return text + "</ul>\n";
}

/// Returns the entries of a section; of a group with many the later ones are folded.
std::string entries_html(const ReportDocument& document, const DocumentSection& section,
                         const std::string& id) {
  constexpr std::size_t kShown = 8;
  const std::size_t count = section.entries.size();
  const bool is_folded = !section.targets.empty() && count > kShown + 2;
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (is_folded && i == kShown)
      text +=
          "<details class=\"many\">\n<summary>" + pluralize(count - kShown, "finding") + " more</summary>\n";
    text += html_entry(document, section.entries[i], id + "-" + std::to_string(i + 1), section.title);
  }
  return text + (is_folded ? "</details>\n" : "");
}

std::string_view word_class(const std::string& word) { return word == "new" ? "t-change" : "t-note"; }

std::string section_html(const ReportDocument& document, std::size_t index) {
  const DocumentSection& section = document.sections[index];
  const std::string id = section_id(index);
  std::string text = "<section" + std::string(section.targets.empty() ? "" : " class=\"group\"") +
                     " aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + heading(section);
  for (const std::string& word : section.words)
    text += " <span class=\"tag " + std::string(word_class(word)) + "\">" + xml_text(word) + "</span>";
  text += "</h2>\n";
  if (!section.says.empty()) text += "<p class=\"says\">" + xml_text(section.says) + "</p>\n";
  for (const std::string& line : section.lines) text += "<p class=\"groups\">" + xml_text(line) + "</p>\n";
  return text + html_group_targets(section) + entries_html(document, section, id) + "</section>\n";
}

std::string picture_html(const ReportDocument& document) {
  if (document.picture.empty()) return "";
  return "<figure>\n<figcaption>The tables that change, and those next to them</figcaption>\n<div "
         "class=\"picture\" role=\"region\" aria-label=\"Picture of the tables\" tabindex=\"0\">\n" +
         document.picture + "</div>\n</figure>\n";
}

std::string beside_html(const ReportDocument& document) {
  std::string text;
  if (!document.fix.empty())
    text += "<section aria-labelledby=\"fix\">\n<h2 id=\"fix\">Fix</h2>\n<pre><code>" +
            xml_lines(document.fix) + "</code></pre>\n</section>\n";
  std::vector<std::string> items;
  for (const DocumentEntry& one : document.consequences)
    items.push_back(xml_text(one.word) + " " + xml_text(one.kind) + " " + html_code(one.name) +
                    (one.table.empty() || one.kind == "table" ? "" : " on " + html_code(one.table)) + ": " +
                    xml_text(one.message));
  if (!items.empty())
    text += "<section aria-labelledby=\"also\">\n<h2 id=\"also\">The migration also does this</h2>\n" +
            plain_list(items) + "</section>\n";
  std::vector<std::string> notes;
  for (const std::string& note : document.notes) notes.push_back(xml_text(note));
  if (!notes.empty())
    text += "<section aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n" + plain_list(notes) +
            "</section>\n";
  return text;
}

std::string page_footer(const ReportDocument& document) {
  return "<footer>\n<div class=\"wrap\">\n<p>" +
         (document.looked_at.empty() ? "" : xml_text(document.looked_at) + ". ") +
         xml_text(document.verdict) + " (exit " + std::to_string(document.exit_code) +
         "). tenon " TENON_VERSION "</p>\n</div>\n</footer>\n";
}

}  // namespace

std::string html_content(const ReportDocument& document) {
  std::string text = html_counts(document) + html_changes(document) + html_unanswered(document) +
                     picture_html(document) + contents(document);
  for (std::size_t i = 0; i < document.sections.size(); ++i) text += section_html(document, i);
  return text + html_in_sync(document) + beside_html(document);
}

std::string html(const ReportDocument& document) {
  return page_head(document) + "<body>\n<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n" +
         page_header(document) + "<main id=\"findings\" tabindex=\"-1\">\n<div class=\"wrap\">\n" +
         html_content(document) + "</div>\n</main>\n" + page_footer(document) + "</body>\n</html>\n";
}

}  // namespace tenon
