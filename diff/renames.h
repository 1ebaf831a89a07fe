#pragma once

#include <string>
#include <vector>

#include "diff/comparison.h"
#include "model/change.h"

namespace tenon {

/// A dropped and an added constraint of the same table, kind and definition are one that is renamed. Of
/// several alike those that the server named are paired first, with those that the convention names; what is
/// left is paired in the order of the names. Failing that, one that differs only in what can be changed in
/// place (a comment, whether it is validated) is renamed and changed; so is one that is about the same (the
/// same columns, elements, texts and table referred to) when no other on either side is; and so is a primary
/// key whatever it becomes, as a table has one. Tables, columns, types and sequences are never guessed to be
/// renamed.
std::vector<Mismatch> renames_paired(std::vector<Mismatch> mismatches);

/// What a reader should know of renames that could have been paired otherwise: which of several that are the
/// same was taken for the one renamed.
std::vector<std::string> rename_notes(const std::vector<Change>& changes);

}  // namespace tenon
