// Writes the definition of one object as SQL for people.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// Returns the definition of an object for people, identifiers quoted only where they must be:
/// `FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE`.
std::string definition(const Object& object, const Key& key, const Dialect& dialect);

/// Returns the definition of a table as lines: its name, one line for each column and constraint, and the
/// rest.
std::vector<std::string> definition_lines(const Table& table, const Dialect& dialect);

}  // namespace tenon
