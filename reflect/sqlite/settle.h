#pragma once

#include <vector>

#include "model/settling.h"

namespace tenon {

/// Settles texts by SQLite's own compiler, in a database in memory that holds the columns of the tables asked
/// about: the form of an expression is the byte code that computes it. Nothing is run. Equal forms mean equal
/// expressions; the compiler rewrites little, so unequal ones may still mean the same.
std::vector<Answer> settled_by_sqlite(const std::vector<Question>& questions);

}  // namespace tenon
