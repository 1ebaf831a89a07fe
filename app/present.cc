#include "app/present.h"

#include <map>

#include "declare/published.h"
#include "model/dialect.h"
#include "model/shown.h"
#include "render/json/catalog.h"
#include "render/report/explanation.h"
#include "render/report/failure.h"
#include "render/report/lint_report.h"
#include "render/report/names_report.h"
#include "render/report/report.h"
#include "render/sql_script.h"

namespace tenon {

namespace {

/// What a script of the modelled objects says about the others; nothing when there are none.
std::string left_out(const Catalog& catalog) {
  std::map<std::string, std::size_t> counts;
  for (const UnmodelledObject& other : catalog.unmodelled) ++counts[other.kind];
  std::string all;
  for (const auto& [kind, count] : counts) all += (all.empty() ? "" : ", ") + counted(count, kind);
  return all.empty() ? "" : std::string(kLeavesOutUnmodelled) + ": " + all + "\n";
}

}  // namespace

std::string presented(const ComparisonResult& comparison, const Presentation& how) {
  const Dialect& dialect = *comparison.actual.dialect;
  if (how.format == "json") return report_json(comparison.report, dialect);
  if (how.format == "sql") return sql_script(unbroken(proved(migration(comparison), comparison)).up);
  TextStyle style;
  style.wording = how.as_findings ? Wording::kFindings : Wording::kOps;
  style.color = how.color;
  style.summary = how.summary;
  style.fix = how.fix;
  return report_text(comparison.report, dialect, style);
}

std::string presented(const Inspection& inspection, const Presentation& how) {
  if (how.format == "json") return catalog_json(inspection.catalog, inspection.naming);
  if (how.format == "sql") return left_out(inspection.catalog) + sql_script(creation(inspection));
  return catalog_text(inspection.catalog, inspection.side, how.summary);
}

std::string presented(const Linted& linted, const Presentation& how) {
  return how.format == "json" ? lint_json(linted.report) : lint_text(linted.report, {how.color, how.summary});
}

std::string presented(const Names& names, const Presentation& how) {
  return how.format == "json" ? names_json(names.report) : names_text(names.report, {how.color, how.summary});
}

std::string presented(const Beginning& beginning, const Presentation& how) {
  const NamesReport& report = beginning.names.report;
  return how.format == "json" ? catalog_json(beginning.names.catalog, report.convention)
                              : guess_text(beginning.guessed, report, how.color);
}

std::string presented(const Explained& explained, const Presentation& how) {
  return how.format == "json" ? explanation_json(explained.explanation, *explained.dialect)
                              : explanation_text(explained.explanation, *explained.dialect);
}

std::string presented(const Failure& failure, const std::string& format) {
  if (format == "json") return failure_json(failure);
  return format == "sql" ? failure_sql(failure) : failure_text(failure);
}

std::string published_schema() { return std::string(declared_schema()); }

}  // namespace tenon
