// Objects of a database that are not modelled: what they are to the rest of the program, and how lists spell
// them.

#pragma once

#include "model/catalog.h"

namespace tenon {

/// What an object that is not modelled has to do with what is.
enum class UnmodelledRole {
  kNone,          ///< nothing that tenon knows of
  kView,          ///< SQLite compiles it when a column is dropped
  kTrigger,       ///< goes with its table, and is put back when the table is rebuilt
  kIndex,         ///< an index of a table that was not understood
  kVirtualTable,  ///< a table of a module
  kTypedTable,    ///< the link of a table to the type that it is of
  kIndexPart      ///< the part that a partition has of an index that other partitions have no part of
};

/// The role of an object, by its kind: the one place where the spelling of a kind decides anything.
UnmodelledRole role_of(const UnmodelledObject& object);

/// An object that was not understood as lists of what is not modelled spell it: of the kind "table not
/// understood" or "index not understood", with the reason in a first line of its definition.
UnmodelledObject as_listed(const NotUnderstoodObject& object);

/// Everything that is not modelled, as lists spell it, in the order of sorted().
std::vector<UnmodelledObject> listed_unmodelled(const Catalog& catalog);

/// Adds an object that a list spells to the catalog's own list for it.
void add_listed(UnmodelledObject object, std::vector<UnmodelledObject>& unmodelled,
                std::vector<NotUnderstoodObject>& not_understood);

/// Orders objects by kind, table, name and definition.
void sort_unmodelled(std::vector<UnmodelledObject>& objects);

}  // namespace tenon
