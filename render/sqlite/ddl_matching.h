#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "render/sqlite/parsed_ddl.h"

namespace tenon {

constexpr std::size_t kNoMatch = static_cast<std::size_t>(-1);

/// For each constraint of `those`, the place of the one of `others` that it is, each taken once: first those
/// that say the same under the same name, then those that say the same, then those alike at heart.
std::vector<std::size_t> matched(const std::vector<SaidConstraint>& those,
                                 const std::vector<SaidConstraint>& others);

/// The same without the last: what is alike at heart only is no match.
std::vector<std::size_t> matched_exactly(const std::vector<SaidConstraint>& those,
                                         const std::vector<SaidConstraint>& others);

const SaidColumn* find_column(const SaidTable& table, const std::string& name);

/// The three texts of a rebuild. `was` and `wanted` are both written from the model, so that what is alike
/// in them is what the migration leaves alone.
struct ThreeTables {
  SaidTable stored;
  SaidTable was;
  SaidTable wanted;
};

/// Whether `edited` says all that is wanted and nothing else; where the model does not change, what was
/// stored counts as wanted.
bool says_what_is_wanted(const SaidTable& edited, const ThreeTables& three);

}  // namespace tenon
