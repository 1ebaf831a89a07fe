// Writes serial columns of a plan by their word: a plan in, the same plan with fewer ops out.

#pragma once

#include "model/op.h"

namespace tenon {

/// Returns the plan with each serial column that is created with its sequence by its word, and without the
/// ops that create the sequence and give it to the column. A sequence that another op names keeps its ops.
Plan with_serial_columns(Plan plan);

}  // namespace tenon
