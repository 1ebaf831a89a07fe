// The catalog that a PostgreSQL server would hold after the statements read so far.

#include "declare/sql/simulated_catalog.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/naming_catalog.h"
#include "model/naming_server.h"
#include "model/overloaded.h"
#include "sql/pg_column_name.h"

namespace tenon {

namespace {

template <class Vector, class Match>
auto* found(Vector& all, const Match& match) {
  const auto at = std::ranges::find_if(all, match);
  return at == all.end() ? nullptr : &*at;
}

/// Returns the table in the form that the naming functions expect.
Table naming_table(const SqlTable& table) {
  Table named;
  named.name = table.table.name;
  for (const SqlColumn& column : table.columns) {
    Column bare;
    bare.name = column.column.name;
    named.columns.push_back(std::move(bare));
  }
  return named;
}

/// Replaces an expression of an index by a column of the name that the server gives it.
void name_element(IndexElement& element) {
  if (const auto* expression = std::get_if<Expression>(&element.what))
    element.what = kPostgresql.name_of(pg_column_name(pg_expression(expression->text)));
}

/// Returns the constraint in the form that the naming functions expect.
Constraint naming_constraint(Constraint constraint) {
  if (auto* index = std::get_if<Index>(&constraint)) std::ranges::for_each(index->elements, name_element);
  if (auto* exclusion = std::get_if<Exclusion>(&constraint))
    for (ExclusionElement& each : exclusion->elements) name_element(each.element);
  return constraint;
}

}  // namespace

SqlColumn* SqlTable::column(const Name& name) {
  return found(columns, [&](const SqlColumn& c) { return c.column.name == name; });
}

SqlConstraint* SqlTable::constraint(const Name& name) {
  return found(constraints, [&](const SqlConstraint& c) {
    return !std::holds_alternative<Index>(c.constraint) && name_of(c.constraint) == name;
  });
}

SqlConstraint* SqlTable::index(const Name& name) {
  return found(constraints, [&](const SqlConstraint& c) {
    return is_sql_relation(c.constraint) && name_of(c.constraint) == name;
  });
}

SimulatedCatalog::SimulatedCatalog() {
  Schema schema;
  schema.name = kPostgresql.name_of("public");
  schemas.emplace(schema.name, schema);
}

Name SimulatedCatalog::creation_schema() const {
  for (const std::string& each : search_path) {
    const Name name = kPostgresql.name_of(each);
    if (schemas.contains(name)) return name;
  }
  return {};
}

std::vector<Name> SimulatedCatalog::lookup_path() const {
  std::vector<Name> path{kPostgresql.name_of("pg_temp"), kPostgresql.name_of("pg_catalog")};
  for (const std::string& each : search_path) path.push_back(kPostgresql.name_of(each));
  return path;
}

SqlTable* SimulatedCatalog::table(const QualifiedName& name) {
  const auto at = tables.find(name);
  return at == tables.end() ? nullptr : &at->second;
}

const SqlRelation* SimulatedCatalog::relation(const QualifiedName& name) const {
  const auto at = relations_.find(name);
  return at == relations_.end() ? nullptr : &at->second;
}

std::optional<QualifiedName> SimulatedCatalog::find_relation(const std::string& schema,
                                                             const std::string& name) const {
  if (!schema.empty()) {
    const QualifiedName wanted = kPostgresql.qualified(schema, name);
    return relations_.contains(wanted) ? std::optional(wanted) : std::nullopt;
  }
  for (const Name& each : lookup_path())
    if (const QualifiedName wanted{each, kPostgresql.name_of(name)}; relations_.contains(wanted))
      return wanted;
  return std::nullopt;
}

std::optional<QualifiedName> SimulatedCatalog::find_type(const std::string& schema,
                                                         const std::string& name) const {
  const auto is_type = [&](const QualifiedName& wanted) {
    if (types.contains(wanted)) return true;
    const SqlRelation* row = relation(wanted);  // every relation with rows has a row type
    return row && row->kind != SqlRelationKind::kIndex && row->kind != SqlRelationKind::kSequence;
  };
  if (!schema.empty()) {
    const QualifiedName wanted = kPostgresql.qualified(schema, name);
    return is_type(wanted) ? std::optional(wanted) : std::nullopt;
  }
  for (const Name& each : lookup_path())
    if (const QualifiedName wanted{each, kPostgresql.name_of(name)}; is_type(wanted)) return wanted;
  return std::nullopt;
}

void SimulatedCatalog::add_table(SqlTable table) {
  const QualifiedName name = table.table.name;
  add_relation(name, {table.foreign ? SqlRelationKind::kForeignTable : SqlRelationKind::kTable, {}});
  tables.emplace(name, std::move(table));
}

SqlConstraint& SimulatedCatalog::add(SqlTable& table, SqlConstraint made) {
  if (name_of(made.constraint).empty()) {
    const Name& schema = table.table.name.schema;
    const Taken taken = [&](const std::string& text) {
      const QualifiedName wanted{schema, kPostgresql.name_of(text)};
      const bool relation = is_sql_relation(made.constraint) && relations_.contains(wanted);
      return relation ||
             (!std::holds_alternative<Index>(made.constraint) && constraint_names_.contains(wanted));
    };
    const std::string name = server_name(naming_constraint(made.constraint), naming_table(table), taken);
    made.constraint = renamed(std::move(made.constraint), kPostgresql.name_of(name), NamedBy::kServer);
  }
  claim(table, made.constraint);
  if (const auto* key = std::get_if<ForeignKey>(&made.constraint); key && made.local)
    claim_parts(table, made, key->referred_table);
  return table.constraints.emplace_back(std::move(made));
}

void SimulatedCatalog::claim_parts(const SqlTable& of, SqlConstraint& reference,
                                   const QualifiedName& referred) {
  for (const SqlTable* part : children(referred)) {
    if (!part->partition) continue;
    const std::string name =
        server_name(reference.constraint, naming_table(of), [&](const std::string& text) {
          return constraint_names_.contains({of.table.name.schema, kPostgresql.name_of(text)});
        });
    reference.parts.push_back({of.table.name.schema, kPostgresql.name_of(name)});
    constraint_names_.insert(reference.parts.back());
    claim_parts(of, reference, part->table.name);
  }
}

Name SimulatedCatalog::index_name(const QualifiedName& relation, const Index& index) const {
  Table table;
  table.name = relation;
  return kPostgresql.name_of(server_name(naming_constraint(index), table, [&](const std::string& text) {
    return relations_.contains({relation.schema, kPostgresql.name_of(text)});
  }));
}

void SimulatedCatalog::claim(const SqlTable& table, const Constraint& constraint) {
  const QualifiedName name{table.table.name.schema, name_of(constraint)};
  if (is_sql_relation(constraint)) add_relation(name, {SqlRelationKind::kIndex, table.table.name});
  if (!std::holds_alternative<Index>(constraint)) constraint_names_.insert(name);
}

void SimulatedCatalog::release_constraint(const QualifiedName& name) {
  if (const auto at = constraint_names_.find(name); at != constraint_names_.end())
    constraint_names_.erase(at);
}

void SimulatedCatalog::release(const SqlTable& table, const Constraint& constraint) {
  const QualifiedName name{table.table.name.schema, name_of(constraint)};
  if (is_sql_relation(constraint)) remove_relation(name);
  if (!std::holds_alternative<Index>(constraint)) release_constraint(name);
}

void SimulatedCatalog::release(const SqlTable& table, const SqlConstraint& made) {
  release(table, made.constraint);
  for (const QualifiedName& part : made.parts) release_constraint(part);
}

void SimulatedCatalog::claim_checks(const SqlUserType& domain) {
  for (const DomainCheck& check : domain.domain.checks)
    constraint_names_.insert({domain.type.name.schema, check.name});
}

void SimulatedCatalog::release_checks(const SqlUserType& domain) {
  for (const DomainCheck& check : domain.domain.checks)
    release_constraint({domain.type.name.schema, check.name});
}

void SimulatedCatalog::add_check(SqlUserType& domain, DomainCheck check) {
  const QualifiedName& name = domain.type.name;
  if (check.name.empty())
    check.name = kPostgresql.name_of(server_domain_check_name(name.name.text, [&](const std::string& text) {
      return constraint_names_.contains({name.schema, kPostgresql.name_of(text)});
    }));
  constraint_names_.insert({name.schema, check.name});
  domain.domain.checks.push_back(std::move(check));
}

void SimulatedCatalog::remove_check(SqlUserType& domain, std::vector<DomainCheck>::iterator check) {
  release_constraint({domain.type.name.schema, check->name});
  domain.domain.checks.erase(check);
}

void SimulatedCatalog::rename_check(const SqlUserType& domain, DomainCheck& check, const Name& name) {
  release_constraint({domain.type.name.schema, check.name});
  check.name = name;
  constraint_names_.insert({domain.type.name.schema, name});
}

void SimulatedCatalog::remove_constraint(SqlTable& table, std::size_t position) {
  const Constraint& gone = table.constraints[position].constraint;
  release(table, table.constraints[position]);
  // After the index is dropped the server treats the replica identity as NOTHING until it is set again.
  if (is_replica_identity(gone))
    table.table.options = with_option(std::move(table.table.options), "replica_identity", "nothing");
  table.constraints.erase(table.constraints.begin() + static_cast<std::ptrdiff_t>(position));
}

void SimulatedCatalog::rename(SqlTable& table, SqlConstraint& made, const Name& name) {
  release(table, made.constraint);
  made.constraint = renamed(std::move(made.constraint), name, NamedBy::kUser);
  claim(table, made.constraint);
}

Name SimulatedCatalog::sequence_name(const SqlTable& table, const Name& column) const {
  const Name& schema = table.table.name.schema;
  return kPostgresql.name_of(
      server_sequence_name(table.table.name.name.text, column.text, [&](const std::string& text) {
        return relations_.contains({schema, kPostgresql.name_of(text)});
      }));
}

std::vector<SqlTable*> SimulatedCatalog::children(const QualifiedName& parent) {
  std::vector<SqlTable*> all;
  for (const QualifiedName& name : children_)
    if (SqlTable* child = table(name);
        child && std::ranges::find(child->parents, parent) != child->parents.end())
      all.push_back(child);
  return all;
}

void SimulatedCatalog::add_parent(SqlTable& made, const QualifiedName& parent) {
  made.parents.push_back(parent);
  note_child(made);
}

void SimulatedCatalog::note_child(const SqlTable& made) {
  if (!made.parents.empty()) children_.insert(made.table.name);
}

void SimulatedCatalog::add_unmodelled(std::string kind, QualifiedName name, QualifiedName table) {
  if (unmodelled_object(kind, name, table)) return;
  unmodelled.push_back({std::move(kind), std::move(name), std::move(table), ""});
}

UnmodelledObject* SimulatedCatalog::unmodelled_object(std::string_view kind, const QualifiedName& name,
                                                      const QualifiedName& table) {
  return found(unmodelled, [&](const UnmodelledObject& o) {
    return o.kind == kind && o.name == name && o.table == table;
  });
}

bool SimulatedCatalog::remove_unmodelled(std::string_view kind, const QualifiedName& name,
                                         const QualifiedName& table) {
  return std::erase_if(unmodelled, [&](const UnmodelledObject& o) {
           return o.kind == kind && o.name == name && o.table == table;
         }) > 0;
}

bool is_sql_relation(const Constraint& constraint) {
  return !std::holds_alternative<Check>(constraint) && !std::holds_alternative<ForeignKey>(constraint);
}

std::string& comment_of(Constraint& constraint) {
  return std::visit([](auto& c) -> std::string& { return c.comment; }, constraint);
}

}  // namespace tenon
