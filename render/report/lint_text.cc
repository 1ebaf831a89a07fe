// Writes the result of lint as text for people.

#include "render/report/lint_text.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/visible.h"
#include "render/report/ansi_style.h"
#include "render/report/report_counts.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

void print_finding(std::string& out, const LintFinding& found, bool says_why, const Ink& ink) {
  out += "  " + ink.paint("33", found.rule->code) + " " + padded(readable(found.key.kind), 11) + " " +
         ink.bold(visible(found.key.name.text)) + ink.dim(place(found.source)) + "\n";
  out += "        " + flat(found.message) + "\n";
  if (says_why) out += "        why   " + std::string(found.rule->why) + "\n";
  out += "        fix   " + flat(found.fix_hint) + "\n";
}

std::string table_of(const LintFinding& found) { return to_string(found.key.table_name()); }

void print_findings(std::string& out, const LintReport& report, const Ink& ink) {
  std::set<std::string_view> explained;
  std::string table;
  for (const LintFinding& found : report.findings) {
    if (table != table_of(found)) {
      table = table_of(found);
      out += ink.bold(visible(table)) + "\n";
    }
    print_finding(out, found, explained.insert(found.rule->code).second, ink);
  }
}

std::string tables_summary(const LintReport& report, const Ink& ink) {
  std::map<std::string, std::map<std::string_view, std::size_t>> by_table;
  for (const LintFinding& found : report.findings) ++by_table[table_of(found)][found.rule->code];
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& [table, codes] : by_table) {
    std::string text;
    for (const auto& [code, count] : codes)
      text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(code);
    lines.emplace_back(visible(table), text);
  }
  return aligned(lines, "table", ink);
}

/// Returns `3 findings` and a line for each rule that has some.
std::string summary(const LintReport& report) {
  std::map<std::string_view, std::size_t> by_code;
  for (const LintFinding& found : report.findings) ++by_code[found.rule->code];
  std::string text = pluralize(report.findings.size(), "finding") + "\n";
  for (const auto& [code, count] : by_code) {
    const std::string number = std::to_string(count);
    text += std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') + number + "  " + std::string(code) +
            "  " + std::string(find_lint_rule(code)->title) + "\n";
  }
  return text;
}

std::string beside(const LintReport& report, const Ink& ink) {
  std::string out;
  std::string off;
  for (const std::string& code : report.rules_off) off += (off.empty() ? "" : ", ") + code;
  if (!off.empty()) out += ink.dim("rules not run: " + off) + "\n";
  if (report.passed_over)
    out += ink.dim(pluralize(report.passed_over, "finding") + " suppressed for single objects") + "\n";
  return out + notes_text(report.notes, ink);
}

}  // namespace

std::string lint_text(const LintReport& report, const ListStyle& style) {
  const Ink ink(style.color);
  const Counts& counts = report.looked_at;
  std::string out = ink.bold(side_name(report.source)) + "\n";
  out += ink.dim(pluralize(counts.tables, "table") + ", " + pluralize(counts.constraints, "constraint") +
                 " and " + pluralize(counts.indexes, "index") + " checked by " +
                 pluralize(report.rules, "rule") +
                 (counts.ignored ? ", " + std::to_string(counts.ignored) + " left out" : "")) +
         "\n";
  out += beside(report, ink);
  if (!report.findings.empty()) {
    out += "\n";
    if (style.summary)
      out += tables_summary(report, ink);
    else
      print_findings(out, report, ink);
    out += "\n" + summary(report);
  }
  const int code = exit_code(report);
  const std::string verdict = code == 2   ? ink.paint("31", "problems found")
                              : code == 0 ? ink.paint("32", "clean")
                                          : ink.paint("35", "nothing to check");
  return out + verdict + " (exit " + std::to_string(code) + ")\n";
}

std::string lint_rules_text() {
  std::string out;
  for (const LintRule& rule : lint_rules())
    out += std::string(rule.code) + "  " + std::string(rule.title) +
           (rule.by_default ? "" : " (off by default)") + "\n";
  return out;
}

}  // namespace tenon
