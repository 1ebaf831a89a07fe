// Writes settings of columns and indexes that need statements of their own.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// What PostgreSQL is told of a column or an index in statements of its own, once it is there.

/// Of a new column. What a parent hands down reaches the tables that inherit.
std::vector<std::string> column_settings(const QualifiedName& table, const Column& column);
/// From one column to the other; nothing here reaches the tables that inherit.
std::vector<std::string> changed_column_settings(const AlterColumn& op);
/// `SET STORAGE MAIN` and whatever else is lost when a column gets another type.
std::vector<std::string> storage_actions(const Options& options);

/// Of a new index or of what owns one: being clustered by, the replica identity, statistics of expressions.
std::vector<std::string> index_settings(const QualifiedName& table, const Constraint& constraint);
/// From one to the other; storage parameters and the tablespace included.
std::vector<std::string> changed_index_settings(const QualifiedName& table, const Constraint& actual,
                                                const Constraint& declared);

/// `SET TABLESPACE fast`; without a name the one that every database has.
std::string set_tablespace(const std::string* tablespace);

}  // namespace tenon
