// Both sides of a comparison, made ready for the diff: a request in, named and filtered catalogs out.

#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "app/compare.h"
#include "app/source.h"
#include "diff/difference.h"
#include "diff/filter.h"
#include "reflect/database.h"

namespace tenon {

/// The database that settles texts, and how it is asked.
struct Asking {
  std::unique_ptr<Database> scratch;
  Canonicalizer ask;  ///< empty if there is no database to ask
};

/// Measures the phases of a comparison, one after the other.
class Stopwatch {
 public:
  std::chrono::milliseconds lap();

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begun_ = Clock::now();
};

/// Cancels what a database is asked once a token is stopped.
class CancelledBy {
 public:
  /// REQUIRES: the database outlives this; nullptr: there is none.
  CancelledBy(const std::stop_token& stop, Database* database);

 private:
  std::stop_callback<std::function<void()>> callback_;
};

/// Throws Error(kTimeout) if the comparison is to stop.
void require_not_stopped(const CompareRequest& request);

/// Both sides of a request: opened, read in one snapshot each, renamed, named and filtered.
struct ComparedSides {
  explicit ComparedSides(const CompareRequest& request);
  /// With a declared side that was read before. REQUIRES: the actual side is a live database.
  ComparedSides(const CompareRequest& request, const SharedDeclaration& shared);

  Stopwatch watch;
  PhaseTimes times;
  std::chrono::system_clock::time_point read_at;
  OpenSource actual_source;
  std::optional<OpenSource> declared_source;  ///< empty: the declared side was read before
  CancelledBy cancel;
  std::vector<RenameStep> renames;
  Declaration actual;  ///< without its catalog, which is in `whole`
  Catalog found;       ///< the actual side before it is renamed
  Declaration declared;
  Side declared_side;
  NamingConvention naming;
  Catalog whole;  ///< the actual side before the filter
  Filtered left;
  Filtered right;
  Asking who;

 private:
  void require_dialect(const Dialect& dialect) const;
  void read_actual(const CompareRequest& request, const Dialect& dialect);
  void prepare(const CompareRequest& request, const Dialect& dialect, const std::vector<Document>& documents);
  void name_and_filter(const CompareRequest& request);
  void complete();
  void rename(const CompareRequest& request, const Dialect& dialect, const std::vector<Document>& documents);
};

}  // namespace tenon
