// Interface of a dialect's SQL writer: functions from ops and objects to SQL text.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// What must be run around a step, outside its transaction.
struct Envelope {
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// What a dialect answers so that its ops can be written down. See render/sql_script.h for what each
/// promises.
struct SqlWriter {
  const Dialect* dialect;
  std::vector<std::string> (*statements)(const Op& op);
  std::string (*script)(const Plan& plan);
  Envelope (*envelope)(const Step& step);
  std::string (*column)(const Column& column, const Identifiers& names);
  /// Without its name, but for an index, which is a statement of its own.
  std::string (*constraint)(const Constraint& constraint, const QualifiedName& table,
                            const Identifiers& names);
  /// What follows the closing parenthesis of CREATE TABLE, with a leading space, or nothing.
  std::string (*table_options)(const Options& options);
  /// What values become under a type, whatever it is called; "" where that cannot be told. nullptr: a type is
  /// what it is called.
  std::string_view (*affinity)(const Type& type);
};

/// The writer of a dialect. Throws Error(kUnsupported) for a dialect that has none.
const SqlWriter& sql_writer(const Dialect& dialect);

std::vector<std::string> postgres_statements(const Op& op);
std::string postgres_script(const Plan& plan);
Envelope postgres_envelope(const Step& step);

std::vector<std::string> sqlite_statements(const Op& op);
std::string sqlite_script(const Plan& plan);
Envelope sqlite_envelope(const Step& step);

/// Actian PSQL, written by its reference; no server has read it.
SqlWriter actian_writer();

}  // namespace tenon
