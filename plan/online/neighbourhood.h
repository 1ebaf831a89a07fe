// What a plan does to the tables around an op: a plan and its first catalog in, answers out.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "model/catalog.h"
#include "model/op.h"

namespace tenon {

/// Answers from one walk over the ops of a plan.
class Neighbourhood {
 public:
  Neighbourhood(const std::vector<Op>& ops, const Catalog& before);

  /// Whether the table was there before the plan and is in no tree of inheritance or partitions.
  bool stands_alone(const QualifiedName& table) const;
  /// Whether an index, a unique or a foreign key of the table is a matter of this table alone: it was there
  /// before the plan, it is not partitioned, and where it is a partition, the plan leaves partitions and
  /// their indexes in place.
  bool keeps_its_own(const QualifiedName& table) const;
  /// Whether an op between the two positions drops or renames a column of the table, changes what values one
  /// has, moves the table in its tree, or changes a type.
  bool changes_columns(const QualifiedName& table, std::size_t from, std::size_t to) const;
  /// Whether an op between the two positions adds or drops a key of the table.
  bool changes_keys(const QualifiedName& table, std::size_t from, std::size_t to) const;

 private:
  void note(const Op& op, std::size_t position);
  void note_table(const Table& table);
  void note_move(const Table& table);
  void note_link(const Table& table, const QualifiedName& parent, std::size_t position);
  void note_name(const QualifiedName& from, const QualifiedName& to, std::size_t position);
  void note_constraint(const QualifiedName& table, const Constraint& constraint, std::size_t position);

  std::set<QualifiedName> trees_;
  std::set<QualifiedName> wholes_;      ///< partitioned tables
  std::set<QualifiedName> partitions_;  ///< of any of them
  bool moves_partitions_ = false;
  std::set<QualifiedName> created_;
  std::map<QualifiedName, std::vector<std::size_t>> columns_;
  std::map<QualifiedName, std::vector<std::size_t>> keys_;
  std::vector<std::size_t> types_;
};

}  // namespace tenon
