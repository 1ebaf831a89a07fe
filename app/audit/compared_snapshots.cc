// What changed between two catalogs that audits read: two snapshots in, a document out.

#include "app/audit/compared_snapshots.h"

#include "app/audit/past_picture.h"
#include "app/serial_changes.h"
#include "diff/difference.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/pluralize.h"
#include "render/report/report_document.h"

namespace tenon {

namespace {

std::string name_of(const StoredSnapshot& snapshot) { return "audit:" + std::to_string(snapshot.audit); }

DocumentSide side_of(const std::string& label, const StoredSnapshot& snapshot) {
  return {label, snapshot.target + ", " + name_of(snapshot) + ", read " + rfc3339(snapshot.read_at), ""};
}

void require_one_dialect(const Catalog& before, const Catalog& after, const std::string& names) {
  if (before.dialect == after.dialect) return;
  throw Error(Fault::kRefused, "cannot compare " + names + ": one is of " +
                                   std::string(before.dialect->name) + ", the other of " +
                                   std::string(after.dialect->name) +
                                   "; choose two audits of one kind of database");
}

/// Returns the document without what only holds for a declaration and a database: what a difference means,
/// and where it is declared.
ReportDocument without_meanings(ReportDocument document) {
  for (DocumentSection& section : document.sections)
    for (DocumentEntry& entry : section.entries) {
      entry.meaning.clear();
      entry.place = {};
    }
  return document;
}

}  // namespace

ReportDocument compared_snapshots(const StoredSnapshot& before, const StoredSnapshot& after) {
  Catalog actual = snapshot_catalog(name_of(before), before.text);
  Catalog declared = snapshot_catalog(name_of(after), after.text);
  require_one_dialect(actual, declared, name_of(before) + " and " + name_of(after));
  Difference found = difference(actual, declared, {});
  Report report;
  report.compared.tables = actual.tables.size() + 1;  // two empty catalogs are compared as well
  report.changes = in_serial_words(std::move(found.changes), actual, declared);
  report.unknowns = std::move(found.unknowns);
  ReportDocument made = without_meanings(document_of(report, *actual.dialect, Wording::kOps, ""));
  const std::size_t count = entry_count(made);
  made.title = count == 0 ? "nothing changed" : pluralize(count, "change");
  made.sides = {side_of("before", before), side_of("after", after)};
  made.declared_label = "after";
  made.actual_label = "before";
  return made;
}

}  // namespace tenon
