#pragma once

#include "diff/item.h"

namespace tenon {

/// A declared constraint whose name is the server's to choose (NamedBy::kServer) is the actual constraint of
/// the same table, kind and definition, whatever that is called: it is matched by that name from here on. A
/// primary key needs no equal definition, as a table has one. Failing that, one that is
/// about the same and is the only such is taken. What finds none keeps the name that the
/// server would choose, unless another has taken that: then it gets one that was given up.
///
/// An actual constraint that an explicit declared name claims is not free; a name that the catalog does not
/// hold (NamedBy::kServer on the actual side) claims nothing unless the definitions agree.
Sides adopted(Sides sides);

}  // namespace tenon
