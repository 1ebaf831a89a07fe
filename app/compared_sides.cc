// Reads both sides of a comparison, renames, names and filters them.

#include "app/compared_sides.h"

#include <cstdlib>
#include <utility>

#include "app/backends.h"
#include "app/empty_declaration.h"
#include "app/filter_words.h"
#include "app/undeclared.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/naming_catalog.h"
#include "model/not_null.h"
#include "model/sequence.h"
#include "renames/directives.h"
#include "renames/flag.h"
#include "renames/renamed_actual.h"

namespace tenon {

namespace {

/// Returns the convention of the declared side, else that of the actual side, else the configured one.
const NamingConvention& chosen(const Declaration& actual, const Declaration& declared,
                               const NamingConvention& usual) {
  if (!declared.naming.templates.empty()) return declared.naming;
  return actual.naming.templates.empty() ? usual : actual.naming;
}

/// Chooses the database that settles texts: a live side, or a scratch database that needs no server.
Asking asking(const OpenSource& actual, const OpenSource* declared, const Dialect& dialect) {
  Asking made;
  Database* database = actual.database();
  if (!database && declared) database = declared->database();
  if (!database && declared) database = declared->settler();
  if (!database) database = actual.settler();
  const Backend* backend = find_backend(dialect);
  if (!database && backend && !backend->scratch_url.empty()) {
    made.scratch = backend->open(std::string(backend->scratch_url), {});
    database = made.scratch.get();
  }
  if (database) made.ask = [database](const std::vector<Question>& asked) { return database->settle(asked); };
  return made;
}

/// Servers before PostgreSQL 18 have no names for NOT NULL constraints, but a file may declare them.
bool knows_not_null_names(OpenSource& source) {
  constexpr int kFirst = 18;
  const std::string version = source.side().server_version;
  return version.empty() || std::atoi(version.c_str()) >= kFirst;
}

/// Who renames tables and columns; empty: nobody need be asked.
RenamingDatabase renaming_database(const Dialect& dialect) {
  const Backend* backend = find_backend(dialect);
  return backend && backend->rename ? RenamingDatabase(backend->rename) : RenamingDatabase();
}

bool judges_dependents(const Dialect& dialect) {
  const Backend* backend = find_backend(dialect);
  return backend && backend->prove;
}

OpenSource actual_of(const CompareRequest& request, const SourceArgument& scratch) {
  if (!request.actual_documents.empty()) return OpenSource(request.actual_documents, scratch);
  return OpenSource(request.actual, scratch, request.patience, request.store);
}

OpenSource declared_of(const CompareRequest& request) {
  if (!request.declared_documents.empty())
    return OpenSource(request.declared_documents, request.scratch, request.patience);
  return OpenSource(request.declared, request.scratch, request.patience, request.store);
}

}  // namespace

std::chrono::milliseconds Stopwatch::lap() {
  const auto begun = std::exchange(begun_, Clock::now());
  return std::chrono::duration_cast<std::chrono::milliseconds>(begun_ - begun);
}

CancelledBy::CancelledBy(const std::stop_token& stop, Database* database)
    : callback_(stop, [database] {
        if (database) database->cancel();
      }) {}

void require_not_stopped(const CompareRequest& request) {
  if (request.stop.stop_requested())
    throw Error(Fault::kConnection, Reason::kTimeout, "the comparison was stopped before its end");
}

ComparedSides::ComparedSides(const CompareRequest& request)
    : actual_source(actual_of(request, request.scratch)),
      declared_source(declared_of(request)),
      cancel(request.stop, actual_source.database()) {
  if (!request.scratch_is_usual) require_scratch_used(actual_source, *declared_source, request.scratch);
  const Dialect& dialect = common_dialect(actual_source, *declared_source, request.dialect);
  times.connect = watch.lap();
  read_actual(request, dialect);
  declared = declared_source->read(dialect, request.naming);
  require_meant(*declared_source, declared);
  declared_side = declared_source->side();
  prepare(request, dialect, declared_source->documents());
}

ComparedSides::ComparedSides(const CompareRequest& request, const SharedDeclaration& shared)
    : actual_source(actual_of(request, {})),
      cancel(request.stop, actual_source.database()),
      declared(shared.declaration),
      declared_side(shared.side) {
  require_dialect(*shared.dialect);
  times.connect = watch.lap();
  require_not_stopped(request);
  read_actual(request, *shared.dialect);
  prepare(request, *shared.dialect, shared.documents);
}

void ComparedSides::require_dialect(const Dialect& dialect) const {
  if (actual_source.dialect() == &dialect) return;
  throw Error(Fault::kUsage, to_string(actual_source.side()) + " is no " + std::string(dialect.name) +
                                 " database, and " + to_string(declared_side) + " declares one");
}

void ComparedSides::read_actual(const CompareRequest& request, const Dialect& dialect) {
  read_at = std::chrono::system_clock::now();
  actual = actual_source.read(dialect, request.naming);
  require_meant(actual_source, actual);
}

void ComparedSides::prepare(const CompareRequest& request, const Dialect& dialect,
                            const std::vector<Document>& documents) {
  times.read = watch.lap();
  require_not_stopped(request);
  if (request.schema_pair)
    declared.catalog = with_schema_of(std::move(declared.catalog), actual.catalog, *request.schema_pair);
  if (judges_dependents(dialect)) found = actual.catalog;
  rename(request, dialect, documents);
  name_and_filter(request);
  const Dialect& at = at_version(*left.catalog.dialect, actual_source.side().server_version);
  right.catalog = with_own_logging(std::move(right.catalog), at.sequences_follow_logging);
  who = asking(actual_source, declared_source ? &*declared_source : nullptr, dialect);
}

void ComparedSides::name_and_filter(const CompareRequest& request) {
  naming = chosen(actual, declared, request.naming);
  whole = with_derived_names(std::move(actual.catalog), naming);
  Catalog wanted = with_derived_names(std::move(declared.catalog), naming);
  for (std::string& note : require_selected(request.filter, {whole, wanted}))
    declared.notes.push_back(std::move(note));
  left = filtered(whole, request.filter);
  right = filtered(std::move(wanted), request.filter);
  complete();
  right.catalog = with_known_sequence_names(std::move(right.catalog), left.catalog);
  right.catalog =
      with_known_not_null_names(std::move(right.catalog), left.catalog, knows_not_null_names(actual_source));
}

void ComparedSides::complete() {
  Database* database = actual_source.database();
  std::vector<ExtensionUser> users;
  if (database && has_undeclared_extensions(right.catalog, left.catalog)) users = database->extension_users();
  Completed made = with_undeclared(std::move(right.catalog), left.catalog, users);
  right.catalog = std::move(made.declared);
  for (std::string& note : made.notes) declared.notes.push_back(std::move(note));
}

/// Renames the actual side, so that renamed tables and columns are compared, filtered and named under their
/// new names.
void ComparedSides::rename(const CompareRequest& request, const Dialect& dialect,
                           const std::vector<Document>& documents) {
  std::vector<DataRename> wanted = declared.renames;
  if (declared_side.kind == "sql") wanted = sql_renames(documents, declared.catalog);
  for (const std::string& flag : request.renames) wanted.push_back(rename_flag(flag, dialect));
  RenamedActual made = renamed_actual(std::move(actual.catalog), std::move(wanted), declared.catalog,
                                      renaming_database(dialect));
  actual.catalog = std::move(made.catalog);
  renames = std::move(made.done);
  declared.notes.insert(declared.notes.end(), made.notes.begin(), made.notes.end());
}

}  // namespace tenon
