#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/settling.h"
#include "sql/pg_parse.h"

namespace tenon {

/// A question that has been proved to be one expression or one type, with what a statement about it needs.
struct Probe {
  std::string schema;                          ///< whose names the text means
  std::string table;                           ///< stands before its columns; empty: it names none
  std::vector<std::string> outputs;            ///< SQL: the text itself, then each collation it names
  std::map<std::string, std::string> columns;  ///< name to type, those that the text names
  ParsedExpression parsed;
};

/// A probe, or why there is none.
struct Probing {
  Probe probe;
  std::string reason;
};

Probing probe(const Question& question);

/// One statement that has the server plan the outputs of some probes, each over its own columns. Probes that
/// share a table share its columns: only those that agree on their types can stand in one statement.
class ProbeStatement {
 public:
  /// Whether the probe found its place.
  bool add(const Probe& probe);
  std::string sql() const;
  /// The planned outputs of each probe, in the order of add(); throws Error(kInternal) when the plan is not
  /// that of sql().
  std::vector<std::vector<std::string>> outputs(const std::string& plan_json) const;

 private:
  struct Group {
    std::string table;
    std::map<std::string, std::string> columns;
    std::vector<std::string> outputs;
  };
  struct Place {
    std::size_t group;
    std::size_t first;  ///< in the group's outputs
    std::size_t count;
  };

  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_table_;
  std::vector<Place> places_;
};

}  // namespace tenon
