// Gives every nameless constraint of a catalog a name.

#include "model/naming_catalog.h"

#include "model/naming.h"
#include "model/naming_server.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "model/error.h"
#include "model/fields.h"
#include "model/overloaded.h"
#include "model/to_string.h"

namespace tenon {

namespace {

std::string key_text(const QualifiedName& name) { return name.schema.key + "\n" + name.name.key; }
template <class T>
std::string key_text(const T& value) {
  return to_string(value);
}
std::string key_of_element(const IndexElement& element) {
  return std::visit([](const auto& what) { return what.key; }, element.what) + " " +
         to_string(element.descending) + to_string(element.nulls_first) + " " + key_text(element.opclass) +
         " " + key_text(element.collation);
}

std::string key_text(const Expression& expression) { return expression.key; }
std::string key_text(const std::optional<Expression>& expression) {
  return expression ? expression->key : "";
}
std::string key_text(const std::vector<IndexElement>& elements) {
  std::string text;
  for (const auto& element : elements) text += key_of_element(element) + "\n";
  return text;
}
std::string key_text(const std::vector<ExclusionElement>& elements) {
  std::string text;
  for (const auto& element : elements)
    text += key_of_element(element.element) + key_text(element.with) + "\n";
  return text;
}
std::string key_text(const std::vector<Name>& names) {
  std::string text;
  for (const auto& name : names) text += name.key + "\n";
  return text;
}
std::string key_text(const Name& name) { return name.key; }

/// Returns all compared attributes of a constraint as text, equal on both sides of a comparison.
std::string content(const Constraint& constraint) {
  std::string text;
  std::visit(
      [&]<class T>(const T& c) {
        for_each_field<T>([&](const auto& field) { text += key_text(c.*field.member) + "\n"; });
      },
      constraint);
  return text;
}

/// The names in use, by the namespaces in which a database requires them to be unique.
class NameSpaces {
 public:
  explicit NameSpaces(const Catalog& catalog) : dialect_(*catalog.dialect) {
    for (const auto& domain : catalog.domains)
      for (const auto& check : domain.checks)
        if (!check.name.empty()) constraints_[{domain.name.schema, {}}].insert(check.name);
    for (const auto& sequence : catalog.sequences)
      relations_[sequence.name.schema].insert(sequence.name.name);
    for (const auto& table : catalog.tables) {
      relations_[table.name.schema].insert(table.name.name);
      for (const auto& constraint : table.constraints)
        if (!name_of(constraint).empty()) add(table, constraint);
    }
  }

  void add(const Table& table, const Constraint& constraint) {
    if (is_relation(constraint)) relations_[table.name.schema].insert(name_of(constraint));
    if (!std::holds_alternative<Index>(constraint)) constraints_[space(table)].insert(name_of(constraint));
  }

  bool has(const Table& table, const Constraint& constraint, const std::string& text) const {
    const Name name = dialect_.name_of(text);
    if (is_relation(constraint) && contains(relations_, table.name.schema, name)) return true;
    return !std::holds_alternative<Index>(constraint) && contains(constraints_, space(table), name);
  }

 private:
  /// A database that names every constraint is given names that are unique in the whole schema.
  QualifiedName space(const Table& table) const {
    return dialect_.names_constraints ? QualifiedName{table.name.schema, {}} : table.name;
  }
  /// Tells whether the constraint has an entry in the namespace of relations: an index, or a constraint that
  /// owns one.
  bool is_relation(const Constraint& constraint) const {
    return std::visit(Overloaded{
                          [&](const PrimaryKey&) { return dialect_.keys_name_their_index; },
                          [&](const Unique&) { return dialect_.keys_name_their_index; },
                          [](const Index&) { return true; },
                          [](const Check&) { return false; },
                          [](const Exclusion&) { return true; },
                          [](const ForeignKey&) { return false; },
                      },
                      constraint);
  }
  template <class Key>
  static bool contains(const std::map<Key, std::set<Name>>& names, const Key& space, const Name& name) {
    const auto at = names.find(space);
    return at != names.end() && at->second.contains(name);
  }

  const Dialect& dialect_;
  std::map<Name, std::set<Name>> relations_;
  std::map<QualifiedName, std::set<Name>> constraints_;
};

/// Returns the name by the convention, with the first number that makes it unique; nullopt if the convention
/// gives none.
std::optional<std::string> convention_name(const NamingConvention& convention, const NamingSubject& subject,
                                           std::size_t max, const Taken& taken) {
  std::optional<DerivedName> derived;
  try {
    derived = derived_name(convention, subject);
  } catch (const Error&) {
    return std::nullopt;
  }
  if (!derived || derived->text.empty()) return std::nullopt;
  std::string name = truncated(derived->text, max);
  for (int i = 1; taken(name); ++i) name = truncated(derived->text + std::to_string(i), max);
  return name;
}

/// Returns the positions of the nameless constraints; those whose names may collide are ordered by content.
std::vector<std::size_t> nameless(const std::vector<Constraint>& constraints) {
  std::vector<std::size_t> order(constraints.size());
  std::iota(order.begin(), order.end(), 0U);
  std::erase_if(order, [&](std::size_t i) { return !name_of(constraints[i]).empty(); });
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return std::pair(constraints[a].index(), content(constraints[a])) <
           std::pair(constraints[b].index(), content(constraints[b]));
  });
  return order;
}

/// Gives `make(table, constraint, taken)` to every nameless constraint; a constraint for which it makes no
/// name stays nameless.
template <class Make>
Catalog with_names(Catalog catalog, NamedBy by, const Make& make) {
  NameSpaces spaces(catalog);
  for (auto& table : catalog.tables) {
    for (const std::size_t i : nameless(table.constraints)) {
      Constraint& constraint = table.constraints[i];
      const Taken taken = [&](const std::string& name) { return spaces.has(table, constraint, name); };
      const std::optional<std::string> name = make(table, constraint, taken);
      if (!name) continue;
      constraint = renamed(std::move(constraint), catalog.dialect->name_of(*name), by);
      spaces.add(table, constraint);
    }
    sort_constraints(table.constraints);
  }
  return catalog;
}

/// Gives every nameless check of a domain a name. A table comes after the domains that it may use, so that
/// the names of its constraints are not taken yet.
Catalog with_domain_check_names(Catalog catalog) {
  std::map<Name, std::set<Name>> taken;
  for (const auto& domain : catalog.domains)
    for (const auto& check : domain.checks)
      if (!check.name.empty()) taken[domain.name.schema].insert(check.name);
  for (auto& domain : catalog.domains) {
    std::set<Name>& names = taken[domain.name.schema];
    for (auto& check : domain.checks) {
      if (!check.name.empty()) continue;
      check.name = catalog.dialect->name_of(server_domain_check_name(
          domain.name.name.text,
          [&](const std::string& text) { return names.contains(catalog.dialect->name_of(text)); }));
      names.insert(check.name);
    }
    std::ranges::stable_sort(domain.checks, {}, &DomainCheck::name);
  }
  return catalog;
}

}  // namespace

Catalog with_server_names(Catalog catalog) {
  return with_names(with_domain_check_names(std::move(catalog)), NamedBy::kServer,
                    [](const Table& table, const Constraint& constraint, const Taken& taken) {
                      return std::optional(server_name(constraint, table, taken));
                    });
}

Catalog with_derived_names(Catalog catalog, const NamingConvention& convention) {
  const Dialect& dialect = *catalog.dialect;
  const auto derive = [&](const Table& table, const Constraint& constraint, const Taken& taken) {
    const bool says_schema = table.name.schema.text != dialect.default_schema;
    const NamingSubject subject =
        naming_subject(constraint, table, says_schema ? table.name.schema.text : std::string());
    return convention_name(convention, subject, dialect.max_name, taken);
  };
  return with_server_names(with_names(std::move(catalog), NamedBy::kConvention, derive));
}

}  // namespace tenon
