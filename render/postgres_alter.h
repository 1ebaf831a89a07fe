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

/// Whether a value of one type may be stored as the other without a cast being written: such a cast refuses
/// what does not fit, where a written one would cut it.
bool casts_on_assignment(const Type& from, const Type& to);

}  // namespace tenon
