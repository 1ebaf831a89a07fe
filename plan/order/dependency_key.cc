// Builds the keys: a tag for the kind, then the names with their lengths.
#include "plan/order/dependency_key.h"

#include <algorithm>

#include "model/dialect.h"
#include "model/overloaded.h"
#include "model/setting_key.h"

namespace tenon {

namespace {

// The lengths make keys unambiguous, whatever characters the names have.
void append(std::string& to, const Name& name) {
  to += std::to_string(name.key.size());
  to += ':';
  to += name.key;
}

std::string joined(std::string tag, const QualifiedName& name) {
  append(tag, name.schema);
  append(tag, name.name);
  return tag;
}

std::string joined(std::string tag, const QualifiedName& name, const Name& part) {
  tag = joined(std::move(tag), name);
  append(tag, part);
  return tag;
}

bool owns_index(const Constraint& constraint) {
  return std::visit(Overloaded{
                        [](const PrimaryKey&) { return true; },
                        [](const Unique&) { return true; },
                        [](const Index&) { return true; },
                        [](const Check&) { return false; },
                        [](const Exclusion&) { return true; },
                        [](const ForeignKey&) { return false; },
                    },
                    constraint);
}

}  // namespace

DependencyKey schema_dependency(const Name& schema) {
  DependencyKey dependency = "schema ";
  append(dependency, schema);
  return dependency;
}

DependencyKey type_dependency(const QualifiedName& type) { return joined("type ", type); }
DependencyKey sequence_dependency(const QualifiedName& sequence) { return joined("sequence ", sequence); }
DependencyKey table_dependency(const QualifiedName& table) { return joined("table ", table); }

DependencyKey column_dependency(const QualifiedName& table, const Name& column) {
  return joined("column ", table, column);
}

DependencyKey columns_dependency(const QualifiedName& table) { return joined("columns ", table); }

DependencyKey parents_dependency(const QualifiedName& table) { return joined("parents ", table); }

DependencyKey joining_children_dependency(const QualifiedName& table) { return joined("children ", table); }
DependencyKey leaving_partitions_dependency(const QualifiedName& table) { return joined("leavers ", table); }
DependencyKey own_keys_dependency(const QualifiedName& partition) { return joined("own keys ", partition); }
DependencyKey index_parts_dependency(const QualifiedName& partition) {
  return joined("index parts ", partition);
}
DependencyKey freed_keys_dependency(const QualifiedName& partition) {
  return joined("freed keys ", partition);
}
DependencyKey partitions_dependency(const QualifiedName& table) { return joined("partitions ", table); }

DependencyKey check_dependency(const QualifiedName& table, const Name& check) {
  return joined("check ", table, check);
}

DependencyKey validated_check_dependency(const QualifiedName& table, const Name& check) {
  return joined("whole check ", table, check);
}

DependencyKey key_dependency(const QualifiedName& table, std::vector<Name> columns) {
  std::ranges::sort(columns);
  DependencyKey dependency = joined("key ", table);
  for (const auto& column : columns) append(dependency, column);
  return dependency;
}

DependencyKey data_names_dependency() { return "data names"; }

NameClaim relation_claim(const QualifiedName& relation) { return joined("relation ", relation); }
NameClaim type_claim(const QualifiedName& type) { return joined("type ", type); }

NameClaim column_claim(const QualifiedName& table, const Name& column) {
  return joined("column ", table, column);
}

NameClaim freed_bounds_claim(const QualifiedName& parent) { return joined("freed bounds ", parent); }
NameClaim changed_bounds_claim(const QualifiedName& parent) { return joined("changed bounds ", parent); }

namespace {

NameClaim mark_claim(const std::string& mark, const QualifiedName& table) {
  return joined(mark + " ", table);
}

}  // namespace

NameClaim replica_identity_claim(const QualifiedName& table) { return mark_claim("replica_identity", table); }

std::vector<NameClaim> mark_claims_of(const Constraint& constraint, const QualifiedName& table) {
  std::vector<NameClaim> claims;
  const Options* options = index_options_of(constraint);
  for (const Option& each : options ? *options : Options())
    if (standing_of(kind_of(constraint), each) == Standing::kSingleMark)
      claims.push_back(mark_claim(each.key, table));
  return claims;
}

std::vector<NameClaim> claims_of(const Constraint& constraint, const QualifiedName& table,
                                 const Dialect& dialect) {
  const bool index = std::holds_alternative<Index>(constraint);
  const Name& name = name_of(constraint);
  std::vector<NameClaim> claims = mark_claims_of(constraint, table);
  if (index && !dialect.index_names_per_schema) claims.push_back(joined("index ", table, name));
  if (dialect.index_names_per_schema && (index || (owns_index(constraint) && dialect.keys_name_their_index)))
    claims.push_back(relation_claim({table.schema, name}));
  if (!index && dialect.names_constraints) claims.push_back(joined("constraint ", table, name));
  if (std::holds_alternative<PrimaryKey>(constraint)) claims.push_back(joined("primary key ", table));
  return claims;
}

}  // namespace tenon
