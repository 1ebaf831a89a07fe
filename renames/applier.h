// Applies renames of tables and columns to a catalog: wanted renames in, the renamed catalog and the steps
// out.

#pragma once

#include <functional>
#include <set>
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

  /// All tables, or all columns; they are meant at once. What is so already is passed over, with a note if
  /// the command line says it; what never was must not be said by the command line. A name that differs in
  /// case alone is another name, also where the database takes both for one. Throws Error(kUsage), and
  /// Error(kDeclaration) for a circle that a file says.
  void carry_out(const std::vector<DataRename>& wanted);

  /// Sequences, which follow what was renamed; they are meant at once. One whose new name is taken by
  /// something that stays keeps its own.
  void carry_out_sequences(const std::vector<RenameStep>& sequences);

  const Catalog& catalog() const { return catalog_; }
  const std::vector<RenameStep>& done() const { return done_; }
  /// Of what was said, all that was still to do.
  const std::vector<DataRename>& carried() const { return carried_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  /// A rename that waits to be carried out; `step` says where it stands meanwhile.
  struct Pending {
    RenameStep step;
    DataRename said;  ///< empty where a sequence follows
  };
  using OnStuck = std::function<void(const Pending&)>;

  bool has(const RenameStep& step, const Name& name) const;
  bool is_taken(const RenameStep& step) const;
  bool is_done(const RenameStep& step) const;
  void run(std::vector<Pending> pending, const OnStuck& on_stuck);
  bool break_circle(std::vector<Pending>& pending);
  void pass_over(const DataRename& stuck, const std::vector<DataRename>& wanted);
  /// Returns the names among which that of what is to be renamed should be.
  std::vector<std::string> names_beside(const DataRename& rename) const;
  void require_there(const DataRename& flag) const;
  Name free_name(const RenameStep& step) const;
  void rename(const Pending& wanted);
  void require_free_indexes(const Pending& moved) const;
  void carry(const Pending& one);
  Catalog renamed_by_database(const RenameStep& last) const;

  Catalog before_;
  Catalog catalog_;
  RenamingDatabase database_;
  std::set<QualifiedName> relations_;  ///< while sequences are renamed: every name that is taken
  std::vector<RenameStep> done_;
  std::vector<DataRename> carried_;
  std::vector<std::string> notes_;
};

}  // namespace tenon
