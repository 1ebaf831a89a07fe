// Interface of a dialect's SQL writer: functions from ops and objects to SQL text.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// The statements to run around a step, outside its transaction.
struct Envelope {
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// The functions of a dialect that write ops. See render/sql_script.h for their contracts.
struct SqlWriter {
  const Dialect* dialect;
  std::vector<std::string> (*statements)(const Op& op);
  std::string (*script)(const Plan& plan);
  Envelope (*envelope)(const Step& step);
  std::string (*column)(const Column& column, const Identifiers& names);
  /// Writes a constraint without its name; for an index, the whole statement.
  std::string (*constraint)(const Constraint& constraint, const QualifiedName& table,
                            const Identifiers& names);
  /// Writes what follows the closing parenthesis of CREATE TABLE, with a leading space, or nothing.
  std::string (*table_options)(const Options& options);
  /// Returns the affinity of a type, or "" if it is unknown; nullptr in a dialect without affinities.
  std::string_view (*affinity)(const Type& type);
};

/// Returns the writer of a dialect. Throws Error(kUnsupported) if the dialect has none.
const SqlWriter& sql_writer(const Dialect& dialect);

}  // namespace tenon
