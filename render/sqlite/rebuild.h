#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// A table made anew: the old one steps aside under a name of its own, the new one takes its name and rows.
// That way a statement that fails leaves the rows where they are, and the DROP at the end finds only what
// has been copied. Needs foreign_keys off (else the DROP deletes child rows) and legacy_alter_table on (else
// the rename drags the foreign keys, triggers and views of others along); sqlite_script sees to both.

struct Rebuild {
  std::vector<std::string> step_aside;  ///< nothing is lost should it stop here
  std::vector<std::string> fill;        ///< the new table and the copy of the rows
  std::string rows_lost;                ///< a SELECT of one number: 0 when every row was copied
  std::vector<std::string> finish;      ///< the old table goes; indexes and triggers come back
};

Rebuild rebuild(const RebuildTable& op);

/// Where a new column's or the old one's values come from in the copy.
struct Copied {
  Name column;
  std::string expression;  ///< over the old table
};

/// The columns that the copy fills; those it leaves out get their defaults.
std::vector<Copied> copied_columns(const RebuildTable& op);

}  // namespace tenon
