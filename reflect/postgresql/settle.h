#pragma once

#include <vector>

#include "model/settling.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Lets the server's own compiler bring each text into one form: it plans a SELECT of the texts over columns
/// of the right types and no table, and EXPLAIN (VERBOSE) shows what it made of them. Needs no right, runs
/// nothing but what planning runs, and takes a few round trips for any number of questions of one schema,
/// unless some of the texts do not compile.
std::vector<Answer> settled(PostgresConnection& connection, const std::vector<Question>& questions);

}  // namespace tenon
