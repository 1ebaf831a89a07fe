// The use cases that compare: two sources in, a report with both catalogs and the migration out.

#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/schema_map.h"
#include "app/source.h"
#include "app/sqlite_dependents.h"
#include "diff/filter.h"
#include "model/document.h"
#include "model/explanation.h"
#include "model/match_by.h"
#include "model/op.h"
#include "model/rename.h"
#include "model/report.h"
#include "model/source_argument.h"
#include "plan/online/online.h"

namespace tenon {

/// What to compare, as given by the user.
struct CompareRequest {
  std::vector<SourceArgument> actual;
  std::vector<SourceArgument> declared;
  std::vector<Document> actual_documents;    ///< files that were read before, instead of `actual`
  std::vector<Document> declared_documents;  ///< likewise, instead of `declared`
  std::string dialect;                       ///< if both sides are files that name none
  SourceArgument scratch;  ///< the URL of a server that reads SQL files; if empty, they are read offline
  bool scratch_is_usual = false;  ///< configured: it is no fault that there are no SQL files
  Patience patience;              ///< how long databases are waited for
  SourceArgument store;           ///< the audit store that holds `audit:12`; if empty, see store_url()
  Filter filter;
  std::vector<std::string>
      renames;  ///< `table:a=b`, `column:t.a=b`, in addition to those of the declared side
  bool reads_alembic_revisions = false;   ///< asks the actual side which revisions it has run
  NamingConvention naming;                ///< where neither side has one; empty: SQLAlchemy's default
  std::optional<SchemaPair> schema_pair;  ///< of which one schema of the declared side has another name
  bool fail_on_unmodelled = true;         ///< a difference among unmodelled objects prevents "in sync"
  MatchBy match = MatchBy::kNameThenDefinition;
  OnlineForms online;              ///< of scripts
  bool marks_destructive = false;  ///< finds which changes destroy data; it may count values of SQLite
  std::stop_token stop;            ///< ends the comparison from another thread, with an Error(kTimeout)
};

/// How long the phases of a comparison took.
struct PhaseTimes {
  std::chrono::milliseconds connect{0};
  std::chrono::milliseconds read{0};     ///< both sides; the declared one only if it was not read before
  std::chrono::milliseconds compare{0};  ///< with what the databases were asked meanwhile
};

/// A declared schema that was read once, for comparisons with any number of databases of one dialect, from
/// any number of threads.
struct SharedDeclaration {
  Side side;
  const Dialect* dialect = nullptr;
  std::vector<Document> documents;  ///< empty for a database
  Declaration declaration;
};

/// A report, and the two settled catalogs from which a plan is made.
struct ComparisonResult {
  Report report;
  std::vector<Change> changes;  ///< all there are; the report tells those of a serial column as one
  Catalog actual;
  Catalog declared;
  Catalog found;         ///< the complete actual side as it was read; empty if it is not needed
  Catalog out_of_scope;  ///< of the actual side; see app/out_of_scope.h
  NamingConvention naming;
  /// The revisions that the actual side has run; nullopt if nobody asked or it could not tell.
  std::optional<std::vector<std::string>> alembic_revisions;
  std::vector<RenameStep> renames;  ///< of tables and columns; already applied to `actual`
  OnlineForms online;               ///< of scripts
  PhaseTimes times;
  std::chrono::system_clock::time_point read_at{};  ///< when the actual side began to be read
};

/// Opens both sides, reads each in one snapshot, derives names, filters, settles and compares them.
ComparisonResult compared(const CompareRequest& request);

/// Reads the declared side of a request for databases of a dialect. Throws Error as compared() does.
SharedDeclaration shared_declaration(const CompareRequest& request, const Dialect& dialect);
/// Compares as compared() does, with a declared side that was read before; that of the request is not looked
/// at. REQUIRES: the actual side is a live database.
ComparisonResult compared(const CompareRequest& request, const SharedDeclaration& declared);

/// Explains why a comparison reports the object of a key, or why not.
struct Explained {
  Explanation explanation;
  const Dialect* dialect;
};
Explained explained(const CompareRequest& request, const std::string& key);

/// Returns a migration with the views and triggers that it would break, if the database itself does not
/// prevent that.
DependentsProof proved(Migration both, const ComparisonResult& comparison);
/// Returns the migration of a proof that found nothing broken. Throws Error(kRefused) with the views and
/// triggers that the migration would break.
Migration unbroken(DependentsProof proof);

/// Throws Error(kUnsupported) for what a plan holds and no statement of its dialect does.
void require_scripts(const Migration& both);

/// Returns both ways of the migration of a comparison.
Migration migration(const ComparisonResult& comparison);

/// Returns the same as a script runs it, in the online forms that were asked for.
Migration in_online_forms(Migration both, const ComparisonResult& comparison);

/// Returns the migration without its renames: it starts at `actual`, to which they are already applied.
Migration migration_once_renamed(const ComparisonResult& comparison);

/// A single source, as shown by `inspect`.
struct Inspection {
  Catalog catalog;
  NamingConvention naming;
  Side side;
  std::vector<std::string> ignored;
};

/// Reads only the actual side of a request.
Inspection inspected(const CompareRequest& request);

/// Returns the inspection with only the tables that `around` names (NAME or SCHEMA.NAME, with * and ?) and
/// those that at most `hops` foreign keys join to them. Throws Error(kUsage) for a name that no table has.
Inspection narrowed(Inspection inspection, const std::vector<std::string>& around, std::size_t hops);

/// Returns the plan that creates a catalog in an empty database.
Plan creation(const Catalog& catalog);
/// Does the same for the server that was inspected.
Plan creation(const Inspection& inspection);

}  // namespace tenon
