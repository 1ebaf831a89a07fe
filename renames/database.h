// A database that carries renames out by itself, as the room is handed one.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/rename.h"

namespace tenon {

/// A catalog once a database has carried steps out in an empty copy of it.
struct RenamedCopy {
  Catalog catalog;
  std::string refusal;  ///< what the database says against the last step; empty: it has taken all
};

/// Carries steps out in an empty copy of the catalog. Empty for a database whose renames are known from its
/// catalog alone, see renames/postgresql_catalog.h.
using RenamingDatabase =
    std::function<RenamedCopy(const Catalog& before, const std::vector<RenameStep>& steps)>;

}  // namespace tenon
