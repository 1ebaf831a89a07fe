#include "app/present.h"

#include "model/dialect.h"
#include "render/catalog_json.h"
#include "render/report.h"
#include "render/sql.h"

namespace tenon {

std::string presented(const Reported& comparison, const Presentation& how) {
  const Dialect& dialect = *comparison.actual.dialect;
  if (how.format == "json") return report_json(comparison.report, dialect);
  if (how.format == "sql") return sql_script(migration(comparison).up);
  TextStyle style;
  style.wording = how.as_findings ? Wording::kFindings : Wording::kOps;
  style.color = how.color;
  style.fix = how.fix;
  return report_text(comparison.report, dialect, style);
}

std::string presented(const Inspection& inspection, const Presentation& how) {
  if (how.format == "json") return catalog_json(inspection.catalog, inspection.naming);
  if (how.format == "sql") return sql_script(creation(inspection.catalog));
  return catalog_text(inspection.catalog, inspection.side);
}

}  // namespace tenon
