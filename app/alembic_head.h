// Finds the head revision that a new Alembic migration follows, in the files of a folder.

#pragma once

#include <string>
#include <vector>

#include "app/file_batch.h"
#include "model/op.h"

namespace tenon {

/// Returns the head that a new Alembic revision in `dir` follows: empty if there is none yet. Throws
/// Error(kUsage) if there are several, or if `wanted` is not among the revisions.
std::string alembic_head(const std::string& dir, const std::string& wanted);

/// Returns the sorted heads of the revisions in `dir` that a database which has run `applied` has not run.
std::vector<std::string> unapplied_heads(const std::string& dir, const std::vector<std::string>& applied);

/// Returns the path of the revision file in `dir` with that id; empty if there is none.
std::string alembic_file(const std::string& dir, const std::string& id);

}  // namespace tenon
