// Writes a SQLite rebuild as calls of Alembic's batch mode.

#include "render/alembic/batch.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "model/change.h"
#include "render/alembic/column.h"
#include "render/alembic/constraint.h"
#include "render/alembic/directives.h"
#include "render/alembic/python.h"
#include "render/alembic/table.h"
#include "render/alembic/type.h"
#include "render/sql/text.h"
#include "render/sqlite/clauses.h"
#include "render/sqlite/index.h"
#include "sql/character.h"
#include "sql/content.h"
#include "sql/quote.h"
#include "sql/token.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

/// A rebuild in which the names of both tables have the same spelling.
struct Batch {
  Table actual;
  Table declared;
};

Batch batch_of(const RebuildTable& op) {
  Batch batch{op.actual, op.declared};
  batch.declared.name = batch.actual.name;
  for (Column& column : batch.declared.columns)
    if (const Column* known = find_column(batch.actual, column.name)) column.name = known->name;
  batch.actual = respelled(std::move(batch.actual));
  batch.declared = respelled(std::move(batch.declared));
  return batch;
}

const Constraint* twin(const Table& table, const Constraint& constraint) {
  return find_constraint(table, constraint.index(), name_of(constraint));
}

bool is_kept(const Constraint& constraint, const Table& other) {
  const Constraint* found = twin(other, constraint);
  return found && *found == constraint;
}

bool is_index(const Constraint& constraint) { return std::holds_alternative<Index>(constraint); }

// --- What batch mode cannot carry -----------------------------------------------------------------------

bool mentions_generated(const Constraint& constraint, const Table& table) {
  return !is_index(constraint) && std::ranges::any_of(columns_of(constraint), [&](const Name& name) {
    const Column* column = find_column(table, name);
    return column && column->generated;
  });
}

// Batch mode creates the new table under another name, so expressions that use the table's name would not
// compile.
bool names_own_table(std::string_view sql, const Table& table) {
  const auto all = tokens(sql, kSqlite);
  for (std::size_t i = 0; i + 1 < all.size(); ++i)
    if (all[i + 1].text == "." && kSqlite.name_of(content(all[i])) == table.name.name) return true;
  return false;
}

bool names_own_table(const Table& table) {
  return std::ranges::any_of(table.columns,
                             [&](const Column& c) {
                               return c.generated && names_own_table(c.generated->sqltext.text, table);
                             }) ||
         std::ranges::any_of(table.constraints, [&](const Constraint& c) {
           const auto* check = std::get_if<Check>(&c);
           return check && names_own_table(check->sqltext.text, table);
         });
}

bool autoincrements(const Table& table) {
  const PrimaryKey* key = primary_key(table);
  return key && is_autoincrement(*key);
}

bool has_twins(const std::vector<Constraint>& constraints) {
  std::set<Name> seen;
  return std::ranges::any_of(constraints, [&](const Constraint& c) {
    return !is_index(c) && !name_of(c).empty() && !seen.insert(name_of(c)).second;
  });
}

bool is_beyond(const Table& table) {
  return has_twins(table.constraints) || names_own_table(table) ||
         std::ranges::any_of(table.constraints,
                             [&](const Constraint& c) { return mentions_generated(c, table); });
}

bool is_beyond(const Batch& batch) {
  const bool key_changes = autoincrements(batch.actual) != autoincrements(batch.declared);
  return is_beyond(batch.actual) || is_beyond(batch.declared) || key_changes ||
         batch.actual.options != batch.declared.options;
}

// AUTOINCREMENT is part of the column definition, which batch mode cannot change.
bool replaces_counting_key(const Batch& batch) {
  return autoincrements(batch.actual) && *primary_key(batch.actual) != *primary_key(batch.declared);
}

// The copy obeys ON CONFLICT, which could discard rows silently. Rows that already satisfied it are kept.
bool resolves_conflicts(const Options& options) {
  return option(options, "on_conflict") || option(options, "not_null_on_conflict");
}

bool adds_conflict_clause(const Batch& batch) {
  const auto& columns = batch.declared.columns;
  const auto& constraints = batch.declared.constraints;
  return std::ranges::any_of(columns,
                             [&](const Column& c) {
                               return resolves_conflicts(c.options) && !find_column(batch.actual, c.name);
                             }) ||
         std::ranges::any_of(constraints, [&](const Constraint& c) {
           const bool resolves =
               std::visit([](const auto& each) { return resolves_conflicts(each.options); }, c);
           return resolves && !is_kept(c, batch.actual);
         });
}

// A column that becomes NOT NULL is first filled with its default by an UPDATE, which would fire a trigger on
// the table.
bool fills_gaps(const Column& from, const Column& to) {
  return from.nullable && !to.nullable && to.default_value && !to.generated;
}

bool can_alter(const Column& from, const Column& to) {
  return from.options == to.options && from.generated.has_value() == to.generated.has_value();
}

// --- The table as it is ---------------------------------------------------------------------------------

bool type_changes(const Column& from, const Column& to) {
  return from.type != to.type || from.collation != to.collation;
}

// A column marked system is read and written by SQLAlchemy but not created, so that the rows keep their
// rowids.
void add_rowid(PythonCall& call, const Batch& batch) {
  if (is_without_rowid(batch.actual) || rowid_alias(batch.declared)) return;
  for (const std::string_view name : {"rowid", "_rowid_", "oid"}) {
    if (find_column(batch.actual, kSqlite.name_of(name)) ||
        find_column(batch.declared, kSqlite.name_of(name)))
      continue;
    call.add("sa.Column(" + python_string(name) + ", sa.Integer(), system=True)");
    return;
  }
}

// A cast would change values that do not convert; two types given by their text are not cast.
bool needs_text(const Column& from, const Column& to) {
  return type_changes(from, to) && casts_in_batch(from, to, kSqlite);
}

void add_columns(PythonCall& call, const Batch& batch, Draft& draft) {
  for (const Column& column : batch.actual.columns) {
    if (column.generated) continue;  // cannot be copied: added below
    const Column* to = find_column(batch.declared, column.name);
    call.add(alembic_column(column, {.custom_type = to && needs_text(column, *to)}, draft));
  }
}

// A constraint that stays nameless in the database is nameless here; one that is dropped needs a name.
Constraint as_known(const Constraint& constraint, const Table& declared) {
  const Constraint* kept = is_kept(constraint, declared) ? twin(declared, constraint) : nullptr;
  const bool named = !kept || named_by(constraint) == NamedBy::kUser || named_by(*kept) == NamedBy::kUser;
  Constraint known = named ? constraint : renamed(constraint, Name(), named_by(constraint));
  if (auto* key = std::get_if<PrimaryKey>(&known)) *key = without_autoincrement(*key);
  return known;
}

std::string known_table(const Batch& batch, Draft& draft) {
  PythonCall call("sa.Table");
  call.add(draft.name(batch.actual.name.name)).add("sa.MetaData()");
  add_rowid(call, batch);
  add_columns(call, batch, draft);
  for (const Constraint& constraint : batch.actual.constraints)
    if (!is_index(constraint))
      call.add(alembic_inline_constraint(as_known(constraint, batch.declared), draft));
  add_table_options(call, batch.actual, draft);
  return call.block();
}

// --- What changes ---------------------------------------------------------------------------------------

const Proxy kBatch{"batch_op", nullptr};

void drop_constraints(Statements& body, const Batch& batch, Draft& draft) {
  for (auto at = batch.actual.constraints.rbegin(); at != batch.actual.constraints.rend(); ++at) {
    if (is_index(*at) || is_kept(*at, batch.declared)) continue;
    if (name_of(*at).empty()) draft.not_exact();
    body.push_back(alembic_dropped_constraint(*at, kBatch, draft));
  }
}

void drop_columns(Statements& body, const Batch& batch, Draft& draft) {
  for (const Column& column : batch.actual.columns) {
    if (column.generated || find_column(batch.declared, column.name)) continue;
    body.push_back(PythonCall("batch_op.drop_column").add(draft.name(column.name)).line());
  }
}

std::string altered_column(const Column& from, const Column& to, Draft& draft) {
  const bool by_text = needs_text(from, to);
  PythonCall call("batch_op.alter_column");
  call.add(draft.name(from.name));
  call.add("existing_type", by_text ? custom_type(from, draft) : alembic_type(from, draft));
  if (type_changes(from, to)) call.add("type_", by_text ? custom_type(to, draft) : alembic_type(to, draft));
  if (from.default_value != to.default_value)
    call.add("server_default", to.default_value ? alembic_default(*to.default_value, draft) : "None");
  if (from.nullable != to.nullable) call.add("nullable", python_bool(to.nullable));
  return call.line();
}

void alter_columns(Statements& body, const Batch& batch, Draft& draft) {
  for (const Column& to : batch.declared.columns) {
    const Column* from = find_column(batch.actual, to.name);
    if (!from || *from == to) continue;
    if (!can_alter(*from, to)) draft.not_exact();
    if (!from->generated) body.push_back(altered_column(*from, to, draft));
  }
}

bool is_new_to_batch(const Column& column, const Table& actual) {
  return column.generated || !find_column(actual, column.name);
}

void add_new_columns(Statements& body, const Batch& batch, Draft& draft) {
  for (const Column& column : batch.declared.columns)
    if (is_new_to_batch(column, batch.actual))
      body.push_back(PythonCall("batch_op.add_column").add(alembic_column(column, {}, draft)).line());
}

void add_constraints(Statements& body, const Batch& batch, Draft& draft) {
  for (const Constraint& constraint : batch.declared.constraints) {
    if (is_index(constraint) || is_kept(constraint, batch.actual)) continue;
    if (name_of(constraint).empty()) draft.not_exact();
    body.push_back(alembic_added_constraint(constraint, kBatch, draft));
  }
}

Statements batch_body(const Batch& batch, Draft& draft) {
  Statements body;
  drop_constraints(body, batch, draft);
  drop_columns(body, batch, draft);
  alter_columns(body, batch, draft);
  add_new_columns(body, batch, draft);
  add_constraints(body, batch, draft);
  if (body.empty()) body.emplace_back("pass");
  return body;
}

// --- The order of columns -------------------------------------------------------------------------------

/// Returns the kept columns in their order, with each new one after its declared predecessor.
std::vector<Name> column_order(const Batch& batch) {
  std::vector<Name> order;
  for (const Column& column : batch.actual.columns)
    if (find_column(batch.declared, column.name)) order.push_back(column.name);
  auto at = order.begin();
  for (const Column& column : batch.declared.columns) {
    const auto found = std::ranges::find(order, column.name);
    at = std::next(found == order.end() ? order.insert(at, column.name) : found);
  }
  return order;
}

/// Returns the order that batch mode produces by default, with added columns last.
std::vector<Name> order_unasked(const Batch& batch) {
  std::vector<Name> order;
  for (const Column& column : batch.actual.columns)
    if (!column.generated && find_column(batch.declared, column.name)) order.push_back(column.name);
  for (const Column& column : batch.declared.columns)
    if (is_new_to_batch(column, batch.actual)) order.push_back(column.name);
  return order;
}

void add_order(PythonCall& call, const Batch& batch, Draft& draft) {
  const std::vector<Name> order = column_order(batch);
  if (order != order_unasked(batch))
    call.add("partial_reordering", "[(" + joined(draft.names(order), ", ") + ")]");
}

void fill_gaps(Statements& all, const RebuildTable& op, const Batch& batch, Draft& draft) {
  for (const Column& to : batch.declared.columns) {
    const Column* from = find_column(batch.actual, to.name);
    if (!from || !fills_gaps(*from, to)) continue;
    if (!op.triggers.empty()) draft.not_exact();
    all.push_back(execute_call("UPDATE " + quoted(batch.actual.name, draft.dialect()) + " SET " +
                               quoted(to.name, draft.dialect()) + " = " + sqlite_default(*to.default_value) +
                               " WHERE " + quoted(to.name, draft.dialect()) + " IS NULL"));
  }
}

std::string batch_block(const Batch& batch, Draft& draft) {
  PythonCall call("op.batch_alter_table");
  call.add(draft.name(batch.actual.name.name)).add("schema", "None");
  call.add("copy_from", known_table(batch, draft)).add("recreate", "'always'");
  add_order(call, batch, draft);
  return "with " + call.block() + " as batch_op:\n" +
         python_indented(joined(batch_body(batch, draft), "\n")) + "\n";
}

// --- What a new table does not have by itself -------------------------------------------------------------

// The statements that preserve the row of sqlite_sequence, which is deleted with the old table: meanwhile it
// has a name that no table has.
struct KeptCounter {
  std::string before;
  std::string after;
};

KeptCounter kept_counter(const Table& table) {
  const std::string name = literal(table.name.name.text);
  const std::string aside = literal("tenon count of " + table.name.name.text);
  return {"INSERT INTO sqlite_sequence (name, seq) SELECT " + aside +
              ", seq FROM sqlite_sequence WHERE name = " + name + " COLLATE NOCASE",
          "UPDATE sqlite_sequence SET name = " + name + " WHERE name = " + aside};
}

void restore_indexes(Statements& all, const Batch& batch, Draft& draft) {
  for (const Constraint& constraint : batch.declared.constraints) {
    const auto* index = std::get_if<Index>(&constraint);
    if (!index) continue;
    const QualifiedName& table = batch.declared.name;
    const std::string kept =
        is_kept(constraint, batch.actual) ? kept_index_text(*index, table, &batch.actual) : "";
    if (!kept.empty()) {
      all.push_back(execute_call(kept));
      continue;
    }
    for (std::string& call : alembic_statements(AddConstraint{table, constraint}, draft))
      all.push_back(std::move(call));
  }
}

}  // namespace

std::vector<std::string> alembic_rebuilt_table(const RebuildTable& op, Draft& draft) {
  const Batch batch = batch_of(op);
  if (is_beyond(batch) || replaces_counting_key(batch) || adds_conflict_clause(batch)) draft.not_exact();
  draft.need_begin();
  const KeptCounter counter = kept_counter(batch.actual);
  Statements all;
  fill_gaps(all, op, batch, draft);
  if (autoincrements(batch.actual)) all.push_back(execute_call(counter.before));
  // Otherwise the rename fails at the first view or trigger that names the table.
  all.push_back(execute_call("PRAGMA legacy_alter_table=ON"));
  all.push_back(batch_block(batch, draft));
  all.push_back(execute_call("PRAGMA legacy_alter_table=OFF"));
  if (autoincrements(batch.actual)) {
    all.push_back(execute_call("DELETE FROM sqlite_sequence WHERE name = " +
                               literal(batch.actual.name.name.text) + " COLLATE NOCASE"));
    all.push_back(execute_call(counter.after));
  }
  restore_indexes(all, batch, draft);
  for (const UnmodelledObject& trigger : op.triggers) all.push_back(execute_call(trigger.definition));
  return all;
}

}  // namespace tenon
