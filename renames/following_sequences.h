// Finds the sequences that follow renamed tables and columns: both catalogs and the renames in, steps out.

#pragma once

#include <vector>

#include "model/catalog.h"
#include "model/rename.h"

namespace tenon {

/// The sequences whose names follow a table or a column that is renamed. PostgreSQL lets them keep the old
/// name, while a declared serial column names its sequence after the new one: dropped and added it would give
/// its numbers again.
///
/// A column owns a sequence, or several; where it owns one on either side, and the names differ, it is one
/// sequence; under a name that somebody chose it stays where `serial` alone is declared, which means any.
/// `actual` is as it is once `wanted` is carried out. The name of an identity column's sequence is not
/// compared: it follows only with what is in `carried`, and only if PostgreSQL chose it (`t_c_seq`).
std::vector<RenameStep> following_sequences(const Catalog& actual, const Catalog& declared,
                                            const std::vector<DataRename>& wanted,
                                            const std::vector<DataRename>& carried);

}  // namespace tenon
