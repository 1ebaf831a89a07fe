// Writes sequence options as PostgreSQL clauses.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/constraint.h"
#include "render/sql/identifiers.h"

namespace tenon {

/// Returns the clauses of a new sequence that differ from the defaults of its type: `INCREMENT BY 2`.
std::vector<std::string> sequence_clauses(const SequenceOptions& options);

/// Returns whether a possible value of the one sequence is outside the bounds of the other.
bool narrows(const SequenceOptions& from, const SequenceOptions& to);

/// Returns options with bounds wide enough for both, so that the value can move from the one range to the
/// other.
SequenceOptions spanning(const SequenceOptions& from, const SequenceOptions& to);

/// Returns the clauses that lead from one sequence to another.
std::vector<std::string> changed_sequence_clauses(const SequenceOptions& actual,
                                                  const SequenceOptions& declared);

}  // namespace tenon
