// Puts the changes of serial columns into their word: changes as a plan needs them in, changes for a report
// out.

#pragma once

#include <string>
#include <vector>

#include "model/change.h"

namespace tenon {

/// Returns the changes in the words of a report. A plan has a change for the column and one for the sequence
/// behind it; people say one word, `serial`, so the report has one change, whose type differs. A sequence or
/// a default that differs in another way keeps changes of its own.
std::vector<Change> in_serial_words(std::vector<Change> changes, const Catalog& actual,
                                    const Catalog& declared);

/// Returns a note for columns that are declared as serial and that nothing counts in the database, which says
/// how to declare them as they are; empty: there are none.
std::string uncounted_note(const std::vector<Change>& changes);

}  // namespace tenon
