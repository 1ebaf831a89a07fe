#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "model/shown.h"
#include "model/visible.h"
#include "render/finding.h"
#include "render/ink.h"
#include "render/report.h"
#include "render/report_words.h"
#include "render/sql.h"

namespace tenon {

namespace {

struct Mark {
  std::string_view sign;
  const char* color;
};

Mark mark(Verb verb) {
  switch (verb) {
    case Verb::kAdd:
      return {"+", "31"};
    case Verb::kDrop:
      return {"-", "36"};
    case Verb::kChange:
      return {"~", "33"};
    case Verb::kRename:
      return {">", "34"};
    case Verb::kValidate:
      return {"!", "33"};
    case Verb::kUnknown:
      return {"?", "35"};
  }
  return {" ", "0"};
}

std::string value_text(const std::string& value, const std::string& affinity) {
  return (value.empty() ? "(none)" : flat(value)) + (affinity.empty() ? "" : " (affinity " + affinity + ")");
}

/// What a table tells a subscriber its rows apart by; the words alone do not say it.
std::string replica_identity_text(const std::string& value) {
  if (value.empty()) return "the primary key, or an index that says so";
  if (value == "nothing") return "nothing (NOTHING, or an index that is gone)";
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

void print_finding(std::string& out, const Finding& found, const Ink& ink, Wording wording) {
  const Mark how = mark(found.verb);
  const std::string_view said = wording == Wording::kOps ? op_word(found.verb) : finding_word(found.verb);
  out += "  " + ink.paint(how.color, std::string(how.sign) + " " + padded(said, 11)) + " " +
         padded(spoken(found.key.kind), 11) + " ";
  if (found.verb == Verb::kRename) out += visible(found.actual_name) + " -> ";
  out += ink.bold(visible(found.key.name.text));
  const bool both = !found.declared_definition.empty() && !found.actual_definition.empty();
  if (!both) out += place(found.source);
  out += "\n";
  const bool renamed_only = found.verb == Verb::kRename && found.changes.empty();
  if (renamed_only && (found.key.kind == Kind::kTable || found.key.kind == Kind::kColumn)) {
    out += "      said to be renamed: its rows are kept\n";
    return;
  }
  if (renamed_only) {
    out += "      same definition, other name: " + flat(found.actual_definition) + "\n";
    return;
  }
  if (!found.declared_definition.empty())
    out += "      declared  " + flat(found.declared_definition) + (both ? ink.dim(place(found.source)) : "") +
           "\n";
  if (!found.actual_definition.empty()) out += "      actual    " + flat(found.actual_definition) + "\n";
  print_changes(out, found);
  if (!found.reason.empty()) out += "      why       " + flat(found.reason) + "\n";
}

std::string compared_text(const Counts& counts) {
  if (counts.tables == 0 && counts.sequences + counts.types > 0)
    return counted(counts.sequences, "sequence") + " and " + counted(counts.types, "type") + " compared";
  return counted(counts.tables, "table") + ", " + counted(counts.constraints, "constraint") + " and " +
         counted(counts.indexes, "index") + " compared";
}

/// `5 findings: 1 changed, 2 missing`.
std::string summary_text(const Summary& counts, Wording wording) {
  const std::pair<Verb, std::size_t> parts[] = {
      {Verb::kChange, counts.change}, {Verb::kAdd, counts.add},           {Verb::kDrop, counts.drop},
      {Verb::kRename, counts.rename}, {Verb::kValidate, counts.validate}, {Verb::kUnknown, counts.unknown}};
  std::size_t total = 0;
  std::string text;
  for (const auto& [verb, count] : parts) {
    total += count;
    if (count == 0) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " +
            std::string(wording == Wording::kOps ? op_word(verb) : finding_word(verb));
  }
  return counted(total, wording == Wording::kOps ? "change" : "finding") + ": " + text;
}

/// `public.v`; of a trigger, `public.t.trg`.
std::string shown_name(const OtherObject& object) {
  return visible(object.table.name.empty() ? shown(object.name)
                                           : shown(object.table) + "." + object.name.name.text);
}

/// `3 views (public.a, public.b, public.c)`: the first few by name.
std::string named(const OtherKind& other) {
  constexpr std::size_t kNamed = 3;
  std::string text = spoken(counted(other.objects.size(), other.kind)) + " (";
  for (std::size_t i = 0; i < std::min(kNamed, other.objects.size()); ++i)
    text += (i ? ", " : "") + shown_name(other.objects[i]);
  if (other.objects.size() > kNamed) text += ", " + std::to_string(other.objects.size() - kNamed) + " more";
  return text + ")";
}

std::string difference_of(const OtherObject& object) {
  if (object.is_actual && object.is_declared) return "its definition is another";
  return object.is_actual ? "only the actual side has it" : "only the declared side has it";
}

/// The objects that are not modelled and differ, by name; nothing when there are none.
void print_other_differences(std::string& out, const Report& report, const Ink& ink) {
  if (!others_differ(report)) return;
  out += "\nnot modelled, and not the same on both sides";
  out += report.others_decide ? " (--ignore-not-modelled leaves this out of the verdict)\n" : "\n";
  for (const OtherKind& other : report.not_modelled)
    for (const OtherObject& object : other.objects)
      if (object.differs)
        out += "  " + ink.paint("35", "?") + " " + spoken(other.kind) + " " + shown_name(object) + ": " +
               difference_of(object) + "\n";
}

void print_beside(std::string& out, const Report& report, const Ink& ink) {
  std::string others;
  for (const OtherKind& other : report.not_modelled) others += (others.empty() ? "" : ", ") + named(other);
  if (!others.empty()) out += ink.dim("not modelled, so not compared: " + others) + "\n";
  for (const std::string& note : report.notes) out += ink.dim("note: " + flat(note)) + "\n";
}

void print_findings(std::string& out, const std::vector<Finding>& found, const Ink& ink, Wording wording) {
  std::map<std::string, std::vector<const Finding*>> by_table;
  for (const Finding& one : found) {
    const bool on_table = one.key.kind == Kind::kTable || !one.key.table.empty();
    by_table[on_table ? shown(one.key.table_name()) : one.key.schema.text].push_back(&one);
  }
  for (const auto& [table, list] : by_table) {
    if (!table.empty()) out += ink.bold(visible(table)) + "\n";
    for (const Finding* one : list) print_finding(out, *one, ink, wording);
  }
}

std::string verdict(Outcome outcome, const Ink& ink) {
  const std::string code = " (exit " + std::to_string(exit_code(outcome)) + ")";
  switch (outcome) {
    case Outcome::kInSync:
      return ink.paint("32", "in sync") + code;
    case Outcome::kDrift:
      return ink.paint("31", "drift") + code;
    case Outcome::kUnknown:
      return ink.paint("35", "could not tell") + code;
  }
  return "";
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
    print_findings(out, found, ink, style.wording);
    out += "\n" + summary_text(summary(found), style.wording) + "\n";
  }
  print_other_differences(out, report, ink);
  if (!style.fix.empty() && !report.changes.empty()) out += "fix: " + style.fix + "\n";
  if (style.wording == Wording::kOps)
    out += found.empty() && result == Outcome::kInSync ? "nothing to change\n" : "";
  else
    out += verdict(result, ink) + "\n";
  return out;
}

std::string catalog_text(const Catalog& catalog, const Side& side) {
  std::string out = side_name(side) + "\n";
  const auto line = [&](const Object& object, const Key& key) {
    out += "  " + padded(spoken(key.kind), 12) + padded(visible(key.name.text), 24) + " " +
           flat(definition(object, key, *catalog.dialect)) + "\n";
  };
  for (const Extension& e : catalog.extensions) line(e, {Kind::kExtension, {}, {}, e.name});
  for_each_type_list(catalog, [&](const auto& types) {
    for (const auto& type : types) line(type, {kind_of(Object(type)), type.name.schema, {}, type.name.name});
  });
  for (const Enum& e : catalog.enums) line(e, {Kind::kEnum, e.name.schema, {}, e.name.name});
  for (const Sequence& s : catalog.sequences) line(s, {Kind::kSequence, s.name.schema, {}, s.name.name});
  for (const Table& table : catalog.tables) {
    out += visible(shown(table.name)) + "\n";
    for (const Column& column : table.columns)
      line(column, {Kind::kColumn, table.name.schema, table.name.name, column.name});
    for (const Constraint& constraint : table.constraints)
      line(object_of(constraint),
           {kind_of(constraint), table.name.schema, table.name.name, name_of(constraint)});
  }
  return out;
}

}  // namespace tenon
