// What a report says of renames: the steps and both catalogs in, changes out.

#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/change.h"
#include "model/rename.h"

namespace tenon {

/// The finding of each table, column and sequence that has another name in the end, and of each schema that
/// is made for one.
std::vector<Change> rename_changes(const std::vector<RenameStep>& done, const Catalog& actual,
                                   const Catalog& declared);
/// Whether a change is one of them; `actual` is as it is once they are carried out.
bool is_data_rename(const Change& change, const Catalog& actual);

}  // namespace tenon
