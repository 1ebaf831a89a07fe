// What the use cases ask of a database: opening it, reading its SQL, throw-away copies, proofs.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/sqlite_dependents.h"
#include "declare/declaration.h"
#include "model/source_argument.h"
#include "reflect/database.h"
#include "reflect/scratch.h"
#include "renames/database.h"

namespace tenon {

/// One kind of database that tenon can connect to.
struct Backend {
  const Dialect* dialect;
  std::span<const std::string_view> schemes;  ///< of its URLs, without driver: "postgresql", "postgres"
  std::unique_ptr<Database> (*open)(const SourceArgument& url, Patience patience);
  /// Reads declared SQL files, in order, as one script.
  Declaration (*read_sql)(std::span<const Document> documents);
  /// Throws what this database would reject in a schema declared as JSON, if that needs no server; nullptr if
  /// it cannot be checked.
  void (*compile)(const Catalog& declared);
  /// Creates a temporary database on the server of a URL; nullptr if none is needed.
  std::unique_ptr<Scratch> (*make_scratch)(const SourceArgument& url, Patience patience);
  /// Renames tables and columns in a copy of a catalog; nullptr if the effect of a rename is known from the
  /// catalog.
  RenamedCopy (*rename)(const Catalog& catalog, const std::vector<RenameStep>& steps);
  /// Checks in a copy of `found` which views and triggers a migration would break; nullptr if the server
  /// itself prevents that.
  DependentsProof (*prove)(Migration both, const Catalog& found);
  /// Returns a sentence for each object of `found` that does not compile and is in `compared`; nullptr if the
  /// server prevents broken objects.
  std::vector<std::string> (*broken)(const Catalog& found, const Catalog& compared);
  /// Returns the file that the URL of a database names, empty if none; nullptr if no database is a file.
  std::string (*file_of)(const SourceArgument& url);
  std::string_view
      scratch_url;  ///< the URL of an empty database without a server, to settle with; empty if there is none
};

/// Returns the list of backends. A new database is added there.
std::span<const Backend> backends();

/// Returns what the URLs of databases begin with: `postgresql://`.
std::vector<std::string> known_schemes();

/// Returns `scheme://` of a URL without the driver (`postgresql+psycopg2://` is "postgresql"); empty if the
/// text is not a URL.
std::string_view scheme(const SourceArgument& source);

/// Returns the backend for a URL. Throws Error(kUsage) for an unknown scheme, with the nearest known one.
const Backend& backend_for(const SourceArgument& url);
/// Returns the backend of a dialect, or nullptr.
const Backend* find_backend(const Dialect& dialect);
/// Returns the backend of a dialect that has one.
const Backend& backend_for(const Dialect& dialect);
/// Returns the backend that reads SQL for a dialect without a backend: that of the closest dialect.
const Backend& stand_in_backend();

}  // namespace tenon
