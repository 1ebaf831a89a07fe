// Interface of a temporary PostgreSQL database in which declared SQL is run.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "reflect/database.h"

namespace tenon {

/// Why a server rejects a statement, and where in it.
struct ScratchRefusal {
  std::string what;
  std::size_t at = 0;          ///< an offset in the statement, or the beginning of the line that is meant
  bool names_no_role = false;  ///< it names a role that the server does not have
};

/// A temporary database: created for one run and dropped at its end.
class Scratch {
 public:
  virtual ~Scratch() = default;
  virtual const std::string& name() const = 0;
  /// Runs one statement in it; returns nullopt on success.
  virtual std::optional<ScratchRefusal> run(const std::string& statement) = 0;
  /// Opens a session that reads what the statements have created.
  virtual std::unique_ptr<Database> open() const = 0;
  /// Drops it, even if other sessions are connected. It may be called from another thread while run() waits,
  /// and more than once. Returns an empty text if it is gone, else why not and what to do.
  virtual std::string drop() = 0;
};

/// Creates an empty database `tenon_scratch_<random>` on the server of a URL. Throws Error(kConnection) if
/// the server cannot be reached, Error(kRights) if the role may not create databases.
std::unique_ptr<Scratch> create_postgresql_scratch(const SourceArgument& url, Patience patience = {});

}  // namespace tenon
