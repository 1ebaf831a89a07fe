#pragma once

#include "model/catalog.h"
#include "model/op.h"
#include "plan/transition/transitions.h"

namespace tenon {

// `REFERENCES p` without columns means whatever the primary key of p is. Where that key gets other columns, a
// foreign key that is to stay has to say its columns, and so its table has to be made anew.

/// Whether the text of the table leaves the columns of a key unsaid that changes.
bool implies_changing_key(const Table& before, const Transitions& transitions, const Dialect& dialect);

/// The tables whose keys those are.
std::vector<RekeyedTable> rekeyed_parents(const Table& before, const Transitions& transitions,
                                          const Dialect& dialect);

/// Adds a fate for each table for which that is so.
void rebuild_implied_references(Transitions& transitions, const Catalog& before);

}  // namespace tenon
