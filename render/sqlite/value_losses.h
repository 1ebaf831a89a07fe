#pragma once

#include <string>
#include <vector>

#include "model/op.h"
#include "render/sqlite/guards.h"

namespace tenon {

/// A column of which a rebuild may keep a value as another one, so that the way back does not bring it back:
/// another affinity ('007' becomes 7), or a default where there was NULL.
struct ValueRisk {
  Name column;       ///< as the table is now
  std::string word;  ///< "narrow_type" or "fill_null": what --allow calls it
  std::string from;  ///< affinity; of a default: both are empty
  std::string to;
  /// Whether it is what such a change is expected to do: text as a number. Else only rare values suffer, a
  /// number of more than 15 digits as text.
  bool expected = false;
};

std::vector<ValueRisk> value_risks(const RebuildTable& op);

/// "does not survive as INTEGER": what a risk does to a value.
std::string in_words(const ValueRisk& risk);

/// A guard for each risk that the op was not allowed to take, and the statements before and after them:
/// SQLite itself converts the values, in a temporary table.
struct RiskGuards {
  std::vector<std::string> before;
  std::vector<Guard> guards;
  std::vector<std::string> after;
};
RiskGuards risk_guards(const RebuildTable& op);

/// The same for a runner that only runs statements: one of them fails, by the name of a CHECK that says why.
std::vector<std::string> risk_checks(const RebuildTable& op);

}  // namespace tenon
