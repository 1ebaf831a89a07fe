// Interface of the name reports: takes a NamesReport, returns text or JSON.

#pragma once

#include <string>
#include <vector>

#include "model/names.h"
#include "render/report/list_style.h"

namespace tenon {

/// Names held against a convention, for people: by table, what differs and what it would be. In short: how
/// many by table.
std::string names_text(const NamesReport& report, const ListStyle& style);

/// The same as JSON with every name, `schema_version` 1; its keys are a promise. Ends in a newline.
std::string names_json(const NamesReport& report);

/// What a database follows, for people: the share of each template, then what it leaves over.
std::string guess_text(const std::vector<GuessedTemplate>& guessed, const NamesReport& leftovers, bool color);

}  // namespace tenon
