// Writes the report of a comparison as text for people.

#include "render/report/report_text.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "model/listing.h"
#include "model/pluralize.h"
#include "model/to_string.h"
#include "model/visible.h"
#include "render/report/ansi_style.h"
#include "render/report/consequences_text.h"
#include "render/report/finding.h"
#include "render/report/report_counts.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

struct Mark {
  std::string_view sign;
  const char* color;
};

Mark mark(FindingVerb verb) {
  switch (verb) {
    case FindingVerb::kAdd:
      return {"+", "31"};
    case FindingVerb::kDrop:
      return {"-", "36"};
    case FindingVerb::kChange:
      return {"~", "33"};
    case FindingVerb::kRename:
      return {">", "34"};
    case FindingVerb::kValidate:
      return {"!", "33"};
    case FindingVerb::kUnknown:
      return {"?", "35"};
  }
  return {" ", "0"};
}

std::string value_text(const std::string& value, const std::string& affinity) {
  return (value.empty() ? "(none)" : shortened(value)) +
         (affinity.empty() ? "" : " (affinity " + affinity + ")");
}

/// Returns an explanation of a replica identity, which the keywords alone do not give.
std::string replica_identity_text(const std::string& value) {
  if (value.empty()) return "the primary key, or an index that is marked for it";
  if (value == "nothing") return "nothing (NOTHING, or a dropped index)";
  return value == "full" ? "the whole row (FULL)" : flat(value);
}

void print_changes(std::string& out, const Finding& found) {
  for (const FindingChange& change : found.changes) {
    if (found.key.kind == Kind::kTable && change.attribute == "replica_identity") {
      out += "      replica identity: declared " + replica_identity_text(change.declared) + "; actual " +
             replica_identity_text(change.actual) + "\n";
      continue;
    }
    out += "      " + padded(visible(change.attribute), 9) + " declared " +
           value_text(change.declared, change.declared_affinity) + ", actual " +
           value_text(change.actual, change.actual_affinity) + "\n";
  }
}

/// What is said of a rename without another change.
std::string renamed_only_text(const Finding& found) {
  if (found.key.kind == Kind::kTable || found.key.kind == Kind::kColumn)
    return "declared as renamed: its rows are kept";
  if (found.key.kind == Kind::kSequence) return "follows what owns it, and goes on counting";
  return "same definition, another name: " + shortened(found.actual_definition);
}

void print_finding(std::string& out, const Finding& found, const Ink& ink, Wording wording) {
  const Mark how = mark(found.verb);
  const std::string_view said = verb_word(found.verb, wording);
  out += "  " + ink.paint(how.color, std::string(how.sign) + " " + padded(said, 11)) + " " +
         padded(readable(found.key.kind), 11) + " ";
  if (found.verb == FindingVerb::kRename) out += visible(found.actual_name) + " -> ";
  out += ink.bold(visible(found.key.name.text));
  const bool both = !found.declared_definition.empty() && !found.actual_definition.empty();
  if (!both) out += place(found.source);
  out += "\n";
  if (found.verb == FindingVerb::kRename && found.changes.empty()) {
    out += "      " + renamed_only_text(found) + "\n";
    return;
  }
  if (both)
    out += "      declared  " + shortened(found.declared_definition) + ink.dim(place(found.source)) + "\n";
  else if (!found.declared_definition.empty())
    out += definition_text("declared", found.declared_definition, found.table_lines);
  if (!found.actual_definition.empty())
    out += definition_text("actual", found.actual_definition, found.table_lines);
  print_changes(out, found);
  if (!found.reason.empty()) out += "      why       " + flat(found.reason) + "\n";
}

/// Returns `5 findings: 1 changed, 2 missing`.
std::string summary_text(const std::vector<Finding>& found, Wording wording) {
  return pluralize(found.size(), wording == Wording::kOps ? "change" : "finding") + ": " +
         counts_text(summary(found), wording);
}

constexpr std::size_t kFew = 3;  ///< number of objects of one kind that are named

/// Returns `3 views (public.a, public.b, public.c)`: the first few by name.
std::string named(std::string_view kind, const std::vector<std::string>& names) {
  return readable(pluralize(names.size(), kind)) + " (" + few(names, kFew) + ")";
}

std::string named(const UnmodelledKind& other) {
  std::vector<std::string> names;
  for (const UnmodelledEntry& object : other.objects) names.push_back(visible(unmodelled_name(object)));
  return named(other.kind, names);
}

std::string_view difference_of_several(std::string_view of_one) {
  if (of_one == "its definition differs") return "their definitions differ";
  return of_one == "only the actual side has it" ? "only the actual side has them"
                                                 : "only the declared side has them";
}

/// Prints objects of one kind that differ in the same way, one line each if they are few.
void print_alike(std::string& out, const std::string& kind, std::string_view difference,
                 const std::vector<std::string>& names, const Ink& ink) {
  const std::string sign = "  " + ink.paint("35", "?") + " ";
  if (names.size() > kFew) {
    out += sign + named(kind, names) + ": " + std::string(difference_of_several(difference)) + "\n";
    return;
  }
  for (const std::string& name : names)
    out += sign + readable(kind) + " " + name + ": " + std::string(difference) + "\n";
}

/// Prints the unmodelled objects that differ, if any.
void print_unmodelled_differences(std::string& out, const Report& report, const Ink& ink) {
  if (!unmodelled_differ(report)) return;
  out += "\nnot modelled, and different on the two sides";
  out += report.fail_on_unmodelled ? " (--ignore-not-modelled excludes this from the result)\n" : "\n";
  for (const UnmodelledKind& other : report.not_modelled) {
    std::map<std::string_view, std::vector<std::string>> by_difference;
    for (const UnmodelledEntry& object : other.objects)
      if (object.differs)
        by_difference[unmodelled_difference(object)].push_back(visible(unmodelled_name(object)));
    for (const auto& [difference, names] : by_difference)
      print_alike(out, other.kind, difference, names, ink);
  }
}

void print_beside(std::string& out, const Report& report, const Ink& ink) {
  std::string others;
  for (const UnmodelledKind& other : report.not_modelled)
    others += (others.empty() ? "" : ", ") + named(other);
  if (!others.empty()) out += ink.dim("not modelled, so not compared: " + others) + "\n";
  if (!report.left_out.empty()) out += ink.dim("left out: " + visible(count_by_kind(report.left_out))) + "\n";
  out += notes_text(report.notes, ink);
}

void print_findings(std::string& out, const std::vector<Finding>& found, const Ink& ink, Wording wording) {
  std::map<std::string, std::vector<const Finding*>> by_table;
  for (const Finding& one : found) {
    const bool on_table = one.key.kind == Kind::kTable || !one.key.table.empty();
    by_table[on_table ? to_string(one.key.table_name()) : one.key.schema.text].push_back(&one);
  }
  for (const auto& [table, list] : by_table) {
    if (!table.empty()) out += ink.bold(visible(table)) + "\n";
    for (const Finding* one : list) print_finding(out, *one, ink, wording);
  }
}

const char* verdict_color(const Report& report) {
  const int code = exit_code(report);
  return code == 0 ? "32" : code == 2 ? "31" : "35";
}

std::string verdict(const Report& report, const Ink& ink) {
  return ink.paint(verdict_color(report), verdict_text(report)) + " (exit " +
         std::to_string(exit_code(report)) + ")";
}

}  // namespace

std::string report_text(const Report& report, const Dialect& dialect, const TextStyle& style) {
  const Ink ink(style.color);
  const std::vector<Finding> found = findings(report, dialect);
  const Outcome result = outcome(report);
  std::string out = ink.bold(side_name(report.actual)) + "   declared " + side_name(report.declared) + "\n";
  out +=
      ink.dim(compared_text(report.compared) +
              (report.compared.ignored ? ", " + std::to_string(report.compared.ignored) + " left out" : "")) +
      "\n";
  print_beside(out, report, ink);
  if (!found.empty()) {
    out += "\n";
    if (style.summary)
      out += findings_summary(found, style.wording, ink);
    else
      print_findings(out, found, ink, style.wording);
    const std::string also = consequences_text(report.consequences, style.summary, ink);
    out += (also.empty() ? "" : "\n" + also) + "\n" + summary_text(found, style.wording) + "\n";
    if (const std::string failing = failing_text(report); !failing.empty()) out += failing + "\n";
  }
  print_unmodelled_differences(out, report, ink);
  if (!style.fix.empty() && !report.changes.empty()) out += "fix: " + style.fix + "\n";
  if (style.wording == Wording::kOps)
    out += found.empty() && result == Outcome::kInSync ? "nothing to change\n" : "";
  else
    out += verdict(report, ink) + "\n";
  return out;
}

}  // namespace tenon
