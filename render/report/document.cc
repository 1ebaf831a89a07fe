// The result of a verb as one neutral document, which every format for people and for CI services renders.

#include "render/report/document.h"

#include "model/digest.h"
#include "model/pluralize.h"

namespace tenon {

std::string_view to_string(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      return "note";
  }
  return "";
}

std::size_t entry_count(const ReportDocument& document) {
  std::size_t count = 0;
  for (const DocumentSection& section : document.sections) count += section.entries.size();
  return count;
}

std::string extent(const DocumentSection& section) {
  return section.targets.empty() ? "" : " on " + pluralize(section.targets.size(), "target");
}

std::string object_text(const DocumentEntry& entry) {
  const std::string renamed = entry.former_name.empty() ? "" : entry.former_name + " -> ";
  const std::string text = entry.kind + " " + renamed + entry.name;
  return entry.table.empty() || entry.kind == "table" || entry.kind == "schema" ? text
                                                                                : text + " on " + entry.table;
}

std::string sentence(const DocumentEntry& entry) {
  if (!entry.message.empty()) return entry.message;
  return entry.word + ": " + object_text(entry);
}

std::string unknown_text(const ReportDocument& document, const DocumentTarget& target) {
  return document.targets.size() == 1 ? target.message : target.name + ": " + target.message;
}

std::string entry_digest(const DocumentSection& section, const DocumentEntry& entry) {
  const std::string where = section.targets.empty() ? "" : "\n" + section.title;
  const std::string digest = sha256(entry.rule + "\n" + entry.key + where);
  return digest.substr(digest.find(':') + 1);
}

ReportDocument document_of(const Failure& failure) {
  ReportDocument made;
  made.verb = "run";
  made.title = "could not tell: " + std::string(to_string(failure.reason));
  made.subject = "run";
  made.outcome = DocumentOutcome::kUnknown;
  made.verdict = "could not tell";
  made.exit_code = failure.exit_code;
  made.targets = {
      {"run", DocumentOutcome::kUnknown, std::string(to_string(failure.reason)), failure.message}};
  return made;
}

}  // namespace tenon
