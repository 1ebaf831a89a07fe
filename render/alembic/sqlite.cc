// Writes the guards and the transaction around SQLite ops in a revision file.

#include "render/alembic/sqlite.h"

#include "render/alembic/dialect.h"
#include "render/alembic/python.h"
#include "render/sqlite/dependents.h"
#include "render/sqlite/precondition_checks.h"

namespace tenon {

// The driver begins no transaction before DDL, so without BEGIN every statement would be a transaction of its
// own.
std::string_view sqlite_guard_helpers() {
  return R"python(def _transaction():
    """From here on all of it happens, or nothing."""
    if not op.get_context().as_sql and not getattr(op.get_bind().connection, 'in_transaction', True):
        op.execute('BEGIN IMMEDIATE')


def _expect_none(table, verdict, query):
    """Stop where rows are in the way of what is to hold. Without a database to ask, SQLite itself will."""
    count = None if op.get_context().as_sql else op.get_bind().exec_driver_sql(query).scalar()
    if count:
        raise RuntimeError('%s%d %s; nothing was changed' % (table, count, verdict))
)python";
}

std::string_view sqlite_helpers() {
  return R"python(def _begin():
    """Stop before rows could be lost; from here on all of it happens, or nothing."""
    if op.get_context().as_sql:
        raise RuntimeError(
            'revision ' + revision + ' drops SQLite tables or makes them anew, and looks at the '
            'database to do so safely: run it online, without --sql'
        )
    bind = op.get_bind()
    if bind.exec_driver_sql('PRAGMA foreign_keys').scalar():
        raise RuntimeError(
            'PRAGMA foreign_keys is on: dropping a table would delete the rows that refer to it. '
            'Nothing was changed. Switch it off for migrations, in env.py before context.configure(): '
            "connection.connection.execute('PRAGMA foreign_keys=OFF')"
        )
    _transaction()
    return _orphans()


def _end(orphans):
    """Stop where rows have lost the rows that they refer to."""
    for table, count in _orphans().items():
        before = orphans.get(table, 0)
        if count is not None and before is not None and count > before:
            raise RuntimeError(
                '%s: %d rows refer to rows that are not there, where %d did before; nothing was '
                'changed' % (table, count, before)
            )


def _orphans():
    """How many rows of each table refer to rows that are not there; None where there is no telling."""
    bind = op.get_bind()
    counts = {}
    for (table,) in bind.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        query = 'SELECT count(*) FROM pragma_foreign_key_check(?)'
        try:
            counts[table] = bind.exec_driver_sql(query, (table,)).scalar()
        except sa.exc.DatabaseError:  # a foreign key without a key behind it
            counts[table] = None
    return counts
)python";
}

// EXPLAIN compiles a statement and does not run it. With --sql no EXPLAIN is written, because a shell would
// print its rows; the statement itself touches no row.
std::string_view sqlite_dependent_helpers() {
  return R"python(def _expect_every_dependent_compiles(statements):
    """Stop where a view or a trigger does not compile: to rename a table, SQLite compiles them all."""
    for statement in statements:
        try:
            op.execute(statement)
        except sa.exc.DatabaseError as error:
            raise RuntimeError('%s; nothing was changed' % error.orig) from error


def _expect_compiles(subject, statement):
    """Stop where what compiled before no longer compiles."""
    if op.get_context().as_sql:
        op.execute(statement.replace(':', '\\:'))
        return
    try:
        op.get_bind().exec_driver_sql('EXPLAIN ' + statement)
    except sa.exc.DatabaseError as error:
        raise RuntimeError(
            '%s no longer compiles: %s; nothing was changed' % (subject, error.orig)
        ) from error
)python";
}

std::vector<std::string> dependent_calls(const Plan& plan, Draft& draft) {
  const DependentProbes& wanted = plan.dependents;
  if (wanted.probes.empty()) return {};
  draft.need_guards();
  std::vector<std::string> all = sqlite_dependents_proof(plan);
  all.resize(all.size() - wanted.probes.size());
  for (std::string& statement : all) statement = python_string(statement);
  std::vector<std::string> calls;
  if (!all.empty())
    calls.push_back(PythonCall("_expect_every_dependent_compiles").add(python_list(all)).line());
  for (const CompileProbe& probe : wanted.probes)
    calls.push_back(PythonCall("_expect_compiles")
                        .add(python_string(probe.subject))
                        .add(python_string(probe.statement))
                        .line());
  return calls;
}

std::string_view sqlite_transaction() { return "_transaction()\n"; }

std::string_view sqlite_begin() { return "orphans = _begin()\n"; }

std::string_view sqlite_end() { return "_end(orphans)\n"; }

std::vector<std::string> precondition_calls(const Op& op, const Plan& plan, Draft& draft) {
  const auto checks = alembic_dialect(draft.dialect()).checks;
  if (!checks) return {};
  const PreconditionChecks found = checks(op, plan);
  std::vector<std::string> calls;
  for (const std::string& statement : found.before) calls.push_back(execute_call(statement));
  for (const Guard& guard : found.guards)
    calls.push_back(PythonCall("_expect_none")
                        .add(python_string(guard.subject))
                        .add(python_string(guard.verdict))
                        .add(python_string(guard.count))
                        .line());
  for (const std::string& statement : found.after) calls.push_back(execute_call(statement));
  if (!calls.empty()) draft.need_guards();
  return calls;
}

}  // namespace tenon
