// Writes a migration as JSON.

#pragma once

#include <string>

#include "model/op.h"

namespace tenon {

/// A migration as JSON: {"$schema": "urn:tenon:ops:1", "dialect", "message", "up": [step], "down": [step]}.
/// A step has "in_transaction", its "ops", and where they are needed "before" and "after": statements to run
/// around its transaction. The last one may have a "proof": statements for the end of its transaction that
/// touch no row, and fail where a view or trigger that compiled before does not any more. An op has "op",
/// named as Alembic names it, its arguments, named as Alembic's, "destroys" where it does, and "sql": the
/// statements that do it.
std::string ops_json(const Migration& migration, const std::string& message);

}  // namespace tenon
