// Turns the report of a comparison into a document.

#include "render/report/report_document.h"

#include <map>

#include "model/listing.h"
#include "model/pluralize.h"
#include "model/to_string.h"
#include "render/report/meaning.h"
#include "render/report/report_counts.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

Severity severity_of(FindingVerb verb) {
  return verb == FindingVerb::kRename || verb == FindingVerb::kValidate ? Severity::kWarning
                                                                        : Severity::kError;
}

/// Returns what a finding of this kind is, as a rule.
std::string_view rule_of(FindingVerb verb) {
  switch (verb) {
    case FindingVerb::kAdd:
      return "it is declared, and the database does not have it";
    case FindingVerb::kDrop:
      return "the database has it, and nothing declares it";
    case FindingVerb::kChange:
      return "the database has it with another definition than the declared one";
    case FindingVerb::kRename:
      return "the database has it under another name than the declared one";
    case FindingVerb::kValidate:
      return "the database has it, and never checked it against the rows that were there before";
    case FindingVerb::kUnknown:
      return "it could not be compared, and so is not counted as in sync";
  }
  return "";
}

/// Returns where an object stands: its table, or its schema.
std::string heading_of(const Key& key) {
  const bool on_table = key.kind == Kind::kTable || !key.table.empty();
  return on_table ? to_string(key.table_name()) : key.schema.text;
}

std::string with_affinity(const std::string& value, const std::string& affinity) {
  return affinity.empty() ? value : value + " (affinity " + affinity + ")";
}

DocumentEntry entry_of(const Consequence& one) {
  DocumentEntry entry;
  entry.rule = "tenon/" + std::string(to_string(one.effect));
  entry.word = to_string(one.effect);
  entry.rule_title = entry.word;
  entry.severity = Severity::kNote;
  entry.kind = readable(one.key.kind);
  entry.table = heading_of(one.key);
  entry.name = one.key.name.text;
  entry.key = to_string(one.key);
  entry.message = one.reason;
  return entry;
}

DocumentEntry entry_of(const std::string& kind, const UnmodelledEntry& object, bool decides) {
  DocumentEntry entry;
  entry.rule = "tenon/" + kind + "-not_modelled";
  entry.rule_title = readable(kind) + " differs, which is not modelled";
  entry.word = "not modelled";
  entry.severity = decides ? Severity::kError : Severity::kNote;
  entry.kind = readable(kind);
  entry.table = object.table.name.empty() ? object.name.schema.text : to_string(object.table);
  entry.name = object.name.name.text;
  entry.key = kind + ":" + unmodelled_name(object);
  entry.message = std::string(unmodelled_difference(object));
  entry.meaning = decides ? "the result is not \"in sync\", unless --ignore-not-modelled is given" : "";
  return entry;
}

std::vector<DocumentEntry> entries_of(const std::vector<Finding>& found, Wording wording) {
  std::vector<DocumentEntry> entries;
  for (const Finding& one : found) entries.push_back(entry_of(one, wording));
  return entries;
}

/// Adds the unmodelled objects that differ, if any.
void add_unmodelled(ReportDocument& document, const Report& report) {
  if (!unmodelled_differ(report)) return;
  DocumentSection section{.title = "not modelled, and different on the two sides", .is_named = false};
  for (const UnmodelledKind& other : report.not_modelled)
    for (const UnmodelledEntry& object : other.objects)
      if (object.differs) section.entries.push_back(entry_of(other.kind, object, report.fail_on_unmodelled));
  document.sections.push_back(std::move(section));
}

/// Returns counts by word, in the order of the words in text reports.
std::vector<DocumentCount> counts_of(const Summary& counts, Wording wording) {
  std::vector<DocumentCount> all;
  for (const auto& [verb, number] : by_verb(counts))
    if (number) all.push_back({std::string(verb_word(verb, wording)), number});
  return all;
}

DocumentOutcome outcome_of(const Report& report) {
  const int code = exit_code(report);
  return code == 0   ? DocumentOutcome::kGood
         : code == 2 ? DocumentOutcome::kFindings
                     : DocumentOutcome::kUnknown;
}

/// Returns why nothing can be told.
std::string why_unknown(const Report& report) {
  if (!report.unknowns.empty())
    return pluralize(report.unknowns.size(), "finding") + " could not be compared";
  if (unmodelled_differ(report)) return "something that is not modelled differs, or may";
  return "neither side holds a table, a sequence or a type: nothing was compared";
}

std::vector<std::string> notes_of(const Report& report) {
  std::vector<std::string> notes;
  std::string others;
  for (const UnmodelledKind& other : report.not_modelled)
    others += (others.empty() ? "" : ", ") + readable(pluralize(other.objects.size(), other.kind));
  if (!others.empty()) notes.push_back("not modelled, so not compared: " + others);
  if (!report.left_out.empty()) notes.push_back("left out: " + count_by_kind(report.left_out));
  notes.insert(notes.end(), report.notes.begin(), report.notes.end());
  return notes;
}

/// Returns the first of several joined paths.
std::string first_path(const Side& side) { return side.path.substr(0, side.path.find(", ")); }

}  // namespace

DocumentEntry entry_of(const Finding& found, Wording wording) {
  DocumentEntry entry;
  entry.word = verb_word(found.verb, wording);
  entry.kind = readable(found.key.kind);
  entry.rule =
      "tenon/" + std::string(to_string(found.key.kind)) + "-" + std::string(finding_word(found.verb));
  entry.rule_title = entry.kind + " " + std::string(finding_word(found.verb));
  entry.rule_why = rule_of(found.verb);
  entry.severity = found.fails ? severity_of(found.verb) : Severity::kNote;
  entry.table = heading_of(found.key);
  entry.name = found.key.name.text;
  if (found.verb == FindingVerb::kRename) entry.former_name = found.actual_name;
  entry.key = to_string(found.key);
  entry.message = found.reason;
  entry.meaning = meaning_of(found);
  entry.declared = found.declared_definition;
  entry.actual = found.actual_definition;
  entry.table_lines = found.table_lines;
  for (const FindingChange& change : found.changes)
    entry.attributes.push_back({change.attribute, with_affinity(change.declared, change.declared_affinity),
                                with_affinity(change.actual, change.actual_affinity)});
  entry.place = found.source;
  return entry;
}

std::vector<DocumentSection> sections_by_table(std::vector<DocumentEntry> entries) {
  std::map<std::string, std::vector<DocumentEntry>> by_table;
  for (DocumentEntry& entry : entries) by_table[entry.table].push_back(std::move(entry));
  std::vector<DocumentSection> sections;
  for (auto& [table, of_table] : by_table)
    sections.push_back({.title = table.empty() ? "database" : table,
                        .is_named = !table.empty(),
                        .entries = std::move(of_table)});
  return sections;
}

ReportDocument document_of(const Report& report, const Dialect& dialect, Wording wording,
                           const std::string& fix) {
  const std::vector<Finding> found = findings(report, dialect);
  const Outcome result = outcome(report);
  ReportDocument made;
  made.verb = wording == Wording::kOps ? "diff" : "check";
  made.subject = to_string(report.actual);
  made.sides = {{"actual", side_name(report.actual), first_path(report.actual)},
                {"declared", side_name(report.declared), first_path(report.declared)}};
  made.outcome = outcome_of(report);
  made.verdict =
      wording == Wording::kOps && result == Outcome::kInSync ? "nothing to change" : verdict_text(report);
  made.exit_code = exit_code(report);
  made.counts = counts_of(summary(found), wording);
  made.looked_at = compared_text(report.compared);
  made.sections = sections_by_table(entries_of(found, wording));
  add_unmodelled(made, report);
  const std::size_t count = entry_count(made);
  made.title = made.verdict + (count ? ": " + pluralize(count, "finding") : "");
  made.targets = {{made.subject, made.outcome, "", ""}};
  if (result == Outcome::kUnknown) {
    made.targets.front().reason = to_string(Reason::kNotModelled);
    made.targets.front().message = why_unknown(report);
  }
  for (const Consequence& one : report.consequences) made.consequences.push_back(entry_of(one));
  made.notes = notes_of(report);
  if (std::string failing = failing_text(report); !failing.empty()) made.notes.push_back(std::move(failing));
  if (!report.changes.empty()) made.fix = fix;
  return made;
}

}  // namespace tenon
