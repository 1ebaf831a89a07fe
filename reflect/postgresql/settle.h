// Canonicalizes SQL texts with PostgreSQL's planner: takes questions, returns answers.

#pragma once

#include <vector>

#include "model/settling.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Canonicalizes texts with the server's own parser and planner: it plans a SELECT of the texts over typed
/// columns without a table, and EXPLAIN (VERBOSE) prints the result. It needs no rights and runs nothing but
/// what planning runs. It takes a few round trips for any number of questions of one schema, unless some of
/// the texts do not compile.
std::vector<Answer> settled(PostgresConnection& connection, const std::vector<Question>& questions);

}  // namespace tenon
