// The formats for people and CI services that render one document: Markdown, HTML, SARIF, JUnit, GitHub,
// GitLab.

#include "app/audit/sweep_document.h"
#include "app/formats/document_format.h"
#include "app/formats/migration_script.h"
#include "render/picture/svg.h"
#include "render/report/github.h"
#include "render/report/gitlab.h"
#include "render/report/html.h"
#include "render/report/junit.h"
#include "render/report/list_document.h"
#include "render/report/markdown.h"
#include "render/report/report_document.h"
#include "render/report/sarif.h"

namespace tenon {

ReportDocument difference_document(const ComparisonResult& comparison, const Presentation& how) {
  return document_of(comparison.report, *comparison.actual.dialect, Wording::kOps, how.fix);
}

ReportDocument verdict_document(const ComparisonResult& comparison, const Presentation& how) {
  return document_of(comparison.report, *comparison.actual.dialect, Wording::kFindings, how.fix);
}

ReportDocument linted_document(const Linted& linted, const Presentation&) {
  return document_of(linted.report);
}

ReportDocument names_document(const Names& names, const Presentation&) { return document_of(names.report); }

ReportDocument swept_document(const Swept& swept, const Presentation&) {
  return document_of(document_of(swept));
}

namespace {

/// Returns the page of a comparison with the picture of the tables that change, if any do.
template <ReportDocument (*made)(const ComparisonResult&, const Presentation&), Wording wording>
std::string pictured_html(const ComparisonResult& comparison, const Presentation& how) {
  ReportDocument document = made(comparison, how);
  const Picture picture = picture_of(comparison.actual, comparison.declared, comparison.changes, wording);
  if (!picture.tables.empty()) document.picture = svg(picture);
  return html(document);
}

/// Returns the report of a comparison with the script that would mend what it found.
template <ReportDocument (*made)(const ComparisonResult&, const Presentation&)>
std::string scripted_markdown(const ComparisonResult& comparison, const Presentation& how) {
  ReportDocument document = made(comparison, how);
  document.script = script_of(comparison);
  return markdown(document);
}

}  // namespace

Format markdown_format() {
  Format made = document_format<&markdown>("markdown", ".md", "under 64 KiB, for a comment on a change");
  made.difference.render = &scripted_markdown<&difference_document>;
  made.verdict.render = &scripted_markdown<&verdict_document>;
  made.migration_report.render = &scripted_markdown<&difference_document>;
  return made;
}

Format html_format() {
  Format made = document_format<&html>("html", ".html", "one file that needs nothing else");
  made.difference.render = &pictured_html<&difference_document, Wording::kOps>;
  made.verdict.render = &pictured_html<&verdict_document, Wording::kFindings>;
  made.migration_report.render = &pictured_html<&difference_document, Wording::kOps>;
  return made;
}

Format sarif_format() { return document_format<&sarif>("sarif", ".sarif", "2.1.0, for code scanning"); }

Format junit_format() { return document_format<&junit>("junit", ".xml", "for test views"); }

Format github_format() {
  return document_format<&github_commands>("github", ".github", "annotations of a GitHub job");
}

Format gitlab_format() {
  return document_format<&gitlab_code_quality>("gitlab", ".gitlab.json", "GitLab's Code Quality");
}

}  // namespace tenon
