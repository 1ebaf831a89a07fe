// Writes CREATE INDEX and keeps the user's stored text where it holds.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// Returns the stored text of `index`, or that of an equal index of `before` (which may be nullptr), under
/// the wanted name. It is empty if there is none.
std::string kept_index_text(const Index& index, const QualifiedName& table, const Table* before);

/// Returns the CREATE INDEX of `index`: the stored text if there is one, else a text written from the model.
std::string sqlite_index_text(const Index& index, const QualifiedName& table, const Table* before);

/// Returns the CREATE INDEX of every index of `table`, in its order.
std::vector<std::string> sqlite_index_texts(const Table& table, const Table* before);

}  // namespace tenon
