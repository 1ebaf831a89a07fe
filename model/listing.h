// Short lists for messages: the first few items and the number of the rest.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tenon {

// Lists in messages for people stay short even if there are many items.

/// The number of items that are named before "and N more".
inline constexpr std::size_t kNamed = 10;

/// Returns the first few items: `a, b and 12 more`.
std::string few(const std::vector<std::string>& all, std::size_t most = kNamed);

/// Counts keys, spelled as by to_string(Key), by kind, and names the first few: `2 tables, 1 foreign key
/// (table:public.a, table:public.b, foreign_key:public.a.f)`. Empty if there are none.
std::string count_by_kind(const std::vector<std::string>& keys);

}  // namespace tenon
