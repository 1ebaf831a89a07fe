#pragma once

#include <vector>

#include "diff/comparison.h"

namespace tenon {

/// A dropped and an added constraint of the same table, kind and definition are one that is renamed; several
/// alike are paired in the order of their names. Failing that, one that differs only in what can be changed
/// in place (a comment, whether it is validated) is renamed and changed; and so is a primary key whatever it
/// becomes, as a table has one. Tables, columns, types and sequences are never guessed to be renamed.
std::vector<Mismatch> renames_paired(std::vector<Mismatch> mismatches);

}  // namespace tenon
