#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "reflect/database.h"

namespace tenon {

/// What a server has against a statement, and where in it.
struct ScratchRefusal {
  std::string what;
  std::size_t at = 0;          ///< a byte of the statement, or the beginning of the line that is meant
  bool names_no_role = false;  ///< it speaks of a role that the server does not have
};

/// A throw-away database: made for one run, dropped at its end.
class Scratch {
 public:
  virtual ~Scratch() = default;
  virtual const std::string& name() const = 0;
  /// Runs one statement in it; nullopt when it ran.
  virtual std::optional<ScratchRefusal> run(const std::string& statement) = 0;
  /// A session that reads what the statements have made.
  virtual std::unique_ptr<Database> open() const = 0;
  /// Drops it, whoever is connected to it; safe to call from another thread while run() waits, and again.
  /// Empty when it is gone; else why it is not, and what to do.
  virtual std::string drop() = 0;
};

/// Makes an empty database `tenon_scratch_<random>` on the server of a URL. Throws Error(kConnection) when
/// that cannot be reached, Error(kRights) when the role may not create databases.
std::unique_ptr<Scratch> create_postgresql_scratch(const SourceArgument& url);

}  // namespace tenon
