// Applies renames of tables and columns to a catalog: wanted renames in, the renamed catalog and the steps
// out.

#pragma once

#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/rename.h"
#include "renames/database.h"

namespace tenon {

/// A catalog with renames carried out, one after the other, in an order that a database can follow: what
/// stands in the way goes first, and of a circle (a swap of two names) one steps aside meanwhile.
class RenameApplier {
 public:
  /// `database`: empty where the catalog alone tells what a rename does.
  RenameApplier(Catalog actual, RenamingDatabase database);

  /// All tables, or all columns; they are meant at once. What a file says and is so already, or never was, is
  /// passed over; what the command line says must be there to do. Throws Error(kUsage), and
  /// Error(kDeclaration) for a circle that a file says.
  void carry_out(const std::vector<DataRename>& wanted);

  const Catalog& catalog() const { return catalog_; }
  const std::vector<RenameStep>& done() const { return done_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  bool has(const DataRename& rename, const Name& name) const;
  bool has_after(const DataRename& rename) const;
  /// The names among which that of what is to be renamed should be.
  std::vector<std::string> names_beside(const DataRename& rename) const;
  std::vector<DataRename>::iterator break_rename_cycles(std::vector<DataRename>& pending,
                                                        const std::vector<DataRename>& wanted);
  Name free_name(const DataRename& rename) const;
  void rename(const DataRename& wanted);
  void demand_free_indexes(const DataRename& moved) const;
  void carry(const DataRename& rename);
  Catalog renamed_by_database(const DataRename& last) const;

  Catalog before_;
  Catalog catalog_;
  RenamingDatabase database_;
  std::vector<RenameStep> done_;
  std::vector<std::string> notes_;
};

}  // namespace tenon
