// The formats that draw tables and their foreign keys: SVG, Mermaid and Graphviz's DOT.

#include "app/format.h"
#include "render/picture/graph_text.h"
#include "render/picture/svg.h"
#include "render/report/failure.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

template <std::string (*draw)(const Picture&)>
std::string drawn_inspection(const Inspection& inspection, const Presentation&) {
  return draw(picture_of(inspection.catalog));
}

template <Wording wording>
std::string drawn_changes(const ComparisonResult& comparison, const Presentation&) {
  return svg(picture_of(comparison.actual, comparison.declared, comparison.changes, wording));
}

/// Returns a failed run as the comment of a format, a line of it at a time.
std::string commented_failure(const Failure& failure, const std::string& mark) {
  std::string out;
  std::string line;
  for (const char c : failure_text(failure)) {
    line += c;
    if (c == '\n') out += mark + std::exchange(line, "");
  }
  return out;
}

std::string failure_mermaid(const Failure& failure) {
  return "erDiagram\n" + commented_failure(failure, "%% ");
}

std::string failure_dot(const Failure& failure) { return commented_failure(failure, "// ") + "digraph {}\n"; }

std::string failure_svg(const Failure& failure) {
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 900 40\" role=\"img\"><title>could not "
         "tell: " +
         xml_text(failure.message) +
         "</title><text x=\"10\" y=\"25\">could not tell: " + xml_text(failure.message) + "</text></svg>\n";
}

}  // namespace

Format svg_format() {
  return {.name = "svg",
          .extension = ".svg",
          .failure = &failure_svg,
          .difference = {&drawn_changes<Wording::kOps>, "the tables that change, drawn"},
          .verdict = {&drawn_changes<Wording::kFindings>, "the tables that change, drawn"},
          .inspection = {&drawn_inspection<&svg>, "drawn"}};
}

Format mermaid_format() {
  return {.name = "mermaid",
          .extension = ".mmd",
          .failure = &failure_mermaid,
          .inspection = {&drawn_inspection<&mermaid>}};
}

Format dot_format() {
  return {
      .name = "dot", .extension = ".dot", .failure = &failure_dot, .inspection = {&drawn_inspection<&dot>}};
}

}  // namespace tenon
