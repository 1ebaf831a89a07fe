#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/random_catalog.h"

namespace tenon::test {

// What random_catalog.cc and random_edits.cc make catalogs from.

/// Types that can be compared, referred to and cast to each other without a word.
enum class Family { kInteger, kText, kNumeric, kTime, kBoolean, kBinary, kJson, kArray, kRange, kEnum };

Family family_of(const Type& type);
bool mentions(const std::string& sql, const Name& column);
bool mentions(const Constraint& constraint, const Name& column);
/// Columns that a foreign key may point at; a deferrable, partial or expression key gives none.
std::optional<std::vector<Name>> referable_columns(const Constraint& constraint);
/// The options of the sequence behind an identity column of `type`.
SequenceOptions fitted(SequenceOptions options, const Type& type);
bool is_unlogged(const Table& table);

/// Random parts that fit into one catalog. Holds references: the catalog grows while it is used.
class Maker {
 public:
  Maker(Catalog& catalog, Rng& rng) : catalog_(catalog), dialect_(*catalog.dialect), rng_(rng) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(rng_() % n); }
  bool once_in(std::size_t n) { return below(n) == 0; }
  template <class T>
  T& pick(std::vector<T>& from) {
    return from[below(from.size())];
  }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

  /// A name that `taken` does not hold yet, mostly plain.
  Name fresh(std::string_view base, const std::set<Name>& taken);
  QualifiedName fresh_relation(std::string_view base);
  Name fresh_constraint(const Table& table, std::size_t kind);
  Name fresh_column(const Table& table);
  std::string comment();

  Schema schema();
  Enum enumeration();
  Sequence sequence();
  SequenceOptions sequence_options();
  Table table();
  Options table_options();
  /// How a column is stored and counted, in PostgreSQL.
  Options column_settings(const Type& type);
  /// Marks on what has an index, and statistics targets; repaired() takes away those that cannot be.
  void mark(Constraint& constraint);
  Column column(const Table& table);
  Type type(bool strict);
  /// Another type of the same family, or the same one.
  Type type_like(const Type& type);
  std::optional<Expression> default_for(const Column& column);
  void decorate(Column& column);
  /// A constraint of the kind (index in Constraint) under `name`; nullopt when the table cannot hold one.
  std::optional<Constraint> constraint(Table& table, std::size_t kind, const Name& name);
  std::optional<Constraint> unmarked_constraint(Table& table, std::size_t kind, const Name& name);

  Expression sql(const std::string& text) const;
  /// A boolean expression over one or two columns; nullopt without columns.
  std::optional<Expression> predicate(const Table& table);

 private:
  std::optional<Constraint> primary_key(const Table& table, const Name& name);
  std::optional<Constraint> unique(const Table& table, const Name& name);
  std::optional<Constraint> index(const Table& table, const Name& name);
  std::optional<Constraint> check(const Table& table, const Name& name);
  std::optional<Constraint> exclusion(const Table& table, const Name& name);
  std::optional<Constraint> foreign_key(Table& table, const Name& name);
  std::optional<std::vector<Name>> referring_columns(Table& table, const Table& parent,
                                                     const std::vector<Name>& referred);
  void set_actions(ForeignKey& key);
  std::string term(const Column& column);
  std::optional<std::string> value_over(const Table& table, Family family);
  IndexElement element(const Table& table, const Name& column);
  std::vector<Name> some_columns(const Table& table, std::size_t most);
  std::vector<Name> other_columns(const Table& table, const std::vector<Name>& besides);
  Name odd(std::string text, std::size_t number);

  Catalog& catalog_;
  const Dialect& dialect_;
  Rng& rng_;
};

}  // namespace tenon::test
