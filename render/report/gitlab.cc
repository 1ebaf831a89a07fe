// Writes a document as a Code Quality report of GitLab.

#include "render/report/gitlab.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "model/digest.h"
#include "model/visible.h"
#include "render/report/program_text.h"

namespace tenon {

namespace {

using GitlabJson = nlohmann::ordered_json;

std::string_view gitlab_severity(Severity severity) {
  return severity == Severity::kError ? "critical" : severity == Severity::kWarning ? "major" : "info";
}

/// The declared file that a finding without a place is shown at; empty if there is none.
std::string fallback_path(const ReportDocument& document) {
  const auto side = std::ranges::find_if(document.sides.rbegin(), document.sides.rend(),
                                         [](const DocumentSide& one) { return !one.path.empty(); });
  return side == document.sides.rend() ? "" : side->path;
}

GitlabJson issue_json(const std::string& description, const std::string& rule, const std::string& digest,
                      std::string_view severity, const std::string& path, int line) {
  return {{"description", visible(description)},
          {"check_name", rule},
          {"fingerprint", digest},
          {"severity", severity},
          {"location", {{"path", path}, {"lines", {{"begin", std::max(line, 1)}}}}}};
}

GitlabJson entry_issue(const DocumentSection& section, const DocumentEntry& entry,
                       const std::string& fallback) {
  const std::string what = entry.word + " " + object_text(entry) + extent(section);
  const std::string more = entry.message.empty() ? entry.meaning : entry.message;
  const std::string path = !entry.place.path.empty() ? entry.place.path
                           : !fallback.empty()       ? fallback
                                                     : visible(entry.key);
  return issue_json(what + (more.empty() ? "" : ": " + more), entry.rule, entry_digest(section, entry),
                    gitlab_severity(entry.severity), path, entry.place.path.empty() ? 1 : entry.place.line);
}

}  // namespace

std::string gitlab_code_quality(const ReportDocument& document) {
  const std::string fallback = fallback_path(document);
  GitlabJson issues = GitlabJson::array();
  for (const DocumentTarget& target : document.targets)
    if (target.outcome == DocumentOutcome::kUnknown)
      issues.push_back(issue_json("could not tell: " + unknown_text(document, target),
                                  "tenon/" + target.reason,
                                  sha256(target.name + "\n" + target.reason).substr(7), "blocker",
                                  fallback.empty() ? "tenon" : fallback, 1));
  for (const DocumentSection& section : document.sections)
    for (const DocumentEntry& entry : section.entries)
      issues.push_back(entry_issue(section, entry, fallback));
  return inert_json(issues);
}

}  // namespace tenon
