// Compares two sources: reads both, renames, names, filters, settles, and makes the report.

#include "app/compare.h"

#include <algorithm>
#include <cstdlib>

#include "app/backends.h"
#include "app/empty_declaration.h"
#include "app/filter_words.h"
#include "app/not_understood.h"
#include "app/out_of_scope.h"
#include "app/serial_changes.h"
#include "app/undeclared.h"
#include "app/unmodelled.h"
#include "diff/column_order.h"
#include "diff/diff.h"
#include "diff/difference.h"
#include "diff/explain.h"
#include "diff/refusals.h"
#include "diff/renames.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/naming_catalog.h"
#include "model/not_null.h"
#include "model/sequence.h"
#include "plan/effects/consequences.h"
#include "plan/plan.h"
#include "renames/directives.h"
#include "renames/findings.h"
#include "renames/flag.h"
#include "renames/hints.h"
#include "renames/renamed_actual.h"
#include "render/sql_script.h"
#include "sql/serial.h"

namespace tenon {

namespace {

/// Returns the convention of the declared side, else that of the actual side, else SQLAlchemy's default.
const NamingConvention& chosen(const Declaration& actual, const Declaration& declared) {
  if (!declared.naming.templates.empty()) return declared.naming;
  return actual.naming;
}

struct Asking {
  std::unique_ptr<Database> scratch;
  Canonicalizer ask;  ///< empty if there is no database to ask
};

/// Chooses the database that settles texts: a live side, or a scratch database that needs no server.
Asking asking(const OpenSource& actual, const OpenSource& declared, const Dialect& dialect) {
  Asking made;
  Database* database = actual.database() ? actual.database() : declared.database();
  if (!database) database = declared.settler() ? declared.settler() : actual.settler();
  const Backend* backend = find_backend(dialect);
  if (!database && backend && !backend->scratch_url.empty()) {
    made.scratch = backend->open(std::string(backend->scratch_url), {});
    database = made.scratch.get();
  }
  if (database) made.ask = [database](const std::vector<Question>& asked) { return database->settle(asked); };
  return made;
}

void count(Counts& counts, const Table& table) {
  ++counts.tables;
  for (const Constraint& constraint : table.constraints)
    ++(std::holds_alternative<Index>(constraint) ? counts.indexes : counts.constraints);
}

/// Returns the counts of the objects of both sides; an object that both have counts once.
Counts counts(const Catalog& actual, const std::vector<Change>& changes, std::size_t ignored) {
  Counts all;
  all.ignored = ignored;
  for (const Table& table : actual.tables) count(all, table);
  all.sequences = actual.sequences.size();
  all.types =
      actual.enums.size() + actual.domains.size() + actual.composite_types.size() + actual.range_types.size();
  for (const Change& change : changes) {
    const auto* added = std::get_if<Added>(&change);
    if (!added) continue;
    if (const auto* table = std::get_if<Table>(&added->declared)) count(all, *table);
    if (std::holds_alternative<Sequence>(added->declared)) ++all.sequences;
    if (user_type_of(added->declared)) ++all.types;
    if (const auto constraint = constraint_of(added->declared))
      ++(added->key.kind == Kind::kIndex ? all.indexes : all.constraints);
  }
  return all;
}

/// Servers before PostgreSQL 18 have no names for NOT NULL constraints, but a file may declare them.
bool knows_not_null_names(OpenSource& source) {
  constexpr int kFirst = 18;
  const std::string version = source.side().server_version;
  return version.empty() || std::atoi(version.c_str()) >= kFirst;
}

/// Returns the keys of the objects that filters left out of either side, each once.
std::vector<std::string> left_out_of(const Filtered& actual, const Filtered& declared) {
  std::vector<std::string> keys = actual.ignored;
  keys.insert(keys.end(), declared.ignored.begin(), declared.ignored.end());
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace

namespace {

/// Who renames tables and columns; empty: nobody need be asked.
RenamingDatabase renaming_database(const Dialect& dialect) {
  const Backend* backend = find_backend(dialect);
  return backend && backend->rename ? RenamingDatabase(backend->rename) : RenamingDatabase();
}

bool judges_dependents(const Dialect& dialect) {
  const Backend* backend = find_backend(dialect);
  return backend && backend->prove;
}

/// The extensions that are to be created and that the server does not have.
std::vector<std::string> unavailable_extensions(Database& database, const std::vector<Change>& changes) {
  std::vector<Name> wanted;
  for (const Change& change : changes)
    if (std::holds_alternative<Added>(change) && key_of(change).kind == Kind::kExtension)
      wanted.push_back(key_of(change).name);
  std::vector<std::string> notes;
  if (wanted.empty()) return notes;
  for (const Name& name : database.unavailable(std::move(wanted)))
    notes.push_back("extension:" + name.text +
                    ": the server has no such extension; a script will fail there unless it is installed on "
                    "the server first");
  return notes;
}

/// Adds notes on objects that do not compile already, and on those that generate would refuse to break.
void note_broken(Report& report, const ComparisonResult& made) {
  if (!made.found.dialect) return;
  for (std::string& note : backend_for(*made.found.dialect).broken(made.found, made.actual))
    report.notes.push_back(std::move(note));
}

/// Both sides of a request: opened, read in one snapshot each, named and filtered.
struct Prepared {
  explicit Prepared(const CompareRequest& request)
      : actual_source(request.actual, request.scratch, request.patience),
        declared_source(request.declared, request.scratch, request.patience) {
    require_scratch_used(actual_source, declared_source, request.scratch);
    const Dialect& dialect = common_dialect(actual_source, declared_source, request.dialect);
    actual = actual_source.read(dialect);
    declared = declared_source.read(dialect);
    require_meant(actual_source, actual);
    require_meant(declared_source, declared);
    if (judges_dependents(dialect)) found = actual.catalog;
    rename(request, dialect);
    naming = chosen(actual, declared);
    whole = with_derived_names(std::move(actual.catalog), naming);
    Catalog wanted = with_derived_names(std::move(declared.catalog), naming);
    for (std::string& note : require_selected(request.filter, {whole, wanted}))
      declared.notes.push_back(std::move(note));
    left = filtered(whole, request.filter);
    right = filtered(std::move(wanted), request.filter);
    complete();
    right.catalog = with_known_sequence_names(std::move(right.catalog), left.catalog);
    right.catalog = with_known_not_null_names(std::move(right.catalog), left.catalog,
                                              knows_not_null_names(actual_source));
    const Dialect& at = at_version(*left.catalog.dialect, actual_source.side().server_version);
    right.catalog = with_own_logging(std::move(right.catalog), at.sequences_follow_logging);
    who = asking(actual_source, declared_source, dialect);
  }

  void complete() {
    Database* database = actual_source.database();
    std::vector<ExtensionUser> users;
    if (database && has_undeclared_extensions(right.catalog, left.catalog))
      users = database->extension_users();
    Completed made = with_undeclared(std::move(right.catalog), left.catalog, users);
    right.catalog = std::move(made.declared);
    for (std::string& note : made.notes) declared.notes.push_back(std::move(note));
  }

  /// Renames the actual side, so that renamed tables and columns are compared, filtered and named under their
  /// new names.
  void rename(const CompareRequest& request, const Dialect& dialect) {
    std::vector<DataRename> wanted = declared.renames;
    if (declared_source.side().kind == "sql")
      wanted = sql_renames(declared_source.documents(), declared.catalog);
    for (const std::string& flag : request.renames) wanted.push_back(rename_flag(flag, dialect));
    RenamedActual made = renamed_actual(std::move(actual.catalog), std::move(wanted), declared.catalog,
                                        renaming_database(dialect));
    actual.catalog = std::move(made.catalog);
    renames = std::move(made.done);
    declared.notes.insert(declared.notes.end(), made.notes.begin(), made.notes.end());
  }

  OpenSource actual_source;
  OpenSource declared_source;
  std::vector<RenameStep> renames;
  Declaration actual;  ///< without its catalog, which is in `whole`
  Catalog found;       ///< the actual side before it is renamed
  Declaration declared;
  NamingConvention naming;
  Catalog whole;  ///< the actual side before the filter
  Filtered left;
  Filtered right;
  Asking who;
};

}  // namespace

void require_scripts(const Migration& both) {
  static_cast<void>(sql_script(both.up));
  static_cast<void>(sql_script(both.down));
}

namespace {

/// What the migration that the report asks for does besides, and what it would break. Where none can be
/// written, the report says why.
void note_migration(Report& report, const ComparisonResult& made) {
  if (report.changes.empty()) return;
  try {
    Migration both = migration(made);
    require_scripts(both);
    report.consequences = consequences(both.up, report.changes, made.actual, made.declared);
    if (!made.found.dialect) return;
    for (const std::string& broken : proved(std::move(both), made).broken)
      report.notes.push_back("generate refuses to break what compiles: " + broken);
  } catch (const Error& refusal) {
    report.notes.push_back(std::string("no migration can be written: ") + refusal.what());
  }
}

}  // namespace

ComparisonResult compared(const CompareRequest& request) {
  Prepared sides(request);
  ComparisonResult made;
  made.naming = std::move(sides.naming);
  made.renames = std::move(sides.renames);
  made.found = std::move(sides.found);
  made.out_of_scope = out_of_scope(sides.whole, sides.left.catalog);
  if (request.reads_alembic_revisions && sides.actual_source.database())
    made.alembic_revisions = sides.actual_source.database()->alembic_revisions();
  made.actual = std::move(sides.left.catalog);
  made.declared = std::move(sides.right.catalog);
  Difference found =
      with_not_understood(difference(made.actual, made.declared, sides.who.ask), made.actual, made.declared);
  Report& report = made.report;
  report.actual = sides.actual_source.side();
  report.declared = sides.declared_source.side();
  report.notes = std::move(sides.declared.notes);
  report.left_out = left_out_of(sides.left, sides.right);
  for (std::string& note : rename_notes(found.changes)) report.notes.push_back(std::move(note));
  for (std::string& note : rename_hints(found.changes)) report.notes.push_back(std::move(note));
  if (std::string note = column_order_note(made.actual, made.declared); !note.empty())
    report.notes.push_back(std::move(note));
  if (Database* database = sides.actual_source.database()) {
    for (std::string& note : unavailable_extensions(*database, found.changes))
      report.notes.push_back(std::move(note));
    for (std::string& note : expected_refusals(found.changes, made.actual, made.declared, sides.who.ask))
      report.notes.push_back(std::move(note));
  }
  for (Change& change : rename_changes(made.renames, made.actual, made.declared))
    found.changes.push_back(std::move(change));
  std::ranges::stable_sort(found.changes, {}, [](const Change& change) { return key_of(change); });
  report.compared = counts(made.actual, found.changes, report.left_out.size());
  report.not_modelled =
      compared_unmodelled({made.actual, sides.actual.lists_unmodelled, sides.actual.unlisted_kinds},
                          {made.declared, sides.declared.lists_unmodelled, sides.declared.unlisted_kinds});
  report.fail_on_unmodelled = request.fail_on_unmodelled;
  made.changes = std::move(found.changes);
  report.changes = in_serial_words(made.changes, made.actual, made.declared);
  if (std::string note = uncounted_note(report.changes); !note.empty() && report.declared.kind == "json")
    report.notes.push_back(std::move(note));
  report.unknowns = std::move(found.unknowns);
  if (is_empty(report.compared) && report.changes.empty() && report.unknowns.empty())
    report.notes.push_back("nothing was compared: neither side holds a table, a sequence or a type");
  note_broken(report, made);
  note_migration(report, made);
  return made;
}

Explained explained(const CompareRequest& request, const std::string& key) {
  const Prepared sides(request);
  return {explained(sides.left.catalog, sides.right.catalog, key, sides.who.ask), sides.left.catalog.dialect};
}

namespace {

Migration migration(const ComparisonResult& comparison, const std::vector<RenameStep>& renames) {
  Catalog actual = with_out_of_scope(comparison.actual, comparison.out_of_scope);
  Catalog declared = with_out_of_scope(comparison.declared, comparison.out_of_scope);
  const Dialect& dialect = at_version(*actual.dialect, comparison.report.actual.server_version);
  actual.dialect = declared.dialect = &dialect;
  std::vector<Change> changes = comparison.changes;
  std::erase_if(changes, [&](const Change& change) { return is_data_rename(change, actual); });
  return migration(changes, actual, declared, renames);
}

}  // namespace

Migration migration_once_renamed(const ComparisonResult& comparison) { return migration(comparison, {}); }

Migration migration(const ComparisonResult& comparison) { return migration(comparison, comparison.renames); }

DependentsProof proved(Migration both, const ComparisonResult& comparison) {
  if (!comparison.found.dialect) return {std::move(both), {}};
  return backend_for(*comparison.found.dialect).prove(std::move(both), comparison.found);
}

Migration unbroken(DependentsProof proof) {
  if (proof.broken.empty()) return std::move(proof.migration);
  std::string all;
  for (const std::string& broken : proof.broken) all += (all.empty() ? "" : "; ") + broken;
  throw Error(Fault::kRefused, "the migration would break what compiles now: " + all +
                                   "; nothing was written; drop or change that first, or keep what it needs");
}

Inspection inspected(const CompareRequest& request) {
  OpenSource opened(request.actual, request.scratch, request.patience);
  require_scratch_used(opened, opened, request.scratch);
  Declaration read = opened.read(dialect_of(opened, request.dialect));
  require_meant(opened, read);
  Side side = opened.side();
  require_selected(request.filter, {read.catalog}, to_string(side));
  Filtered left = filtered(std::move(read.catalog), request.filter);
  return {std::move(left.catalog), std::move(read.naming), std::move(side), std::move(left.ignored)};
}

Plan creation(const Inspection& inspection) {
  Catalog catalog = inspection.catalog;
  catalog.dialect = &at_version(*catalog.dialect, inspection.side.server_version);
  return creation(catalog);
}

Plan creation(const Catalog& catalog) {
  Catalog empty;
  empty.dialect = catalog.dialect;
  for (const Schema& schema : catalog.schemas)
    if (schema.name.text == catalog.dialect->default_schema) {
      Schema bare;
      bare.name = schema.name;
      empty.schemas.push_back(std::move(bare));
    }
  const Catalog wanted = with_known_not_null_names(catalog, empty, true);
  return planned(diff(empty, wanted), empty, wanted);
}

}  // namespace tenon
