// Writes the PostgreSQL statements of ops that alter an object in place.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// The PostgreSQL statements of the ops that change something in place, in an order that runs.

std::vector<std::string> postgres_altered_column(const AlterColumn& op);
std::vector<std::string> postgres_altered_table(const AlterTable& op);
std::vector<std::string> postgres_altered_constraint(const AlterConstraint& op);
std::vector<std::string> postgres_altered_sequence(const AlterSequence& op);
std::vector<std::string> postgres_replaced_enum(const ReplaceEnum& op);

/// The cast that ALTER TYPE USING writes behind the column, `::integer`. Empty where the cast of an
/// assignment does it, which refuses what does not fit, where a written one would cut it. Between types of
/// which one is somebody's own (an enum) it goes through text.
std::string written_cast(const Type& from, const Type& to);

}  // namespace tenon
