// Writes constraints as Alembic and SQLAlchemy calls.

#include "render/alembic/constraint.h"

#include <algorithm>
#include <string>
#include <vector>

#include "model/overloaded.h"
#include "render/alembic/dialect.h"
#include "render/alembic/index.h"
#include "render/alembic/python.h"
#include "render/alembic/unsaid.h"
#include "render/sql/text.h"
#include "sql/searched_name.h"

namespace tenon {

namespace {

struct Timing {
  bool deferrable;
  bool initially_deferred;
};

void add_timing(PythonCall& call, const Timing& timing) {
  if (!timing.deferrable) return;
  call.add("deferrable", "True");
  if (timing.initially_deferred) call.add("initially", "'DEFERRED'");
}

void add_action(PythonCall& call, std::string_view keyword, Action action) {
  if (action != Action::kNoAction) call.add(keyword, python_string(sql_text(action)));
}

// SQLite's ON CONFLICT is the only option of a constraint that SQLAlchemy 1.4 supports.
void add_options(PythonCall& call, const Options& options, Draft& draft) {
  const std::string_view on_conflict = alembic_dialect(draft.dialect()).on_conflict;
  for (const Option& option : options) {
    if (option.key == "on_conflict" && !on_conflict.empty())
      call.add(on_conflict, python_string(option.value));
    else
      draft.not_exact();
  }
}

void add_schema(PythonCall& call, const Proxy& proxy, Draft& draft, std::string_view keyword = "schema") {
  if (!proxy.table) return;
  const std::string schema = draft.schema(*proxy.table);
  if (!schema.empty()) call.add(keyword, schema);
}

PythonCall directive(const Proxy& proxy, std::string_view what, const Name& name, Draft& draft) {
  PythonCall call(std::string(proxy.name) + "." + std::string(what));
  call.add(draft.final_name(name, proxy.name));
  if (proxy.table) call.add(draft.name(proxy.table->name));
  return call;
}

// SQLAlchemy splits a reference at its dots.
bool is_dotted(const Name& name) { return name.text.find('.') != std::string::npos; }

std::string spelled(const ForeignKey& key, const Name& column, Draft& draft) {
  if (is_dotted(key.referred_table.name) || is_dotted(key.referred_table.schema) || is_dotted(column))
    draft.not_exact();
  draft.name(column);
  draft.name(key.referred_table.name);
  const std::string table =
      draft.schema(key.referred_table).empty() ? key.referred_table.name.text : to_string(key.referred_table);
  return table + "." + column.text;
}

// Adds the options that both forms of a foreign key share, in the order of Alembic.
void add_foreign_key_options(PythonCall& call, const ForeignKey& key, Draft& draft) {
  note_unsaid(draft, key, &ForeignKey::columns, &ForeignKey::referred_table, &ForeignKey::referred_columns,
              &ForeignKey::onupdate, &ForeignKey::ondelete, &ForeignKey::match, &ForeignKey::deferrable,
              &ForeignKey::initially_deferred, &ForeignKey::validated, &ForeignKey::options,
              &ForeignKey::comment);
  add_action(call, "onupdate", key.onupdate);
  add_action(call, "ondelete", key.ondelete);
  if (key.initially_deferred) call.add("initially", "'DEFERRED'");
  if (key.deferrable) call.add("deferrable", "True");
  if (key.match != Match::kSimple) call.add("match", python_string(sql_text(key.match)));
  if (!key.validated) call.add("postgresql_not_valid", "True");
  add_options(call, key.options, draft);
}

std::string added(const PrimaryKey& key, const Proxy& proxy, Draft& draft) {
  note_unsaid(draft, key, &PrimaryKey::columns, &PrimaryKey::comment);
  PythonCall call = directive(proxy, "create_primary_key", key.name, draft);
  call.add(python_list(draft.names(key.columns)));
  add_schema(call, proxy, draft);
  return call.line();
}

std::string added(const Unique& unique, const Proxy& proxy, Draft& draft) {
  note_unsaid(draft, unique, &Unique::columns, &Unique::deferrable, &Unique::initially_deferred,
              &Unique::options, &Unique::comment);
  PythonCall call = directive(proxy, "create_unique_constraint", unique.name, draft);
  call.add(python_list(draft.names(unique.columns)));
  add_timing(call, {unique.deferrable, unique.initially_deferred});
  add_schema(call, proxy, draft);
  add_options(call, unique.options, draft);
  return call.line();
}

std::string added(const Check& check, const Proxy& proxy, Draft& draft) {
  note_unsaid(draft, check, &Check::sqltext, &Check::validated, &Check::options, &Check::comment);
  PythonCall call = directive(proxy, "create_check_constraint", check.name, draft);
  call.add(draft.sql(bare(check.sqltext, draft.dialect())));
  add_schema(call, proxy, draft);
  if (!check.validated) call.add("postgresql_not_valid", "True");
  add_options(call, check.options, draft);
  return call.line();
}

std::string added(const Exclusion& exclusion, const Proxy& proxy, Draft& draft) {
  note_unsaid(draft, exclusion, &Exclusion::elements, &Exclusion::where, &Exclusion::method,
              &Exclusion::deferrable, &Exclusion::initially_deferred, &Exclusion::comment);
  PythonCall call = directive(proxy, "create_exclude_constraint", exclusion.name, draft);
  for (const auto& [element, with] : exclusion.elements)
    call.add("(" + alembic_excluded_element(element, draft) + ", " +
             draft.raw(sql_operator(with, draft.dialect())) + ")");
  if (exclusion.where) call.add("where", draft.sql_text(bare(*exclusion.where, draft.dialect())));
  call.add("using", draft.raw(exclusion.method.text));
  add_timing(call, {exclusion.deferrable, exclusion.initially_deferred});
  add_schema(call, proxy, draft);
  return call.line();
}

// Alembic builds one table from the columns of both sides, so no name may occur on both (newer versions
// remove duplicates).
bool refers_to_own_columns(const ForeignKey& key, const Proxy& proxy) {
  return proxy.table && *proxy.table == key.referred_table &&
         std::ranges::any_of(key.columns, [&](const Name& column) {
           return std::ranges::find(key.referred_columns, column) != key.referred_columns.end();
         });
}

std::string added(const ForeignKey& key, const Proxy& proxy, Draft& draft) {
  if (refers_to_own_columns(key, proxy)) draft.not_exact();
  for (const Name& column : key.referred_columns) spelled(key, column, draft);
  PythonCall call = directive(proxy, "create_foreign_key", key.name, draft);
  call.add(draft.name(key.referred_table.name));
  call.add(python_list(draft.names(key.columns))).add(python_list(draft.names(key.referred_columns)));
  add_schema(call, proxy, draft, "source_schema");
  const std::string referent = draft.schema(key.referred_table);
  if (!referent.empty()) call.add("referent_schema", referent);
  add_foreign_key_options(call, key, draft);
  return call.line();
}

std::string dropped(const Proxy& proxy, const Name& name, std::string_view type, Draft& draft) {
  PythonCall call = directive(proxy, "drop_constraint", name, draft);
  add_schema(call, proxy, draft);
  if (!type.empty()) call.add("type_", python_string(type));
  return call.line();
}

void add_name(PythonCall& call, const Name& name, Draft& draft) {
  if (!name.empty()) call.add("name", draft.final_name(name));
}

PythonCall over_columns(std::string_view callee, const std::vector<Name>& columns, Draft& draft) {
  PythonCall call{std::string(callee)};
  for (const std::string& column : draft.names(columns)) call.add(column);
  return call;
}

std::string inlined(const PrimaryKey& key, Draft& draft) {
  note_unsaid(draft, key, &PrimaryKey::columns, &PrimaryKey::deferrable, &PrimaryKey::initially_deferred,
              &PrimaryKey::valid, &PrimaryKey::options, &PrimaryKey::comment);
  PythonCall call = over_columns("sa.PrimaryKeyConstraint", key.columns, draft);
  add_timing(call, {key.deferrable, key.initially_deferred});
  add_name(call, key.name, draft);
  add_options(call, key.options, draft);
  return call.line();
}

std::string inlined(const Unique& unique, Draft& draft) {
  note_unsaid(draft, unique, &Unique::columns, &Unique::deferrable, &Unique::initially_deferred,
              &Unique::valid, &Unique::options, &Unique::comment);
  PythonCall call = over_columns("sa.UniqueConstraint", unique.columns, draft);
  add_timing(call, {unique.deferrable, unique.initially_deferred});
  add_name(call, unique.name, draft);
  add_options(call, unique.options, draft);
  return call.line();
}

std::string inlined(const Check& check, Draft& draft) {
  note_unsaid(draft, check, &Check::sqltext, &Check::options, &Check::comment);
  PythonCall call("sa.CheckConstraint");
  call.add(draft.sql(bare(check.sqltext, draft.dialect())));
  add_name(call, check.name, draft);
  add_options(call, check.options, draft);
  return call.line();
}

std::string inlined(const ForeignKey& key, Draft& draft) {
  PythonCall call("sa.ForeignKeyConstraint");
  std::vector<std::string> referred;
  for (const Name& column : key.referred_columns)
    referred.push_back(python_string(spelled(key, column, draft)));
  call.add(python_list(draft.names(key.columns))).add(python_list(referred));
  add_name(call, key.name, draft);
  if (!key.validated) draft.not_exact();
  add_foreign_key_options(call, key, draft);
  return call.line();
}

std::string no_inline_form(Draft& draft) {
  draft.not_exact();
  return "";
}

}  // namespace

std::string alembic_added_constraint(const Constraint& constraint, const Proxy& proxy, Draft& draft) {
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return added(c, proxy, draft); },
                        [&](const Unique& c) { return added(c, proxy, draft); },
                        [&](const Index& c) { return alembic_added_index(c, *proxy.table, draft); },
                        [&](const Check& c) { return added(c, proxy, draft); },
                        [&](const Exclusion& c) { return added(c, proxy, draft); },
                        [&](const ForeignKey& c) { return added(c, proxy, draft); },
                    },
                    constraint);
}

std::string alembic_dropped_constraint(const Constraint& constraint, const Proxy& proxy, Draft& draft) {
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return dropped(proxy, c.name, "primary", draft); },
                        [&](const Unique& c) { return dropped(proxy, c.name, "unique", draft); },
                        [&](const Index& c) { return alembic_dropped_index(c, *proxy.table, draft); },
                        [&](const Check& c) { return dropped(proxy, c.name, "check", draft); },
                        [&](const Exclusion& c) { return dropped(proxy, c.name, "", draft); },
                        [&](const ForeignKey& c) { return dropped(proxy, c.name, "foreignkey", draft); },
                    },
                    constraint);
}

std::string alembic_inline_constraint(const Constraint& constraint, Draft& draft) {
  return std::visit(Overloaded{
                        [&](const PrimaryKey& c) { return inlined(c, draft); },
                        [&](const Unique& c) { return inlined(c, draft); },
                        [&](const Index&) { return no_inline_form(draft); },
                        [&](const Check& c) { return inlined(c, draft); },
                        [&](const Exclusion&) { return no_inline_form(draft); },
                        [&](const ForeignKey& c) { return inlined(c, draft); },
                    },
                    constraint);
}

}  // namespace tenon
