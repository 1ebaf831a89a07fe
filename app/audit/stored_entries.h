// Turns findings as audits remember them into entries of documents.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/result.h"
#include "model/change.h"
#include "model/fail_on.h"
#include "render/report/document.h"

namespace tenon {

/// Returns the kind of a word as findings have it: `foreign_key`; nullopt for any other word.
std::optional<Kind> kind_named(const std::string& word);

/// Returns findings in the words of `check`: with their texts as the two sides spell them, or in normal form
/// where they have none. What `fail_on` lets pass is a note.
std::vector<DocumentEntry> stored_entries(const std::vector<StoredFinding>& findings,
                                          FailOn fail_on = FailOn::kAny);

}  // namespace tenon
