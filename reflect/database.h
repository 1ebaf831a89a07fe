#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/catalog.h"
#include "model/lint.h"
#include "model/report.h"
#include "model/settling.h"
#include "model/source_argument.h"

namespace tenon {

/// A column whose values are to be stored as another type stores them.
struct Conversion {
  QualifiedName table;
  Name column;
  std::string from;  ///< affinity
  std::string to;
};

/// Something of the user's that holds what an extension brought.
struct ExtensionUser {
  Name extension;
  QualifiedName home;  ///< a table or a type; without a schema: another extension
  Name part;           ///< a column, a constraint or an index of the table; empty: the whole
};

/// A live database, open for reading and nothing else. What it throws is Error(kConnection) or
/// Error(kRights), with no password in the text.
class Database {
 public:
  virtual ~Database() = default;
  virtual const Dialect& dialect() const = 0;
  /// How a report names it.
  virtual Side side() const = 0;
  /// Everything it holds, from one snapshot, in a fixed number of queries, sorted. Constraints that the
  /// catalog holds no name for are nameless (NamedBy::kNobody).
  virtual Catalog reflect() = 0;
  /// See Ask. Reads only.
  virtual std::vector<Answer> settle(const std::vector<Question>& questions) = 0;
  /// What it knows besides of the faults that `catalog`, its own, may have. Reads only; what the role has no
  /// right to read is left out.
  virtual LintEvidence evidence(const Catalog& catalog) = 0;
  /// What would keep its extensions from being dropped.
  virtual std::vector<ExtensionUser> extension_users() { return {}; }
  /// How many values a conversion would not give back if it were undone; nullopt: this database cannot say.
  virtual std::optional<std::size_t> values_lost(const Conversion&) { return std::nullopt; }
  /// In how many rows a column has no value; likewise.
  virtual std::optional<std::size_t> values_missing(const QualifiedName& /*table*/, const Name& /*column*/) {
    return std::nullopt;
  }
};

/// `url`: postgresql://, postgres://, postgresql+driver://, with libpq's environment and files behind it.
std::unique_ptr<Database> open_postgresql(const SourceArgument& url);
/// `url`: sqlite:///relative, sqlite:////absolute, sqlite:// (in memory). Opened read-only; a file that is
/// not there is an error, never made.
std::unique_ptr<Database> open_sqlite(const SourceArgument& url);

}  // namespace tenon
