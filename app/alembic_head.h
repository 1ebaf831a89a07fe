// Finds the head revision that a new Alembic migration follows, in the files of a folder.

#pragma once

#include <string>

#include "app/file_batch.h"
#include "model/op.h"

namespace tenon {

/// Returns the head that a new Alembic revision in `dir` follows: empty if there is none yet. Throws
/// Error(kUsage) if there are several, or if `wanted` is not among the revisions.
std::string alembic_head(const std::string& dir, const std::string& wanted);

}  // namespace tenon
