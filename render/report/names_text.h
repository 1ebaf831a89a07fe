// Writes the result of a name check as text for people.

#pragma once

#include <string>
#include <vector>

#include "model/names.h"
#include "render/report/list_style.h"

namespace tenon {

/// Returns a check of names against a convention, for people: by table, the names that differ and those that
/// the convention gives. In short form, returns counts by table.
std::string names_text(const NamesReport& report, const ListStyle& style);

/// Returns a guessed convention for people: the share of each template, then the names that follow none.
std::string guess_text(const std::vector<GuessedTemplate>& guessed, const NamesReport& leftovers, bool color);

}  // namespace tenon
