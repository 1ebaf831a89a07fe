// Asks a server about the session and its role, and runs one query that somebody configured.

#pragma once

#include <string>
#include <vector>

#include "reflect/database.h"
#include "reflect/postgresql/connection.h"

namespace tenon {

/// Returns at most `most` rows of one SELECT. It runs as a cursor in a read-only transaction: two statements
/// in one text, and anything but a query, are refused by the server.
TextRows rows_of(const PostgresConnection& connection, const std::string& query, std::size_t most);

/// Returns the schemas that are not the server's own, sorted.
std::vector<std::string> schema_names_of(const PostgresConnection& connection);

SessionFacts session_of(const PostgresConnection& connection);

}  // namespace tenon
