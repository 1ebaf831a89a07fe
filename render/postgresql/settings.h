// Writes settings of columns and indexes that need statements of their own.

#pragma once

#include <string>
#include <vector>

#include "model/op.h"

namespace tenon {

// These functions return settings of a column or an index that need separate statements after its creation.

/// Returns the settings of a new column. Inherited settings also apply to child tables.
std::vector<std::string> column_settings(const QualifiedName& table, const Column& column);
/// Returns the changes from one column to the other; they do not apply to child tables.
std::vector<std::string> changed_column_settings(const AlterColumn& op);
/// Returns `SET STORAGE MAIN` and other settings that are lost when the type of a column changes.
std::vector<std::string> storage_actions(const Options& options);

/// Returns the settings of a new index, or of a constraint with an index: clustering, replica identity,
/// statistics targets of expressions.
std::vector<std::string> index_settings(const QualifiedName& table, const Constraint& constraint);
/// Returns the changes from one index to the other, including storage parameters and the tablespace.
std::vector<std::string> changed_index_settings(const QualifiedName& table, const Constraint& actual,
                                                const Constraint& declared);

/// Returns `SET TABLESPACE fast`; an empty name means the default tablespace of every database.
std::string set_tablespace(const std::string* tablespace);

}  // namespace tenon
