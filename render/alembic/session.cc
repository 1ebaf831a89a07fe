// Fixes the session settings of PostgreSQL steps in a revision file.

#include "render/alembic/session.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "render/alembic/python.h"
#include "render/alembic/revision_builder.h"
#include "render/postgresql/session.h"
#include "render/sql_script.h"
#include "sql/character.h"
#include "sql/quote.h"

namespace tenon {

namespace {

std::string entry(const SessionSetting& setting) {
  return python_string(setting.name) + ": " + python_string(setting.value);
}

std::string dictionary(const std::vector<std::string>& entries) {
  std::string all;
  for (const std::string& each : entries) all += (all.empty() ? "" : ", ") + each;
  return "{" + all + "}";
}

/// Tells whether a name needs no escaping inside a string within a string.
bool is_simple(const std::string& name) {
  return std::ranges::all_of(name,
                             [](char c) { return (is_word_part(c) && c != '$') || c == ' ' || c == '-'; });
}

/// Tables of the default schema go without it in a revision, so that schema comes first.
SessionSetting search_path(const std::vector<std::string>& statements) {
  SessionSetting path = search_path_of("");
  std::set<std::string> others;
  for (const std::string& statement : statements)
    if (const std::string home = home_of(statement); !home.empty() && is_simple(home)) others.insert(home);
  others.erase(std::string(kPostgresql.default_schema));
  for (const std::string& each : others) path.value += ", " + quoted(each, kPostgresql);
  return path;
}

std::string date_names() {
  std::vector<std::string> names;
  for (const SessionSetting& each : date_settings()) names.push_back(python_string(each.name));
  return python_list(names);
}

std::string fix_dates() {
  std::vector<std::string> entries;
  std::ranges::transform(date_settings(), std::back_inserter(entries), entry);
  return "_fix(" + dictionary(entries) + ")\n";
}

std::string give_back_dates() { return "_give_back(" + date_names() + ")\n"; }

}  // namespace

AlembicSession::AlembicSession(const Step& step) : is_local_(step.in_transaction) {
  std::vector<std::string> statements;
  for (const Op& op : step.ops)
    for (std::string& statement : sql_statements(op, kPostgresql)) statements.push_back(std::move(statement));
  std::vector<SessionSetting> all = settings_for(statements);
  dates_ = std::ranges::find(all, date_settings().front()) != all.end();
  all.insert(all.begin(), search_path(statements));
  for (SessionSetting& each : limits_of(step)) all.push_back(std::move(each));
  std::ranges::transform(all, std::back_inserter(entries_), entry);
}

std::string AlembicSession::begin() const {
  return (is_local_ ? "settings = _fix(" : "settings = _fix_session(") + dictionary(entries_) + ")\n";
}

std::string AlembicSession::end() const {
  return is_local_ ? "_give_back(settings)\n" : "_give_back_session(settings)\n";
}

std::string AlembicSession::before(const Op& op) const {
  return dates_ && converts_dates(op) ? give_back_dates() : "";
}

std::string AlembicSession::after(const Op& op) const {
  return dates_ && converts_dates(op) ? fix_dates() : "";
}

bool changes_settings_inside(const Op& op) {
  const std::vector<std::string> all = sql_statements(op, kPostgresql);
  return converts_dates(op) && std::ranges::any_of(all, holds_dates);
}

std::vector<std::string> alembic_statements_apart(const Op& op) {
  std::vector<std::string> calls;
  for (const std::string& statement : sql_statements(op, kPostgresql)) {
    const bool fixes = holds_dates(statement) && !converts_dates(op, statement);
    std::string call = execute_call(statement);
    calls.push_back(fixes ? fix_dates() + call + "\n" + give_back_dates() : std::move(call));
    if (calls.back().ends_with('\n')) calls.back().pop_back();
  }
  return calls;
}

std::string_view alembic_session_helpers() {
  return R"python(def _fix(settings):
    """What the statements mean depends on these settings; the session gets its own back behind them."""
    if op.get_context().as_sql:
        op.execute("SET LOCAL client_encoding = 'UTF8'")
    for name, value in settings.items():
        _set('tenon.' + name, "pg_catalog.current_setting('%s')" % name)
        _set(name, "'%s'" % value)
    return list(settings)


def _give_back(settings):
    for name in settings:
        _set(name, "pg_catalog.current_setting('tenon.%s')" % name)


def _set(name, value):
    op.execute("DO $$BEGIN PERFORM pg_catalog.set_config('%s', %s, true); END$$" % (name, value))


def _fix_session(settings):
    """The same for statements that run outside a transaction."""
    for name, value in settings.items():
        _set_session('tenon.' + name, "pg_catalog.current_setting('%s')" % name)
        _set_session(name, "'%s'" % value)
    return list(settings)


def _give_back_session(settings):
    for name in settings:
        _set_session(name, "pg_catalog.current_setting('tenon.%s')" % name)


def _set_session(name, value):
    op.execute("DO $$BEGIN PERFORM pg_catalog.set_config('%s', %s, false); END$$" % (name, value))
)python";
}

}  // namespace tenon
