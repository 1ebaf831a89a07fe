#pragma once

#include <optional>
#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/op.h"

namespace tenon {

/// A way back as far as statements lead.
struct Reachable {
  std::vector<Change> changes;
  std::optional<Catalog> declared;   ///< where it is another than what was declared
  std::vector<ColumnName> stay_own;  ///< columns that would have to be their parents' alone again
};

/// A column that became its table's own when the table parted from its parents cannot become theirs alone
/// again (ALTER TABLE, INHERIT: it is merged with theirs): on the way back it stays the table's own as well.
/// Columns of partitions are never their own.
Reachable without_disowning(std::vector<Change> changes, const Catalog& declared);

/// Says of the columns, where their tables are attached, that they stay.
void note_stays(Plan& plan, const std::vector<ColumnName>& stay_own);

}  // namespace tenon
