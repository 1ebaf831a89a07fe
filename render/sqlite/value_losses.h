// Finds the values that a rebuild may not preserve, and writes guards for them.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sqlite/guards.h"

namespace tenon {

/// A column in which a rebuild may replace a value by another one, so that the downgrade cannot restore it:
/// by another affinity ('007' becomes 7), or by a default in place of NULL.
struct ValueRisk {
  Name column;       ///< as the table is now
  std::string word;  ///< "narrow_type" or "fill_null": what --allow calls it
  std::string from;  ///< affinity; of a default: both are empty
  std::string to;
  /// Whether such a change is expected to do this, as with text that becomes a number. Otherwise only rare
  /// values are affected, such as a number of more than 15 digits that becomes text.
  bool expected = false;
};

std::vector<ValueRisk> value_risks(const RebuildTable& op);

/// Describes a risk: "not kept by the affinity INTEGER".
std::string describe(const ValueRisk& risk);

/// A guard for each risk that was not allowed, and the statements before and after them: SQLite itself
/// converts the values, in a temporary table.
struct RiskGuards {
  std::vector<std::string> before;
  std::vector<Guard> guards;
  std::vector<std::string> after;
};
RiskGuards risk_guards(const RebuildTable& op);

/// Counts the columns, indexes and triggers of a table that were not known when the plan was made. A rebuild
/// recreates what it knows, and would lose the others.
Guard unknown_parts_guard(const RebuildTable& op);

/// Returns all of these for a runner that only runs statements: one of them fails, and the name of the CHECK
/// that it violates is the message.
std::vector<std::string> risk_checks(const RebuildTable& op);

}  // namespace tenon
