// Matches declared constraints whose names are left to the server with actual ones, and gives them the actual
// names.

#pragma once

#include "diff/item.h"

namespace tenon {

/// Matches each declared constraint whose name is left to the server (NamedBy::kServer) with the actual
/// constraint of the same table, kind and definition, under the actual name. A primary key needs no equal
/// definition, as a table has only one. If no definition is equal, the only constraint with the same subject
/// is taken. A declared constraint without a match keeps the name that the server would choose; if that is
/// taken, it gets one of the names that the drop releases.
///
/// An actual constraint whose name is declared explicitly is not available. A name that the database does not
/// store (NamedBy::kServer on the actual side) is available only to an equal definition.
Sides adopted(Sides sides);

}  // namespace tenon
