// Compares two sources: reads both, renames, names, filters, settles, and makes the report.

#include "app/compare.h"

#include <algorithm>
#include <utility>

#include "app/backends.h"
#include "app/compared_sides.h"
#include "app/empty_declaration.h"
#include "app/filter_words.h"
#include "app/not_understood.h"
#include "app/out_of_scope.h"
#include "app/serial_changes.h"
#include "app/unmodelled.h"
#include "diff/column_order.h"
#include "diff/diff.h"
#include "diff/difference.h"
#include "diff/explain.h"
#include "diff/refusals.h"
#include "diff/renames.h"
#include "model/dialect.h"
#include "model/error.h"
#include "model/not_null.h"
#include "model/sequence.h"
#include "plan/effects/consequences.h"
#include "plan/plan.h"
#include "renames/findings.h"
#include "renames/hints.h"
#include "render/sql_script.h"
#include "sql/serial.h"

namespace tenon {

namespace {

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

/// Returns the keys of the objects that filters left out of either side, each once.
std::vector<std::string> left_out_of(const Filtered& actual, const Filtered& declared) {
  std::vector<std::string> keys = actual.ignored;
  keys.insert(keys.end(), declared.ignored.begin(), declared.ignored.end());
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
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

ComparisonResult compared(ComparedSides& sides, const CompareRequest& request) {
  ComparisonResult made;
  made.naming = std::move(sides.naming);
  made.online = request.online;
  made.renames = std::move(sides.renames);
  made.found = std::move(sides.found);
  made.out_of_scope = out_of_scope(sides.whole, sides.left.catalog);
  if (request.reads_alembic_revisions && sides.actual_source.database())
    made.alembic_revisions = sides.actual_source.database()->alembic_revisions();
  made.actual = std::move(sides.left.catalog);
  made.declared = std::move(sides.right.catalog);
  Difference found = with_not_understood(difference(made.actual, made.declared, sides.who.ask, request.match),
                                         made.actual, made.declared);
  Report& report = made.report;
  report.actual = sides.actual_source.side();
  report.declared = sides.declared_side;
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
  const bool both_live = !report.actual.url.empty() && !report.declared.url.empty();
  if (std::string note = settings_note(made.actual, made.declared, both_live); !note.empty())
    report.notes.push_back(std::move(note));
  report.fail_on_unmodelled = request.fail_on_unmodelled;
  made.changes = std::move(found.changes);
  report.changes = in_serial_words(made.changes, made.actual, made.declared);
  if (std::string note = uncounted_note(report.changes); !note.empty() && report.declared.kind == "json")
    report.notes.push_back(std::move(note));
  report.unknowns = std::move(found.unknowns);
  if (is_empty(report.compared) && report.changes.empty() && report.unknowns.empty())
    report.notes.push_back("nothing was compared: neither side holds a table, a sequence or a type");
  note_broken(report, made);
  require_not_stopped(request);
  note_migration(report, made);
  sides.times.compare = sides.watch.lap();
  made.times = sides.times;
  made.read_at = sides.read_at;
  return made;
}

}  // namespace

ComparisonResult compared(const CompareRequest& request) {
  ComparedSides sides(request);
  return compared(sides, request);
}

ComparisonResult compared(const CompareRequest& request, const SharedDeclaration& declared) {
  ComparedSides sides(request, declared);
  return compared(sides, request);
}

SharedDeclaration shared_declaration(const CompareRequest& request, const Dialect& dialect) {
  OpenSource opened(request.declared, request.scratch, request.patience, request.store);
  Declaration read = opened.read(dialect_of(opened, std::string(dialect.name)));
  require_meant(opened, read);
  return {opened.side(), &dialect, opened.documents(), std::move(read)};
}

Explained explained(const CompareRequest& request, const std::string& key) {
  const ComparedSides sides(request);
  return {explained(sides.left.catalog, sides.right.catalog, key, sides.who.ask, request.match),
          sides.left.catalog.dialect};
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

Migration in_online_forms(Migration both, const ComparisonResult& comparison) {
  return {online(std::move(both.up), comparison.actual, comparison.online),
          online(std::move(both.down), comparison.declared, comparison.online)};
}

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
  OpenSource opened(request.actual, request.scratch, request.patience, request.store);
  if (!request.scratch_is_usual) require_scratch_used(opened, opened, request.scratch);
  Declaration read = opened.read(dialect_of(opened, request.dialect), request.naming);
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
