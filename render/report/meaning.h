// Says what a finding means for those who use the database, in plain words: a finding in, a sentence out.

#pragma once

#include <string>
#include <string_view>

#include "render/report/finding.h"

namespace tenon {

/// Returns what follows from the database being as it is and not as declared: `deleting a row of users that
/// orders refers to now fails instead of deleting the rows that refer to it`. Several attributes give several
/// clauses with "; " between them. Never empty; lower case, no full stop. Names and values in it are as they
/// are in the database: whoever prints it escapes them.
std::string meaning_of(const Finding& found);

/// Returns whether an attribute of a kind has words of its own; any other gets a sentence that says the two
/// values and claims nothing else.
bool has_meaning(Kind kind, std::string_view attribute);

}  // namespace tenon
