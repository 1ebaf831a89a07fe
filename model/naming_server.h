// Derives the names that PostgreSQL itself gives to constraints, indexes and sequences.

#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "model/catalog.h"
#include "model/dialect.h"

namespace tenon {

/// Tells whether another object has this name.
using Taken = std::function<bool(const std::string&)>;

/// Returns the name that PostgreSQL gives to a constraint or index without a name (makeObjectName,
/// ChooseConstraintName, ChooseIndexName): `t_pkey`, `t_a_b_key`, `t_a_fkey`, `t_a_check`, `t_a_excl`,
/// `t_a_idx`, the longer of table and columns is cut first so that the name fits into 63 bytes, and a number
/// is appended if it is taken.
std::string server_name(const Constraint& constraint, const Table& table, const Taken& taken);

/// Returns whether a constraint's name is one that server_name() gives it, with any number.
bool is_server_name(const Constraint& constraint, const Table& table);

/// Returns the name that PostgreSQL gives to a check of a domain (domainAddCheckConstraint): `d_check`. Taken
/// is what any constraint of the schema is named, be it of a domain or of a table.
std::string server_domain_check_name(std::string_view domain, const Taken& taken);
/// Returns the name of the sequence behind a serial column: `t_a_seq`.
std::string server_sequence_name(std::string_view table, std::string_view column, const Taken& taken);

}  // namespace tenon
