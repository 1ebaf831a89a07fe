#pragma once

#include <deque>

#include "model/catalog.h"
#include "plan/fates.h"

namespace tenon {

/// Whether the server keeps an index for it, or it is one.
bool has_index(const Constraint& constraint);

/// A declaration need not say what a partition is handed down (Table::handed_down). Of partitions that part
/// from their parent or join one it has to be known: what the other side has that is like
/// something of the parent's, or else what the server makes. The tables that say so are put into `known`,
/// which must outlive the fates.
void know_parts(Fates& fates, const Catalog& actual, const Catalog& declared, std::deque<Table>& known);

}  // namespace tenon
