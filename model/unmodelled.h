// Objects of a database that are not modelled: what they are to the rest of the program, and how lists spell
// them.

#pragma once

#include <string_view>

#include "model/catalog.h"

namespace tenon {

/// How an unmodelled object relates to modelled ones.
enum class UnmodelledRole {
  kNone,          ///< no relation that tenon knows of
  kView,          ///< SQLite compiles it when a column is dropped
  kTrigger,       ///< dropped with its table, and recreated by a rebuild
  kIndex,         ///< an index of a table that was not understood
  kVirtualTable,  ///< a virtual table of SQLite
  kTypedTable,    ///< the link between a typed table (OF) and its type
  kIndexPart,     ///< an index of a partition that is attached to an index which other partitions lack
  kFileSetting    ///< a value in the header of a SQLite file, such as user_version; never a difference
};

/// Returns the role of an object by its kind. This is the only place where the spelling of a kind matters.
UnmodelledRole role_of(const UnmodelledObject& object);
/// The same by the kind alone.
UnmodelledRole role_of(std::string_view kind);

/// Converts an object that was not understood into an entry for lists of unmodelled objects: its kind is
/// "table not understood" or "index not understood", and its definition begins with a line that has the
/// reason.
UnmodelledObject as_unmodelled(const NotUnderstoodObject& object);

/// Returns all unmodelled objects, including those that were not understood, in the order of sorted().
std::vector<UnmodelledObject> all_unmodelled(const Catalog& catalog);

/// Adds an entry of such a list to the member of the catalog that it belongs to.
void add_unmodelled(UnmodelledObject object, std::vector<UnmodelledObject>& unmodelled,
                    std::vector<NotUnderstoodObject>& not_understood);

/// Orders objects by kind, table, name and definition.
void sort_unmodelled(std::vector<UnmodelledObject>& objects);

}  // namespace tenon
