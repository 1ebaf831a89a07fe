// Tables and the links between their pages, as HTML.

#include "service/pages/parts.h"

#include "render/report/markup.h"

namespace tenon {

namespace {

std::string head_of(const HtmlTable& table) {
  std::string text = "<thead><tr>";
  for (const std::string& heading : table.headings)
    text += heading.empty() ? "<td></td>" : "<th scope=\"col\">" + xml_text(heading) + "</th>";
  return text + "</tr></thead>\n";
}

/// Returns a cell with the heading of its column, which stands before it where a narrow screen has no
/// columns.
std::string cell_of(const std::string& tag, const std::string& cell_html, const std::string& heading) {
  const bool is_labelled = !cell_html.empty() && !heading.empty();
  return "<" + tag + (is_labelled ? " data-label=\"" + xml_text(heading) + "\"" : "") +
         (tag == "th" ? " scope=\"row\">" : ">") + cell_html + "</" + tag + ">";
}

std::string row_of(const std::vector<std::string>& cells_html, const std::vector<std::string>& headings) {
  std::string text = "<tr>";
  for (std::size_t i = 0; i < cells_html.size(); ++i)
    text += cell_of(i == 0 ? "th" : "td", cells_html[i], headings[i]);
  return text + "</tr>\n";
}

}  // namespace

std::string table_html(const HtmlTable& table) {
  if (table.rows_html.empty()) return element("p", "none-yet", xml_text(table.empty));
  std::string text = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" +
                     xml_text(table.caption) + "\">\n<table>\n<caption" +
                     std::string(table.shows_caption ? "" : " class=\"unseen\"") + ">" +
                     xml_text(table.caption) + "</caption>\n" + head_of(table) + "<tbody>\n";
  for (const std::vector<std::string>& row : table.rows_html) text += row_of(row, table.headings);
  return text + "</tbody>\n</table>\n</div>\n";
}

std::string page_links_html(const PageLinks& links) {
  if (links.pages < 2) return "";
  const auto to = [&](std::size_t page, const char* label) {
    auto query = links.query;
    if (page > 1) query.emplace_back("page", std::to_string(page));
    return link(address(links.path, query), label);
  };
  std::string text = "<nav class=\"pages\" aria-label=\"Pages\">\n<p>";
  if (links.page > 1) text += to(links.page - 1, "Previous page") + " ";
  text += "Page " + std::to_string(links.page) + " of " + std::to_string(links.pages);
  if (links.page < links.pages) text += " " + to(links.page + 1, "Next page");
  return text + "</p>\n</nav>\n";
}

std::string older_html(const std::string& path, std::vector<std::pair<std::string, std::string>> query,
                       const std::optional<std::int64_t>& before) {
  if (!before) return "";
  query.emplace_back("before", std::to_string(*before));
  return "<nav class=\"pages\" aria-label=\"Pages\">\n<p>" + link(address(path, query), "Older ones") +
         "</p>\n</nav>\n";
}

}  // namespace tenon
