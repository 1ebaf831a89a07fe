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

/// One kind of database that tenon can be pointed at.
struct Backend {
  const Dialect* dialect;
  std::span<const std::string_view> schemes;  ///< of its URLs, without driver: "postgresql", "postgres"
  std::unique_ptr<Database> (*open)(const SourceArgument& url);
  /// Reads declared SQL, one script in the order of its files.
  Declaration (*read_sql)(std::span<const Document> documents);
  /// Throws what this database would refuse of a schema declared as JSON, when none need be running for that;
  /// nullptr: nothing is known of it.
  void (*compile)(const Catalog& declared);
  /// Makes a throw-away database on the server of a URL; nullptr: no such thing is needed.
  std::unique_ptr<Scratch> (*make_scratch)(const SourceArgument& url);
  /// Renames tables and columns in a copy of a catalog; nullptr: what a rename does is known from the
  /// catalog.
  RenamedCopy (*rename)(const Catalog& catalog, const std::vector<RenameStep>& steps);
  /// Looks in a copy of `found` at what a migration leaves behind; nullptr: the server refuses it by itself.
  DependentsProof (*prove)(Migration both, const Catalog& found);
  /// A sentence for each object of `found` that does not compile, and that `compared` holds; nullptr: the
  /// server lets none be broken.
  std::vector<std::string> (*broken)(const Catalog& found, const Catalog& compared);
  std::string_view scratch_url;  ///< an empty database that costs nothing, to settle with; empty: none
};

/// The one list of backends: a database more is a line more.
std::span<const Backend> backends();

/// `scheme://` of a URL without the driver (`postgresql+psycopg2://` is "postgresql"); empty: not a URL.
std::string_view scheme(const SourceArgument& source);

/// The backend for a URL. Throws Error(kUsage) for a scheme that none has, with the nearest one.
const Backend& backend_for(const SourceArgument& url);
/// The backend of a dialect; nullptr: it has none.
const Backend* find_backend(const Dialect& dialect);
/// The same where there is one.
const Backend& backend_for(const Dialect& dialect);

}  // namespace tenon
