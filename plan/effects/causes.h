// Why a plan drops an object that stays: the ops of the plan in, sentences out.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

/// What a plan does to columns and keys, for the reasons of what it recreates around that.
class Causes {
 public:
  explicit Causes(const Plan& plan);

  /// Why a constraint or an index of the table is recreated, as far as the ops tell it.
  std::string of(const QualifiedName& table, const Constraint& constraint) const;
  /// Why a generated column is recreated.
  std::string of(const QualifiedName& table, const Column& column) const;

 private:
  void collect(const Op& op);
  void collect(const std::vector<TypeUser>& users, const QualifiedName& type);
  void mark(const QualifiedName& table, const Name& column, const std::string& what);
  std::string of_own_columns(const QualifiedName& table, const Constraint& constraint) const;
  std::string of_reference(const ForeignKey& reference) const;

  const Dialect& dialect_;
  std::map<QualifiedName, std::map<Name, std::string>> columns_;  ///< what happens to a column
  std::map<QualifiedName, std::vector<Constraint>> dropped_keys_;
  std::set<QualifiedName> relogged_;
  std::set<QualifiedName> detached_;
  std::set<QualifiedName> replaced_types_;
};

}  // namespace tenon
