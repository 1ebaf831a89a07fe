// Writes the statements that recreate a table and copy its rows.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// A rebuild renames the old table to a helper name, creates the new table under its name and copies the rows.
// In this order a failing statement leaves the rows in place, and the DROP TABLE at the end only finds rows
// that were copied. It requires foreign_keys off (else DROP TABLE deletes child rows) and legacy_alter_table
// on (else the rename rewrites the foreign keys, triggers and views of other tables); sqlite_script does
// both.

struct Rebuild {
  std::vector<std::string> step_aside;  ///< nothing is lost if the script stops here
  std::vector<std::string> fill;        ///< the new table and the copy of the rows
  std::string rows_lost;                ///< a SELECT of one number: 0 when every row was copied
  std::vector<std::string> finish;      ///< drops the old table; recreates indexes and triggers
};

Rebuild rebuild(const RebuildTable& op);

/// A column of the new table, and the expression that fills it.
struct Copied {
  Name column;
  std::string expression;  ///< over the old table
};

/// Returns the columns that the copy fills; all others get their defaults.
std::vector<Copied> copied_columns(const RebuildTable& op);

}  // namespace tenon
