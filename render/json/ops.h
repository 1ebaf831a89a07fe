// Writes a migration as JSON.

#pragma once

#include <string>

#include "model/op.h"

namespace tenon {

/// Returns a migration as JSON: {"$schema": "urn:tenon:ops:1", "dialect", "message", "up": [step], "down":
/// [step]}. A step has "in_transaction", its "ops", and if needed "before" and "after": statements to run
/// around its transaction. The last step may have a "proof": statements for the end of its transaction that
/// touch no row, and fail if a view or trigger that compiled before no longer does. An op has "op" and
/// arguments with the names that Alembic uses, "destroys" if it destroys something, and "sql": its
/// statements.
std::string ops_json(const Migration& migration, const std::string& message);

}  // namespace tenon
