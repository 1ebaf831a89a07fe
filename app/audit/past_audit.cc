// A past audit as a document: what the store remembers of it in, the document that every format renders out.

#include "app/audit/past_audit.h"

#include <algorithm>
#include <map>

#include "app/audit/stored_entries.h"
#include "audit/canonical_json.h"
#include "audit/fingerprint.h"
#include "audit/phrase.h"
#include "model/pluralize.h"
#include "render/report/report_document.h"
#include "render/report/report_words.h"

namespace tenon {

namespace {

/// Returns a list under a key; an empty one if there is none.
CanonicalJson list_at(const CanonicalJson& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_array() ? json[key] : CanonicalJson::array();
}

CanonicalJson object_at(const CanonicalJson& json, const char* key) {
  return json.is_object() && json.contains(key) && json[key].is_object() ? json[key]
                                                                         : CanonicalJson::object();
}

CanonicalJson report_of(const std::string& text) {
  return text.empty() ? CanonicalJson::object() : parsed_json(text, "the report of an audit");
}

Source place_of(const CanonicalJson& json) {
  const CanonicalJson source = object_at(json, "source");
  const auto number = [&](const char* key) { return static_cast<int>(number_at(source, key).value_or(0)); };
  return {text_at(source, "path"), number("line"), number("column")};
}

FindingTexts texts_of(const CanonicalJson& finding) {
  const CanonicalJson declared = object_at(finding, "declared");
  FindingTexts made{.declared_definition = text_at(declared, "definition"),
                    .actual_definition = text_at(object_at(finding, "actual"), "definition"),
                    .table_lines = {},
                    .attributes = {},
                    .referred_table = "",
                    .place = place_of(declared)};
  for (const CanonicalJson& one : list_at(finding, "changes"))
    made.attributes.push_back({text_at(one, "attribute"), text_at(one, "actual"), text_at(one, "declared")});
  made.reason = text_at(finding, "reason");
  if (made.place.path.empty()) made.place = place_of(finding);
  return made;
}

DocumentOutcome document_outcome(AuditOutcome outcome) {
  return outcome == AuditOutcome::kDrift ? DocumentOutcome::kFindings
         : is_known(outcome)             ? DocumentOutcome::kGood
                                         : DocumentOutcome::kUnknown;
}

std::string verdict_of(AuditOutcome outcome) {
  switch (outcome) {
    case AuditOutcome::kInSync:
      return "in sync";
    case AuditOutcome::kDrift:
      return "drift";
    case AuditOutcome::kAcknowledged:
      return "acknowledged";
    case AuditOutcome::kError:
      return "could not tell";
    case AuditOutcome::kMissed:
      return "missed";
  }
  return "";
}

/// Returns the numbers of the words of entries, in the order in which reports have them.
std::vector<DocumentCount> counts_of(const std::vector<DocumentEntry>& entries) {
  std::vector<DocumentCount> all;
  for (const char* word : {"changed", "missing", "unexpected", "renamed", "unvalidated", "unknown"}) {
    const auto number = std::ranges::count(entries, word, &DocumentEntry::word);
    if (number) all.push_back({word, static_cast<std::size_t>(number)});
  }
  return all;
}

std::string looked_at(const AuditCounts& counts) {
  const auto count = [](std::int64_t number, const char* noun) {
    return pluralize(static_cast<std::size_t>(number), noun);
  };
  return count(counts.tables, "table") + ", " + count(counts.constraints, "constraint") + " and " +
         count(counts.indexes, "index") + " compared, " + std::to_string(counts.ignored) + " ignored";
}

DocumentEntry consequence_entry(const CanonicalJson& one) {
  DocumentEntry entry;
  entry.word = text_at(one, "effect");
  entry.severity = Severity::kNote;
  entry.kind = readable(text_at(one, "kind"));
  const std::string schema = text_at(one, "schema");
  const std::string table = text_at(one, "table");
  entry.table = schema.empty() || table.empty() ? table : schema + "." + table;
  entry.name = text_at(one, "name");
  entry.key = text_at(one, "key");
  entry.message = text_at(one, "reason");
  return entry;
}

void add_report(ReportDocument& document, const CanonicalJson& report) {
  for (const CanonicalJson& one : list_at(report, "consequences"))
    document.consequences.push_back(consequence_entry(one));
  for (const CanonicalJson& note : list_at(report, "notes"))
    if (note.is_string()) document.notes.push_back(note.get<std::string>());
}

/// Returns the command that writes the migration; empty if it is not known from which files.
std::string fix_of(const PastAudit& past, const CanonicalJson& report) {
  const std::string path = text_at(object_at(report, "declared"), "path");
  if (path.empty() || past.audit.result.outcome != AuditOutcome::kDrift) return "";
  return "tenon generate audit:" + std::to_string(past.audit.id) + " " + path.substr(0, path.find(", ")) +
         " -m \"MESSAGE\"";
}

void add_acknowledged(ReportDocument& document, std::vector<DocumentEntry> entries,
                      const std::vector<Ack>& acks) {
  if (entries.empty()) return;
  DocumentSection section{.title = kAcknowledgedTitle, .is_named = false};
  for (const Ack& ack : acks)
    section.lines.push_back(ack.owner + ": " + ack.reason + ", until " + date_of(end_of(ack)));
  for (DocumentEntry& entry : entries) entry.severity = Severity::kNote;
  section.entries = std::move(entries);
  document.sections.push_back(std::move(section));
}

std::vector<DocumentSide> sides_of(const AuditResult& result) {
  const std::string server =
      result.engine + (result.server_version.empty() ? "" : " " + result.server_version);
  std::vector<DocumentSide> sides = {
      {"target", result.target + (server.empty() ? "" : " (" + server + ")"), ""}};
  if (!result.url_ref.empty()) sides.push_back({"read from", result.url_ref, ""});
  return sides;
}

}  // namespace

std::vector<StoredFinding> with_report_texts(std::vector<StoredFinding> findings, const std::string& report) {
  std::map<std::string, FindingTexts> by_key;
  const CanonicalJson json = report_of(report);
  for (const CanonicalJson& one : list_at(json, "findings"))
    by_key.emplace(text_at(one, "op") + " " + text_at(one, "key"), texts_of(one));
  for (StoredFinding& finding : findings)
    if (const auto found = by_key.find(finding.op + " " + finding.key); found != by_key.end())
      finding.texts = found->second;
  return findings;
}

std::vector<StoredFinding> open_findings(const AuditResult& result, const std::vector<Ack>& acks) {
  std::vector<StoredFinding> open = result.findings;
  std::erase_if(open, [&](const StoredFinding& finding) {
    return std::ranges::any_of(
        acks, [&](const Ack& ack) { return covers(ack, finding, result.target, result.labels); });
  });
  return open;
}

ReportDocument document_of(const PastAudit& past) {
  AuditResult result = past.audit.result;
  const CanonicalJson report = report_of(past.report);
  result.findings = with_report_texts(std::move(result.findings), past.report);
  const std::vector<StoredFinding> open = open_findings(result, past.acks);
  std::vector<StoredFinding> accepted = result.findings;
  std::erase_if(accepted,
                [&](const StoredFinding& one) { return std::ranges::find(open, one) != open.end(); });
  ReportDocument made;
  made.verb = "audit";
  made.subject = result.target;
  made.sides = sides_of(result);
  made.outcome = document_outcome(result.outcome);
  made.verdict = verdict_of(result.outcome);
  made.exit_code = made.outcome == DocumentOutcome::kGood       ? 0
                   : made.outcome == DocumentOutcome::kFindings ? 2
                                                                : 1;
  const std::vector<DocumentEntry> entries = stored_entries(open);
  made.counts = counts_of(entries);
  made.looked_at = looked_at(result.counts);
  made.sections = sections_by_table(entries);
  add_acknowledged(made, stored_entries(accepted), past.acks);
  made.title = made.verdict + (open.empty() ? "" : ": " + pluralize(open.size(), "finding"));
  made.targets = {{result.target, made.outcome, result.error ? result.error->reason : "",
                   result.error ? result.error->message : ""}};
  add_report(made, report);
  made.fix = fix_of(past, report);
  return made;
}

}  // namespace tenon
