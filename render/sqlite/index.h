#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"

namespace tenon {

/// What the user once wrote of `index`: the text that came with it, or that of the same index of `before`
/// (nullptr: there is none), under the name that is wanted now. Empty when there is none.
std::string kept_index_text(const Index& index, const QualifiedName& table, const Table* before);

/// The CREATE INDEX of `index`: the kept text, else from the model.
std::string sqlite_index_text(const Index& index, const QualifiedName& table, const Table* before);

/// Those of all indexes of `table`, in its order.
std::vector<std::string> sqlite_index_texts(const Table& table, const Table* before);

}  // namespace tenon
