// The picture of a past audit: the catalog that it read and its findings in, the tables that differ out.

#pragma once

#include <string>
#include <vector>

#include "audit/result.h"
#include "model/catalog.h"
#include "render/picture/picture.h"

namespace tenon {

/// Returns the catalog that a snapshot holds. Throws Error(kDeclaration) if it is none; `name` says which.
Catalog snapshot_catalog(const std::string& name, const std::string& text);

/// Returns the tables that findings are about, and those that a foreign key joins to them. The declaration is
/// not kept, so what it has and the database lacks is drawn from the definition of the finding.
Picture past_picture(const Catalog& actual, const std::vector<StoredFinding>& findings);

}  // namespace tenon
