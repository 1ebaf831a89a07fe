// Names and options of NOT NULL constraints (PostgreSQL 18 and later).

#pragma once

#include <string_view>

#include "model/catalog.h"
#include "model/naming.h"

namespace tenon {

// From PostgreSQL 18 on NOT NULL is a constraint with a name. What is said of it beside that it is there
// stands among the options of its column: `not_null_name`, `not_null_no_inherit`, `not_null_not_valid`.

/// The name that the server gives to it: `t_a_not_null`.
std::string server_not_null_name(std::string_view table, std::string_view column, const Taken& taken);
/// Whether a name is one that the server might have given.
bool is_server_not_null_name(std::string_view table, std::string_view column, std::string_view name);

/// Whether anything is said of it.
bool has_not_null_options(const Options& options);
Options without_not_null_options(Options options);

/// `declared` with the names of NOT NULL constraints that can be compared. A name that one side does not have
/// is like any other, and so is one that the server gave. `actual_has_names`: the actual side would know of a
/// name.
Catalog with_known_not_null_names(Catalog declared, const Catalog& actual, bool actual_has_names);

}  // namespace tenon
