// The use case that writes a migration: a request in, the files of one runner out.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/compare.h"
#include "app/file_batch.h"

namespace tenon {

/// What to make, and for which runner.
struct GenerateRequest {
  CompareRequest compare;
  std::string message;
  std::string style = "sql";  ///< one of styles()
  std::string dir = "migrations";
  std::string rev_id;              ///< if empty, the next number or a random revision id
  std::string head;                ///< alembic: the revision to follow, if the folder has several heads
  std::vector<std::string> allow;  ///< destructive ops that may be written: "drop_table" ..., "all"
};

struct MigrationFiles {
  ComparisonResult comparison;
  std::vector<NewFile> files;          ///< empty if there was nothing to do
  std::string same;                    ///< the newest migration of the folder, if it has the same ops
  std::vector<std::string> destroyed;  ///< "drop_table public.orders": what the upgrade destroys
};

/// Returns the names of the styles, for messages and --help.
std::vector<std::string> styles();

/// Compares, plans and makes the files of one migration; the caller writes them. Throws Error(kRefused) for a
/// destructive op that is not allowed.
MigrationFiles generated(const GenerateRequest& request);

/// Makes the files of a comparison that has already been made.
MigrationFiles generated(ComparisonResult comparison, const GenerateRequest& request);

/// The words of --allow that the migration of a comparison needs, each once; nullopt: there is nothing to do,
/// or no migration can be written whatever is allowed.
std::optional<std::vector<std::string>> needed_allowances(const ComparisonResult& comparison,
                                                          const CompareRequest& request);

/// Returns the keys of the changes that no migration can make without destroying data, as `--allow` has it;
/// all of them where no migration can be written, or where it cannot be told which change it is.
std::vector<Key> destructive_changes(const ComparisonResult& comparison, const CompareRequest& request);

}  // namespace tenon
