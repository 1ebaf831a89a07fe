// Writes a migration as an Alembic revision file.

#pragma once

#include <optional>
#include <string>

#include "model/op.h"

namespace tenon {

/// The header of a revision file.
struct Revision {
  std::string id;                            ///< 12 hex digits
  std::optional<std::string> down_revision;  ///< nullopt for the first revision
  std::string message;
  std::string create_date;  ///< as it is to be printed
};

/// Returns a revision file that Alembic 1.8 and later run unchanged. Throws Error(kUnsupported) for an op
/// that Alembic cannot express.
std::string alembic_revision(const Migration& migration, const Revision& revision);

}  // namespace tenon
