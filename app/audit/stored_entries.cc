// Turns findings as audits remember them into entries of documents.

#include "app/audit/stored_entries.h"

#include "audit/judgement.h"
#include "render/report/report_document.h"

namespace tenon {

namespace {

FindingVerb verb_of(const std::string& op) {
  for (const FindingVerb verb : {FindingVerb::kAdd, FindingVerb::kDrop, FindingVerb::kChange,
                                 FindingVerb::kRename, FindingVerb::kValidate})
    if (op_word(verb) == op) return verb;
  return FindingVerb::kUnknown;
}

/// Returns a normal form as people write it: without blanks inside parentheses and before commas, outside of
/// quotes.
std::string closed_up(const std::string& normal_form) {
  std::string text;
  char quote = 0;
  for (const char c : normal_form) {
    if (quote == 0 && text.ends_with(' ') && (c == ')' || c == ',')) text.pop_back();
    if (quote == 0 && c == ' ' && text.ends_with('(')) continue;
    if (quote == c)
      quote = 0;
    else if (quote == 0 && (c == '\'' || c == '"'))
      quote = c;
    text += c;
  }
  return text;
}

/// Returns what people are shown of a finding: its own texts, or its normal forms where it has none.
FindingTexts shown_texts(const StoredFinding& stored) {
  FindingTexts made = *stored.texts;
  if (!made.declared_definition.empty() || !made.actual_definition.empty() || !made.attributes.empty())
    return made;
  made.declared_definition = closed_up(stored.declared_definition);
  made.actual_definition = closed_up(stored.actual_definition);
  for (const StoredAttribute& one : stored.attributes)
    made.attributes.push_back({one.name, closed_up(one.actual), closed_up(one.declared)});
  return made;
}

Finding finding_of(const StoredFinding& stored) {
  Finding made;
  made.verb = verb_of(stored.op);
  made.key = {kind_named(stored.kind).value_or(Kind::kTable), Name(stored.schema), Name(stored.table),
              Name(stored.name)};
  made.actual_name = stored.actual_name;
  const FindingTexts texts = shown_texts(stored);
  made.declared_definition = texts.declared_definition;
  made.actual_definition = texts.actual_definition;
  made.table_lines = texts.table_lines;
  made.source = texts.place;
  for (const StoredAttribute& attribute : texts.attributes)
    made.changes.push_back({attribute.name, attribute.actual, attribute.declared, "", ""});
  made.referred_table = texts.referred_table;
  made.reason = texts.reason;
  return made;
}

}  // namespace

std::optional<Kind> kind_named(const std::string& word) {
  for (int kind = static_cast<int>(Kind::kSchema); kind <= static_cast<int>(Kind::kForeignKey); ++kind)
    if (to_string(static_cast<Kind>(kind)) == word) return static_cast<Kind>(kind);
  return std::nullopt;
}

std::vector<DocumentEntry> stored_entries(const std::vector<StoredFinding>& findings, FailOn fail_on) {
  std::vector<DocumentEntry> all;
  for (const StoredFinding& stored : findings) {
    Finding finding = finding_of(stored);
    finding.fails = finding.verb == FindingVerb::kUnknown || fails(fail_on, stored);
    all.push_back(entry_of(finding, Wording::kFindings));
  }
  return all;
}

}  // namespace tenon
