// A format that renders documents, as a row of the table of formats.

#pragma once

#include <string>

#include "app/format.h"
#include "render/report/document.h"

namespace tenon {

/// Returns the comparison as a document, in the words of `diff` or of `check`.
ReportDocument difference_document(const ComparisonResult& comparison, const Presentation& how);
ReportDocument verdict_document(const ComparisonResult& comparison, const Presentation& how);
/// Returns the result of lint, or of names, as a document.
ReportDocument linted_document(const Linted& linted, const Presentation& how);
ReportDocument names_document(const Names& names, const Presentation& how);
/// Returns a sweep over a fleet as a document.
ReportDocument swept_document(const Swept& swept, const Presentation& how);

/// What a row of the table calls: makes the document of a result and renders it.
template <std::string (*render)(const ReportDocument&), class Result,
          ReportDocument (*made)(const Result&, const Presentation&)>
std::string rendered_document(const Result& result, const Presentation& how) {
  return render(made(result, how));
}

template <std::string (*render)(const ReportDocument&)>
std::string rendered_failure(const Failure& failure) {
  return render(document_of(failure));
}

/// Returns a row that offers every result of which there is a document.
template <std::string (*render)(const ReportDocument&)>
Format document_format(const std::string& name, const std::string& extension, const std::string& note) {
  return {.name = name,
          .extension = extension,
          .prints_failure = true,
          .failure = &rendered_failure<render>,
          .difference = {&rendered_document<render, ComparisonResult, &difference_document>, note},
          .verdict = {&rendered_document<render, ComparisonResult, &verdict_document>, note},
          .migration_report = {&rendered_document<render, ComparisonResult, &difference_document>, note},
          .lint = {&rendered_document<render, Linted, &linted_document>, note},
          .names = {&rendered_document<render, Names, &names_document>, note},
          .audit = {&rendered_document<render, Swept, &swept_document>, note}};
}

}  // namespace tenon
