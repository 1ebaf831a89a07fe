// Builds the statement that makes the server plan expressions, and reads its plan.

#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/settling.h"
#include "sql/pg_parse.h"

namespace tenon {

/// A question that was proved to be one expression or one type, with the input of a statement that plans it.
struct Probe {
  std::string schema;                ///< the schema in which unqualified names are looked up
  std::string table;                 ///< the table that qualifies its columns; empty if none is qualified
  std::vector<std::string> outputs;  ///< SQL: the text itself, then each collation that it names
  std::map<std::string, std::string> columns;  ///< the columns that the text names, with their types
  ParsedExpression parsed;
};

/// A probe, or the reason why there is none.
struct Probing {
  Probe probe;
  std::string reason;
};

Probing probe(const Question& question);

/// One statement that makes the server plan the outputs of several probes, each over its own columns. Probes
/// of one table share its columns, so only those that agree on the types of the columns fit into one
/// statement.
class ProbeStatement {
 public:
  /// Adds a probe; returns false if it does not fit.
  bool add(const Probe& probe);
  std::string sql() const;
  /// Returns the planned outputs of each probe, in the order of add(). Throws Error(kInternal) if the plan is
  /// not that of sql().
  std::vector<std::vector<std::string>> outputs(const std::string& plan_json) const;

 private:
  struct Group {
    std::string table;
    std::map<std::string, std::string> columns;
    std::vector<std::string> outputs;
  };
  struct Place {
    std::size_t group;
    std::size_t first;  ///< index in the outputs of the group
    std::size_t count;
  };

  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_table_;
  std::vector<Place> places_;
};

}  // namespace tenon
