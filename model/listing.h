// Short lists for messages: the first few items and the number of the rest.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace tenon {

// Lists in messages for people, which stay short however many there are.

/// How many of a list are named before "and N more".
inline constexpr std::size_t kNamed = 10;

/// `a, b and 12 more`: the first few.
std::string few(const std::vector<std::string>& all, std::size_t most = kNamed);

/// Keys as shown(Key) spells them, by kind, with the first few: `2 tables, 1 foreign key (table:public.a,
/// table:public.b, foreign_key:public.a.f)`. Empty: there are none.
std::string counted_by_kind(const std::vector<std::string>& keys);

}  // namespace tenon
