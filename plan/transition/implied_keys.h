#pragma once

#include "model/catalog.h"
#include "model/op.h"
#include "plan/transition/transitions.h"

namespace tenon {

// `REFERENCES p` without columns means whatever the primary key of p is. Where that key gets other columns, a
// foreign key that is to stay has to say its columns, and so its table has to be made anew.

/// Whether the text of the table leaves the columns of a key unsaid that changes.
bool implies_changing_key(const Table& actual, const Fates& fates, const Dialect& dialect);

/// The tables whose keys those are.
std::vector<RekeyedTable> rekeyed_parents(const Table& actual, const Fates& fates, const Dialect& dialect);

/// Adds a fate for each table for which that is so.
void follow_implied_keys(Fates& fates, const Catalog& actual);

}  // namespace tenon
