// The schema of the store, declared in tenon's own JSON form, as a text inside the program.

#pragma once

#include <string_view>

namespace tenon {

/// The version of the tables. It grows with every change of store.schema.json.
inline constexpr int kStoreVersion = 5;

/// Returns the text of `store.schema.json` beside this file. It is spelled for SQLite; PostgreSQL's word for
/// the type `blob` is `bytea`.
std::string_view declared_store();

}  // namespace tenon
