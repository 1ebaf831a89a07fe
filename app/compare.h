// The use cases that compare: two sources in, a report with both catalogs and the migration out.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/source.h"
#include "app/sqlite_dependents.h"
#include "diff/filter.h"
#include "model/explanation.h"
#include "model/op.h"
#include "model/rename.h"
#include "model/report.h"
#include "model/source_argument.h"

namespace tenon {

/// What to compare, as the user said it.
struct CompareRequest {
  std::vector<SourceArgument> actual;
  std::vector<SourceArgument> declared;
  std::string dialect;     ///< for two files that name none
  SourceArgument scratch;  ///< the URL of a server that reads SQL files; empty: they are read offline
  Filter filter;
  std::vector<std::string> renames;  ///< `table:a=b`, `column:t.a=b`, besides what the declared side says
  bool fail_on_unmodelled =
      true;  ///< whether what is not modelled, and differs, keeps the sides from in sync
};

/// A report, and the two settled catalogs that a plan is made from.
struct ComparisonResult {
  Report report;
  Catalog actual;
  Catalog declared;
  Catalog found;         ///< the actual side as it was read, whole; empty where nobody asks for it
  Catalog out_of_scope;  ///< of the actual side; see app/out_of_scope.h
  NamingConvention naming;
  std::vector<RenameStep> renames;  ///< of tables and columns; `actual` is as it is once they are carried out
};

/// Opens both sides, reads each in one snapshot, names, filters, settles and compares them.
ComparisonResult compared(const CompareRequest& request);

/// Why the object of a key is reported by a comparison, or is not.
struct Explained {
  Explanation explanation;
  const Dialect* dialect;
};
Explained explained(const CompareRequest& request, const std::string& key);

/// A migration with the proof of what it leaves behind, where the database does not refuse that by itself.
DependentsProof proved(Migration both, const ComparisonResult& comparison);
/// The migration of a proof that found nothing broken. Throws Error(kRefused) with the views and triggers
/// that the migration would break.
Migration unbroken(DependentsProof proof);

/// Both ways of the migration that a comparison asks for.
Migration migration(const ComparisonResult& comparison);

/// The same without its renames: it starts at `actual`, where they are carried out.
Migration migration_once_renamed(const ComparisonResult& comparison);

/// One source alone, as `inspect` shows it.
struct Inspection {
  Catalog catalog;
  NamingConvention naming;
  Side side;
  std::vector<std::string> ignored;
};

/// The actual side of a request, alone.
Inspection inspected(const CompareRequest& request);

/// The plan that makes a catalog from an empty database.
Plan creation(const Catalog& catalog);
/// The same for the server that was inspected.
Plan creation(const Inspection& inspection);

}  // namespace tenon
