// Names and options of NOT NULL constraints (PostgreSQL 18 and later).

#pragma once

#include <string_view>

#include "model/catalog.h"
#include "model/naming.h"
#include "model/naming_server.h"

namespace tenon {

// From PostgreSQL 18 on NOT NULL is a constraint with a name. Its attributes are stored among the options of
// its column: `not_null_name`, `not_null_no_inherit`, `not_null_not_valid`.

/// Returns the name that the server gives to a NOT NULL constraint: `t_a_not_null`.
std::string server_not_null_name(std::string_view table, std::string_view column, const Taken& taken);
/// Returns whether a name is one that the server might have given.
bool is_server_not_null_name(std::string_view table, std::string_view column, std::string_view name);

/// Returns whether the options contain any attribute of it.
bool has_not_null_options(const Options& options);
Options without_not_null_options(Options options);

/// Returns `declared` with the names of NOT NULL constraints that can be compared. A name that one side
/// lacks, or that the server chose, matches any other. `actual_has_names`: the actual side reports such
/// names.
Catalog with_known_not_null_names(Catalog declared, const Catalog& actual, bool actual_has_names);

}  // namespace tenon
