// Small charts as SVG without styles of their own, for pages under a strict Content-Security-Policy.

#pragma once

#include <string>
#include <vector>

#include "service/views/target_view.h"
#include "store/overview.h"

namespace tenon {

/// Returns how many targets had got a drift by each day: steps upward, with a title that says it in words.
std::string spread_chart(const std::vector<SpreadRow>& days, Instant now);

/// Returns how many constraints, indexes and tables a schema held over time, as three lines.
std::string size_chart(const std::vector<SizePoint>& sizes);

}  // namespace tenon
