// Fixes the session settings of PostgreSQL steps in a revision file.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/op.h"

namespace tenon {

/// Fixes settings for a PostgreSQL step of a revision file, and restores them afterwards, because Alembic
/// runs more statements in the same transaction, such as updates of its version table.
class AlembicSession {
 public:
  explicit AlembicSession(const Step& step);

  /// Returns the code before all statements of the step, and that after them.
  std::string begin() const;
  std::string end() const;
  /// Return the code around the calls of an op, which is empty for most. Dates in rows are read under the
  /// settings of the session.
  std::string before(const Op& op) const;
  std::string after(const Op& op) const;

 private:
  std::vector<std::string> entries_;  ///< `'search_path': 'public'`
  bool dates_ = false;
  bool is_local_ = true;  ///< the step is in a transaction, with which its settings end
};

/// Returns whether an op must be written one statement at a time, because its statements need different
/// settings.
bool changes_settings_inside(const Op& op);
/// Writes such an op, with the settings between its statements.
std::vector<std::string> alembic_statements_apart(const Op& op);

/// Returns the helper functions that are called, for files with such calls.
std::string_view alembic_session_helpers();

}  // namespace tenon
