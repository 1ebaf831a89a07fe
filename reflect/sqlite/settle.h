// Canonicalizes SQL texts with SQLite's compiler: takes questions, returns answers.

#pragma once

#include <vector>

#include "model/settling.h"

namespace tenon {

/// Canonicalizes texts with SQLite's own compiler, in an in-memory database that holds the columns of the
/// tables in question: the canonical form of an expression is its byte code. Nothing is run. Equal forms mean
/// equal expressions; the compiler rewrites little, so unequal forms may still mean the same.
std::vector<Answer> settled_by_sqlite(const std::vector<Question>& questions);

}  // namespace tenon
