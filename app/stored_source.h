// Sources that the audit store holds: `audit:12`, `orders@2026-11-01`, and the declaration of the store
// itself.

#pragma once

#include <optional>

#include "model/document.h"
#include "model/source_argument.h"

namespace tenon {

/// Returns whether a source is a catalog that an audit store holds: `audit:12`, `orders@2026-11-01`. A file
/// of that name, and a URL, is not. Throws Error(kUsage) for one without a number or a time.
bool is_in_store(const SourceArgument& source);

/// Returns what a source of the audit store declares: `audit:12` is the catalog that this audit read,
/// `orders@2026-11-01` the last one of the target orders on that day or before, `orders@2026-11-01T03:00Z` at
/// that time or before, and `store:sqlite` and `store:postgresql` are the tables of a store. Returns nullopt
/// for any other source, and where a file has that name. Throws Error if the store holds no such catalog.
std::optional<Document> stored_document(const SourceArgument& source, const SourceArgument& store);

}  // namespace tenon
