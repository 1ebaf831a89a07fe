// Matches columns and constraints of parsed CREATE TABLE texts.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "render/sqlite/parsed_ddl.h"

namespace tenon {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

/// For each constraint of `those`, returns the index of its counterpart in `others`; each counterpart is used
/// once. It prefers an equal definition under the same name, then an equal definition, then an equal
/// identity.
std::vector<std::size_t> matched(const std::vector<ParsedConstraint>& those,
                                 const std::vector<ParsedConstraint>& others);

/// Does the same, but does not match constraints that only have the same identity.
std::vector<std::size_t> matched_exactly(const std::vector<ParsedConstraint>& those,
                                         const std::vector<ParsedConstraint>& others);

const ParsedColumn* find_column(const ParsedTable& table, const std::string& name);

/// Holds the three parsed texts of a rebuild. `was` and `wanted` are both written from the model, so what is
/// equal in them is what the migration does not change.
struct RebuildTexts {
  ParsedTable stored;
  ParsedTable was;
  ParsedTable wanted;
};

/// Tells whether `edited` defines exactly the wanted table. Where the model does not change, the stored
/// definition counts as wanted.
bool matches_wanted(const ParsedTable& edited, const RebuildTexts& three);

}  // namespace tenon
