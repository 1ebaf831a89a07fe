// Offers renames where something is dropped and something like it added: changes in, sentences out.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"

namespace tenon {

/// For each dropped table or column that looks like one that is added and like no other: what to say if it is
/// one that is renamed.
std::vector<std::string> rename_hints(const std::vector<Change>& changes);

}  // namespace tenon
