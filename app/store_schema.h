// Opens audit stores: their tables are declared in tenon's own JSON form, created and migrated by tenon's own
// engine.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "model/document.h"
#include "model/instant.h"
#include "model/source_argument.h"
#include "store/store.h"

namespace tenon {

/// Returns the store that is meant: the given one, else that of TENON_STORE, else sqlite:///tenon.db in the
/// working directory.
SourceArgument store_url(const SourceArgument& given);

/// Whether a store that is not there is made.
enum class StoreUse { kExisting, kCreate };

/// Opens a store: creates its tables if there are none, migrates those of an older version. Throws Error if
/// the store is of a newer version, or if the place holds something else; nothing is changed then.
std::unique_ptr<Store> open_store(const SourceArgument& url, StoreUse use);

/// Opens a store as open_store() does; nullptr if there is none yet where it would be made.
std::unique_ptr<Store> open_store_if_there(const SourceArgument& url);

/// Returns the declaration of the store's tables by the name of a source: `store:sqlite`, `store:postgresql`
/// (schema tenon), `store:postgresql.NAME` (another schema); nullopt for any other name.
std::optional<Document> declared_store_document(const std::string& source);

/// Returns the point in time right now, without fractions of a microsecond.
Instant current_instant();

}  // namespace tenon
