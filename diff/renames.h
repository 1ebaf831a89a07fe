// Pairs dropped and added constraints as renames, and writes the notes about ambiguous pairs.

#pragma once

#include <string>
#include <vector>

#include "diff/comparison.h"
#include "model/change.h"

namespace tenon {

/// Pairs a dropped and an added constraint of the same table, kind and definition as one renamed constraint.
/// Among several equal ones, names that the server chose are paired first with names of the convention; the
/// others are paired in the order of their names. If no definition is equal, a constraint that differs only
/// in what can be altered in place (a comment, whether it is validated) is renamed and altered. So is one
/// with the same subject (columns, elements, texts and referred table) if no other on either side has it, and
/// a primary key in any case, as a table has only one. Renames of tables, columns, types and sequences are
/// never guessed.
std::vector<Mismatch> renames_paired(std::vector<Mismatch> mismatches);

/// Returns notes about renames that could have been paired otherwise: which of several equal constraints was
/// taken.
std::vector<std::string> rename_notes(const std::vector<Change>& changes);

}  // namespace tenon
