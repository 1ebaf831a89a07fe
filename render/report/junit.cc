// Writes a document as JUnit XML, for the test views of CI services.

#include "render/report/junit.h"

#include <algorithm>

#include "model/pluralize.h"
#include "model/visible.h"
#include "render/report/markup.h"

namespace tenon {

namespace {

bool is_on(const DocumentSection& section, const DocumentTarget& target) {
  return section.targets.empty() || std::ranges::find(section.targets, target.name) != section.targets.end();
}

/// Returns an entry as lines of plain text.
std::string entry_lines(const ReportDocument& document, const DocumentEntry& entry) {
  std::string text = "  " + visible(entry.word + " " + object_text(entry));
  if (!entry.place.path.empty())
    text += "   " + visible(entry.place.path) + ":" + std::to_string(entry.place.line);
  text += "\n";
  const auto add = [&](const std::string& label, const std::string& value) {
    if (!value.empty()) text += "      " + label + visible(value) + "\n";
  };
  add("", entry.message);
  add(document.declared_label + ": ", entry.declared);
  add(document.actual_label + ": ", entry.actual);
  add("effect: ", entry.meaning);
  add("fix: ", entry.fix);
  return text;
}

std::string findings_text(const ReportDocument& document, const DocumentTarget& target) {
  std::string text;
  for (const DocumentSection& section : document.sections) {
    if (!is_on(section, target) || section.entries.empty()) continue;
    text += visible(section.title + extent(section)) + "\n";
    for (const DocumentEntry& entry : section.entries) text += entry_lines(document, entry);
  }
  return text + (document.fix.empty() ? "" : "fix: " + visible(document.fix) + "\n");
}

/// Returns how many findings a target has, by its sections.
std::size_t findings_of(const ReportDocument& document, const DocumentTarget& target) {
  std::size_t count = 0;
  for (const DocumentSection& section : document.sections)
    if (is_on(section, target)) count += section.entries.size();
  return count;
}

std::string junit_case(const ReportDocument& document, const DocumentTarget& target) {
  const std::string begin = "    <testcase classname=\"tenon." + xml_text(document.verb) + "\" name=\"" +
                            xml_text(target.name) + "\"";
  if (target.outcome == DocumentOutcome::kGood) return begin + "/>\n";
  if (target.outcome == DocumentOutcome::kUnknown)
    return begin + ">\n      <error type=\"" + xml_text(target.reason) + "\" message=\"" +
           xml_text(target.message) + "\">" + xml_text(target.message) + "</error>\n    </testcase>\n";
  // A target may have findings where the whole could not be told.
  const std::string type = document.outcome == DocumentOutcome::kFindings ? document.verdict : "drift";
  return begin + ">\n      <failure type=\"" + xml_text(type) + "\" message=\"" +
         pluralize(findings_of(document, target), "finding") + "\">" +
         xml_lines(findings_text(document, target)) + "</failure>\n    </testcase>\n";
}

}  // namespace

std::string junit(const ReportDocument& document) {
  const auto number = [&](DocumentOutcome outcome) {
    return std::to_string(std::ranges::count(document.targets, outcome, &DocumentTarget::outcome));
  };
  const std::string counts = " tests=\"" + std::to_string(document.targets.size()) + "\" failures=\"" +
                             number(DocumentOutcome::kFindings) + "\" errors=\"" +
                             number(DocumentOutcome::kUnknown) + "\"";
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tenon\"" + counts +
                     ">\n  <testsuite name=\"tenon " + xml_text(document.verb) + "\"" + counts + ">\n";
  for (const DocumentTarget& target : document.targets) text += junit_case(document, target);
  return text + "  </testsuite>\n</testsuites>\n";
}

}  // namespace tenon
