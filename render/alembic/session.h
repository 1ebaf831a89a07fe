// Fixes the session settings of PostgreSQL steps in a revision file.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"

namespace tenon {

/// The settings that a PostgreSQL step fixes in a revision file, and gives back: what Alembic runs after it
/// in the same transaction, its own table of versions included, has those of the session.
class AlembicSession {
 public:
  explicit AlembicSession(const Step& step);

  /// Before all statements of the step, and after them.
  std::string begin() const;
  std::string end() const;
  /// Around the calls of an op; "" for most. Rows of dates are read as the session reads them.
  std::string before(const Op& op) const;
  std::string after(const Op& op) const;

 private:
  std::vector<std::string> entries_;  ///< `'search_path': 'public'`
  bool dates_ = false;
};

/// Whether an op must be written one statement at a time, as its statements want different settings.
bool changes_settings_inside(const Op& op);
/// Such an op, with the settings between its statements.
std::vector<std::string> alembic_statements_apart(const Op& op);

/// The functions that the calls are of, for files that have any.
std::string_view alembic_session_helpers();

}  // namespace tenon
