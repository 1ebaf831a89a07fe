// Turns the lists of lint and of names into documents.

#include "render/report/list_document.h"

#include <map>

#include "model/pluralize.h"
#include "model/to_string.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

/// Adds an entry to the section of its table; entries come by table.
void add_entry(ReportDocument& document, DocumentEntry entry) {
  if (document.sections.empty() || document.sections.back().title != entry.table)
    document.sections.push_back({.title = entry.table});
  document.sections.back().entries.push_back(std::move(entry));
}

DocumentEntry entry_at(const Key& key) {
  DocumentEntry entry;
  entry.kind = readable(key.kind);
  entry.table = to_string(key.table_name());
  entry.name = key.name.text;
  entry.key = to_string(key);
  entry.severity = Severity::kWarning;
  return entry;
}

DocumentEntry entry_of(const LintFinding& found) {
  DocumentEntry entry = entry_at(found.key);
  entry.rule = found.rule->code;
  entry.rule_title = found.rule->title;
  entry.rule_why = found.rule->why;
  entry.word = found.rule->code;
  entry.message = std::string(found.rule->title) + ": " + found.message;
  entry.meaning = found.rule->why;
  entry.fix = found.fix_hint;
  entry.place = found.source;
  return entry;
}

std::string name_message(const NameVerdict& name) {
  std::string text = name.would_be.empty() ? "the convention has no name for it"
                                           : "the convention's name is " + name.would_be;
  if (name.keeping == Keeping::kCollides) text += ", which is already the name of " + name.collides_with;
  if (name.by_server) text += "; it has the server's own name";
  if (name.is_cut) text += "; truncated to the server's limit";
  return text;
}

DocumentEntry entry_of(const NameVerdict& name) {
  DocumentEntry entry = entry_at(name.key);
  const bool collides = name.keeping == Keeping::kCollides;
  const bool differs = name.keeping == Keeping::kDiffers;
  entry.word = differs ? "to rename" : collides ? "colliding" : "without a template";
  entry.rule = differs ? "tenon/name-differs" : collides ? "tenon/name-collides" : "tenon/name-no_rule";
  entry.rule_title = differs    ? "name differs from the convention"
                     : collides ? "the convention's name is taken"
                                : "no template of the convention names it";
  if (!differs && !collides) entry.severity = Severity::kNote;
  entry.message = name_message(name);
  entry.declared = name.would_be;
  entry.actual = name.key.name.text;
  return entry;
}

bool is_shown(const NameVerdict& name) {
  return name.keeping == Keeping::kDiffers || name.keeping == Keeping::kCollides ||
         name.keeping == Keeping::kUnruled;
}

/// Sets what outcome, title and target depend on.
void conclude(ReportDocument& document, int code, const std::string& verdict, const std::string& noun) {
  document.exit_code = code;
  document.outcome = code == 0   ? DocumentOutcome::kGood
                     : code == 2 ? DocumentOutcome::kFindings
                                 : DocumentOutcome::kUnknown;
  document.verdict = verdict;
  const std::size_t count = entry_count(document);
  document.title = verdict + (count ? ": " + pluralize(count, noun) : "");
  document.targets = {{document.subject, document.outcome, "", ""}};
  if (code != 1) return;
  document.targets.front().reason = to_string(Reason::kNotModelled);
  document.targets.front().message = verdict;
}

/// Sets what is said of the source.
void look_at(ReportDocument& document, const Side& source) {
  document.subject = to_string(source);
  document.sides = {{"source", side_name(source), source.path.substr(0, source.path.find(", "))}};
}

void count_words(ReportDocument& document) {
  std::map<std::string, std::size_t> by_word;
  for (const DocumentSection& section : document.sections)
    for (const DocumentEntry& entry : section.entries) ++by_word[entry.word];
  for (const auto& [word, number] : by_word) document.counts.push_back({word, number});
}

}  // namespace

ReportDocument document_of(const LintReport& report) {
  ReportDocument made;
  made.verb = "lint";
  look_at(made, report.source);
  made.looked_at = pluralize(report.looked_at.tables, "table") + ", " +
                   pluralize(report.looked_at.constraints, "constraint") + " and " +
                   pluralize(report.looked_at.indexes, "index") + " checked by " +
                   pluralize(report.rules, "rule");
  for (const LintFinding& found : report.findings) add_entry(made, entry_of(found));
  count_words(made);
  std::string off;
  for (const std::string& code : report.rules_off) off += (off.empty() ? "" : ", ") + code;
  if (!off.empty()) made.notes.push_back("rules not run: " + off);
  if (report.passed_over)
    made.notes.push_back(pluralize(report.passed_over, "finding") + " suppressed for single objects");
  made.notes.insert(made.notes.end(), report.notes.begin(), report.notes.end());
  const int code = exit_code(report);
  conclude(made, code, code == 2 ? "problems found" : code == 0 ? "clean" : "nothing to check", "finding");
  return made;
}

ReportDocument document_of(const NamesReport& report) {
  ReportDocument made;
  made.verb = "names";
  look_at(made, report.source);
  made.looked_at = pluralize(report.names.size(), "name") + ", " +
                   std::to_string(count(report, Keeping::kKeeps)) + " by the convention";
  made.declared_label = "by the convention";
  for (const NameVerdict& name : report.names)
    if (is_shown(name)) add_entry(made, entry_of(name));
  count_words(made);
  made.notes.push_back("convention: " + report.convention_from);
  made.notes.insert(made.notes.end(), report.notes.begin(), report.notes.end());
  const int code = exit_code(report);
  conclude(made, code,
           code == 2   ? "names differ from the convention"
           : code == 0 ? "no name differs from the convention"
                       : "no names to check",
           "name");
  return made;
}

}  // namespace tenon
