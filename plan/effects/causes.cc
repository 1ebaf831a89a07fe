// Why a plan drops an object that stays: the ops of the plan in, sentences out.
#include "plan/effects/causes.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "plan/lookup/identifiers.h"

namespace tenon {

namespace {

std::string column_text(const QualifiedName& table, const Name& column) {
  return "column " + to_string(table) + "." + column.text + " ";
}

bool changes_logging(const AlterTable& op) {
  return (option(op.actual.options, "unlogged") == nullptr) !=
         (option(op.declared.options, "unlogged") == nullptr);
}

bool same_columns(std::vector<Name> a, std::vector<Name> b) {
  std::ranges::sort(a);
  std::ranges::sort(b);
  return a == b;
}

}  // namespace

Causes::Causes(const Plan& plan) : dialect_(*plan.dialect) {
  for (const Step& step : plan.steps)
    for (const Op& op : step.ops) collect(op);
}

void Causes::mark(const QualifiedName& table, const Name& column, const std::string& what) {
  columns_[table].emplace(column, what);
}

void Causes::collect(const std::vector<TypeUser>& users, const QualifiedName& type) {
  replaced_types_.insert(type);
  for (const TypeUser& user : users)
    mark(user.column.table, user.column.column, "is cast to the new type " + to_string(type));
}

void Causes::collect(const Op& op) {
  std::visit(Overloaded{
                 [&](const AlterColumn& o) {
                   if (o.actual.type != o.declared.type)
                     mark(o.table, o.declared.name, "changes its type");
                   else if (o.actual.collation != o.declared.collation)
                     mark(o.table, o.declared.name, "changes its collation");
                 },
                 [&](const DropColumn& o) { mark(o.table, o.column.name, "is dropped"); },
                 [&](const AddColumn& o) {
                   const auto at = columns_.find(o.table);
                   if (at != columns_.end() && at->second.contains(o.column.name))
                     at->second[o.column.name] = "is recreated";
                 },
                 [&](const DropConstraint& o) {
                   if (!referable_columns(o.constraint, dialect_).empty())
                     dropped_keys_[o.table].push_back(o.constraint);
                 },
                 [&](const AlterTable& o) {
                   if (changes_logging(o)) relogged_.insert(o.declared.name);
                 },
                 [&](const DetachTable& o) { detached_.insert(o.parent); },
                 [&](const ReplaceEnum& o) {
                   if (!o.keeps_labels) collect(o.users, o.declared.name);
                 },
                 [&](const AlterType& o) {
                   if (!altered_in_place(o.actual, o.declared, !o.users.empty()))
                     collect(o.users, name_of(o.declared));
                 },
                 [&](const DropType& o) { replaced_types_.insert(name_of(o.type)); },
                 [](const auto&) {},
             },
             op);
}

std::string Causes::of_own_columns(const QualifiedName& table, const Constraint& constraint) const {
  const auto at = columns_.find(table);
  if (at == columns_.end()) return "";
  for (const auto& [column, what] : at->second)
    if (references_column(constraint, column, dialect_)) return column_text(table, column) + what;
  return "";
}

std::string Causes::of_reference(const ForeignKey& reference) const {
  const QualifiedName& referred = reference.referred_table;
  if (const auto at = columns_.find(referred); at != columns_.end())
    for (const Name& column : reference.referred_columns)
      if (const auto found = at->second.find(column); found != at->second.end())
        return column_text(referred, column) + found->second;
  if (const auto at = dropped_keys_.find(referred); at != dropped_keys_.end())
    for (const Constraint& key : at->second)
      if (same_columns(referable_columns(key, dialect_), reference.referred_columns))
        return "it refers to " + to_string(referred) + "." + name_of(key).text +
               ", which is dropped or recreated";
  if (relogged_.contains(referred)) return "table " + to_string(referred) + " changes its logging";
  if (detached_.contains(referred)) return "a partition of " + to_string(referred) + " is detached";
  return "";
}

std::string Causes::of(const QualifiedName& table, const Constraint& constraint) const {
  if (const std::string own = of_own_columns(table, constraint); !own.empty()) return own;
  const auto* reference = std::get_if<ForeignKey>(&constraint);
  if (reference)
    if (const std::string referred = of_reference(*reference); !referred.empty()) return referred;
  if (reference && relogged_.contains(table)) return "table " + to_string(table) + " changes its logging";
  for (const std::string_view sql : expressions_of(constraint))
    for (const QualifiedName& type : replaced_types_)
      if (references_name(sql, type.name, dialect_)) return "it names the type " + to_string(type);
  return "it depends on what changes";
}

std::string Causes::of(const QualifiedName& table, const Column& column) const {
  const std::string_view sql =
      column.generated ? std::string_view(column.generated->sqltext.text) : std::string_view();
  if (const auto at = columns_.find(table); at != columns_.end())
    for (const auto& [other, what] : at->second)
      if (other != column.name && references_column(sql, other, dialect_))
        return column_text(table, other) + what;
  for (const QualifiedName& type : replaced_types_)
    if (references_name(sql, type.name, dialect_) ||
        type_parts(column.type, dialect_).back() == type.name.key)
      return "it uses the type " + to_string(type);
  return "no ALTER gives it this definition";
}

}  // namespace tenon
