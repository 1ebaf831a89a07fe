// Writes domains, composite types, ranges and extensions as PostgreSQL statements.

#include "render/postgresql/types.h"

#include <algorithm>
#include <string_view>

#include "model/error.h"
#include "model/overloaded.h"
#include "render/postgresql/clauses.h"
#include "render/postgresql/comment.h"
#include "render/postgresql/session.h"
#include "render/postgresql/settings.h"
#include "render/sql/text.h"
#include "sql/quote.h"

namespace tenon {

namespace {

using Statements = std::vector<std::string>;

const Identifiers kTypeNames = Identifiers::always_quoted(kPostgresql);

std::string collate(const QualifiedName& collation, const Identifiers& names) {
  return collation.empty() ? "" : " COLLATE " + names(collation);
}

std::string domain_check(const DomainCheck& check, const Identifiers& names) {
  return "CONSTRAINT " + names(check.name) + " CHECK " + parenthesised(check.sqltext, kPostgresql);
}

std::string domain(const Domain& type, const Identifiers& names) {
  std::string text =
      "CREATE DOMAIN " + names(type.name) + " AS " + type.type.text + collate(type.collation, names);
  if (type.default_value) text += " DEFAULT " + postgres_default(*type.default_value);
  if (!type.nullable) text += " NOT NULL";
  for (const DomainCheck& check : type.checks)
    if (check.validated) text += " " + domain_check(check, names);
  return text;
}

std::string attribute(const TypeAttribute& one, const Identifiers& names) {
  return names(one.name) + " " + one.type.text + collate(one.collation, names);
}

std::string composite(const CompositeType& type, const Identifiers& names) {
  Statements attributes;
  for (const TypeAttribute& one : type.attributes) attributes.push_back(attribute(one, names));
  return "CREATE TYPE " + names(type.name) + " AS (" + joined(attributes, ", ") + ")";
}

std::string range(const RangeType& type, const Identifiers& names) {
  Statements options{"SUBTYPE = " + type.subtype.text};
  for (const Option& option : type.options) {
    std::string key = option.key;
    std::ranges::transform(key, key.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    options.push_back(key + " = " + option.value);
  }
  return "CREATE TYPE " + names(type.name) + " AS RANGE (" + joined(options, ", ") + ")";
}

std::string alter(const QualifiedName& domain) { return "ALTER DOMAIN " + quoted(domain, kPostgresql) + " "; }

std::string added(const Domain& to, const DomainCheck& check) {
  return alter(to.name) + "ADD " + domain_check(check, kTypeNames) + (check.validated ? "" : " NOT VALID");
}

std::string commented(const Domain& on, const DomainCheck& check) {
  return "COMMENT ON CONSTRAINT " + quoted(check.name, kPostgresql) + " ON DOMAIN " +
         quoted(on.name, kPostgresql) + " IS " + (check.comment.empty() ? "NULL" : literal(check.comment));
}

const DomainCheck* find(const std::vector<DomainCheck>& checks, const Name& name) {
  const auto at = std::ranges::find(checks, name, &DomainCheck::name);
  return at == checks.end() ? nullptr : &*at;
}

/// Finds the new name of a check: one with an equal text under a name that the other side does not have is
/// renamed.
const DomainCheck* new_name_of(const DomainCheck& check, const Domain& actual, const Domain& declared) {
  const auto at = std::ranges::find_if(declared.checks, [&](const DomainCheck& other) {
    return other.sqltext == check.sqltext && other.validated == check.validated &&
           !find(actual.checks, other.name);
  });
  return at == declared.checks.end() || find(declared.checks, check.name) ? nullptr : &*at;
}

bool is_one(const DomainCheck& actual, const DomainCheck& declared) {
  return actual.sqltext == declared.sqltext && actual.validated == declared.validated;
}

bool only_to_validate(const DomainCheck& actual, const DomainCheck& declared) {
  return actual.sqltext == declared.sqltext && !actual.validated && declared.validated;
}

/// Returns `kept`: the existing checks, under their present names.
Statements changed_comments(const Domain& actual, const Domain& declared, const std::vector<Name>& kept) {
  Statements all;
  for (const DomainCheck& check : declared.checks) {
    const bool is_kept = std::ranges::find(kept, check.name) != kept.end();
    const DomainCheck* before = is_kept ? find(actual.checks, check.name) : nullptr;
    if (is_kept && !before)
      for (const DomainCheck& other : actual.checks)
        if (new_name_of(other, actual, declared) == &check) before = &other;
    if ((before ? before->comment : "") != check.comment) all.push_back(commented(declared, check));
  }
  return all;
}

Statements changed_checks(const Domain& actual, const Domain& declared) {
  Statements all;
  std::vector<Name> there;
  for (const DomainCheck& check : actual.checks) {
    const DomainCheck* same = find(declared.checks, check.name);
    const DomainCheck* renamed = new_name_of(check, actual, declared);
    if (renamed && std::ranges::find(there, renamed->name) == there.end()) {
      all.push_back(alter(declared.name) + "RENAME CONSTRAINT " + quoted(check.name, kPostgresql) + " TO " +
                    quoted(renamed->name, kPostgresql));
      there.push_back(renamed->name);
    } else if (same && only_to_validate(check, *same)) {
      all.push_back(alter(declared.name) + "VALIDATE CONSTRAINT " + quoted(check.name, kPostgresql));
      there.push_back(check.name);
    } else if (same && is_one(check, *same)) {
      there.push_back(check.name);
    } else {
      all.push_back(alter(declared.name) + "DROP CONSTRAINT " + quoted(check.name, kPostgresql));
    }
  }
  for (const DomainCheck& check : declared.checks)
    if (std::ranges::find(there, check.name) == there.end()) all.push_back(added(declared, check));
  append_statements(all, changed_comments(actual, declared, there));
  return all;
}

Statements changed(const Domain& actual, const Domain& declared) {
  Statements all;
  if (actual.default_value != declared.default_value)
    all.push_back(alter(declared.name) + (declared.default_value
                                              ? "SET DEFAULT " + postgres_default(*declared.default_value)
                                              : "DROP DEFAULT"));
  if (actual.nullable != declared.nullable)
    all.push_back(alter(declared.name) + (declared.nullable ? "DROP NOT NULL" : "SET NOT NULL"));
  append_statements(all, changed_checks(actual, declared));
  return all;
}

Statements changed(const CompositeType& actual, const CompositeType& declared) {
  Statements actions;
  const auto find = [](const CompositeType& in, const Name& name) {
    const auto at = std::ranges::find(in.attributes, name, &TypeAttribute::name);
    return at == in.attributes.end() ? nullptr : &*at;
  };
  for (const TypeAttribute& one : actual.attributes)
    if (!find(declared, one.name)) actions.push_back("DROP ATTRIBUTE " + quoted(one.name, kPostgresql));
  for (const TypeAttribute& one : declared.attributes) {
    const TypeAttribute* before = find(actual, one.name);
    if (!before)
      actions.push_back("ADD ATTRIBUTE " + attribute(one, kTypeNames));
    else if (!(*before == one))
      actions.push_back("ALTER ATTRIBUTE " + quoted(one.name, kPostgresql) + " SET DATA TYPE " +
                        one.type.text + collate(one.collation, kTypeNames));
  }
  if (actions.empty()) return {};
  return {"ALTER TYPE " + quoted(declared.name, kPostgresql) + "\n    " + joined(actions, ",\n    ")};
}

Statements changed(const RangeType&, const RangeType&) { return {}; }

/// Returns the attributes that both types have, by name, in the order of the new type; NULL for a new one.
std::string row_of(const std::string& column, const CompositeType& actual, const CompositeType& declared) {
  Statements values;
  for (const TypeAttribute& one : declared.attributes) {
    const bool is_kept =
        std::ranges::find(actual.attributes, one.name, &TypeAttribute::name) != actual.attributes.end();
    values.push_back(is_kept ? "(" + column + ")." + quoted(one.name, kPostgresql) : "NULL");
  }
  return "CASE WHEN " + column + " IS NOT DISTINCT FROM NULL THEN NULL ELSE ROW(" + joined(values, ", ") +
         ")::text END";
}

/// Tells whether the text of a value has the same meaning for both types: every attribute keeps its position.
bool has_same_places(const CompositeType& actual, const CompositeType& declared) {
  return std::ranges::equal(actual.attributes, declared.attributes, {}, &TypeAttribute::name,
                            &TypeAttribute::name);
}

/// Returns the value of a column in a form that can be cast to the new type: through the base type of a
/// domain, else through text.
std::string castable(const TypeUser& user, const AlterType& op) {
  const std::string column = quoted(user.column.column, kPostgresql);
  const std::string dimensions = user.type.text.ends_with(']') ? "[]" : "";
  if (const auto* domain = std::get_if<Domain>(&op.declared))
    return column + "::" + domain->type.text + dimensions;
  const auto* actual = std::get_if<CompositeType>(&op.actual);
  if (!actual || has_same_places(*actual, std::get<CompositeType>(op.declared)))
    return column + "::text" + dimensions;
  if (dimensions.empty()) return row_of(column, *actual, std::get<CompositeType>(op.declared));
  throw Error(Fault::kUnsupported, "the attributes of type " + to_string(actual->name) +
                                       " cannot move: column " + to_string(user.column.table) + "." +
                                       user.column.column.text +
                                       " holds arrays of it, whose values would be mixed up; add new "
                                       "attributes at the end, or move the values to another column first");
}

std::string word_of(const UserType& type) {
  return std::holds_alternative<Domain>(type) ? "DOMAIN " : "TYPE ";
}

Statements made_anew(const AlterType& op) {
  if (std::holds_alternative<RangeType>(op.declared) && !op.users.empty())
    throw Error(Fault::kUnsupported,
                "range type " + to_string(name_of(op.declared)) +
                    " cannot change while columns have it; move their values to another type first");
  const QualifiedName& name = name_of(op.actual);
  const QualifiedName old = set_aside(name);
  Statements all{"ALTER " + word_of(op.actual) + quoted(name, kPostgresql) + " RENAME TO " +
                 quoted(old.name, kPostgresql)};
  append_statements(all, postgres_created_type(op.declared));
  for (const TypeUser& user : op.users) all.push_back(recast_column(user, name, castable(user, op)));
  all.push_back("DROP " + word_of(op.actual) + quoted(old, kPostgresql));
  return all;
}

}  // namespace

std::string recast_column(const TypeUser& user, const QualifiedName& to, const std::string& value) {
  const std::string dimensions = user.type.text.ends_with(']') ? "[]" : "";
  const std::string alter = "ALTER COLUMN " + quoted(user.column.column, kPostgresql) + " ";
  const std::string type = quoted(to, kPostgresql) + dimensions;
  Statements actions;
  if (user.default_value) actions.push_back(alter + "DROP DEFAULT");
  actions.push_back(alter + "SET DATA TYPE " + type + " USING " + value + "::" + type);
  if (user.default_value) actions.push_back(alter + "SET DEFAULT " + postgres_default(*user.default_value));
  for (const std::string& action : storage_actions(user.options)) actions.push_back(alter + action);
  return "ALTER TABLE " + quoted(user.column.table, kPostgresql) + "\n    " + joined(actions, ",\n    ");
}

QualifiedName set_aside(const QualifiedName& type) {
  static constexpr std::string_view kSuffix = "__old";
  std::string name = type.name.text;
  std::size_t end = std::min(name.size(), kPostgresql.max_name - kSuffix.size());
  while (end > 0 && end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return {type.schema, Name(name.substr(0, end) + std::string(kSuffix))};
}

std::string postgres_warning(std::string_view text) {
  std::string escaped;
  for (const char c : text) escaped += c == '%' ? "%%" : std::string(1, c);
  return "DO " + literal(settled_for_sessions("BEGIN RAISE WARNING " + literal(escaped) + "; END"));
}

std::string postgres_type(const UserType& type, const Identifiers& names) {
  return std::visit(Overloaded{
                        [&](const Domain& d) { return domain(d, names); },
                        [&](const CompositeType& c) { return composite(c, names); },
                        [&](const RangeType& r) { return range(r, names); },
                    },
                    type);
}

std::vector<std::string> postgres_created_type(const UserType& type) {
  Statements all{postgres_type(type, kTypeNames)};
  const auto* as_domain = std::get_if<Domain>(&type);
  if (as_domain)
    for (const DomainCheck& check : as_domain->checks)
      if (!check.validated) all.push_back(added(*as_domain, check));
  if (as_domain)
    for (const DomainCheck& check : as_domain->checks)
      if (!check.comment.empty()) all.push_back(commented(*as_domain, check));
  const QualifiedName& name = name_of(type);
  if (!comment_of(type).empty())
    all.push_back(
        comment_statement({kind_of(object_of(type)), name.schema, {}, name.name}, comment_of(type)));
  return all;
}

std::vector<std::string> postgres_dropped_type(const UserType& type) {
  return {"DROP " + word_of(type) + quoted(name_of(type), kPostgresql)};
}

std::vector<std::string> postgres_altered_type(const AlterType& op) {
  if (!altered_in_place(op.actual, op.declared, !op.users.empty())) return made_anew(op);
  return std::visit(Overloaded{
                        [](const Domain& a, const Domain& d) { return changed(a, d); },
                        [](const CompositeType& a, const CompositeType& d) { return changed(a, d); },
                        [](const RangeType& a, const RangeType& d) { return changed(a, d); },
                        [](const auto&, const auto&) { return Statements(); },
                    },
                    op.actual, op.declared);
}

std::string postgres_extension(const Extension& extension, const Identifiers& names) {
  return "CREATE EXTENSION " + names(extension.name) +
         (extension.schema.empty() ? "" : " SCHEMA " + names(extension.schema)) +
         (extension.version.empty() ? "" : " VERSION " + literal(extension.version));
}

namespace {

/// Returns the warning that replaces an update that the server does not have.
std::string stays(const AlterExtension& op) {
  return "extension " + op.declared.name.text + " stays at version " + op.actual.version +
         ": the server has no update to version " + op.declared.version +
         "; to change it, drop the extension and create it again";
}

}  // namespace

std::vector<std::string> postgres_altered_extension(const AlterExtension& op) {
  const std::string alter = "ALTER EXTENSION " + quoted(op.declared.name, kPostgresql);
  Statements all;
  if (op.actual.schema != op.declared.schema)
    all.push_back(alter + " SET SCHEMA " + quoted(op.declared.schema, kPostgresql));
  if (op.keeps_version)
    all.push_back(postgres_warning(stays(op)));
  else if (op.actual.version != op.declared.version)
    all.push_back(alter + " UPDATE TO " + literal(op.declared.version));
  return all;
}

}  // namespace tenon
