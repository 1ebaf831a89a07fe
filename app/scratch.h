// A throw-away database that SQL files are read with: files in, a database to reflect out.

#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <thread>

#include "app/held_signals.h"
#include "declare/declaration.h"
#include "reflect/scratch.h"

namespace tenon {

using MakeScratch = std::function<std::unique_ptr<Scratch>()>;

/// SQL files loaded into a temporary database, which is dropped at the end of this object, or when the
/// program is interrupted (SIGINT, SIGTERM, SIGHUP).
class ScratchSchema {
 public:
  /// Runs the files as one script. Statements about the whole server (roles, databases, settings) are not
  /// run, and neither is COPY; a grant or an owner whose role does not exist is left out. Throws
  /// Error(kDeclaration) with file, line and column of the first statement that the server rejects.
  ScratchSchema(const MakeScratch& make, std::span<const Document> documents);
  ~ScratchSchema();
  ScratchSchema(const ScratchSchema&) = delete;
  ScratchSchema& operator=(const ScratchSchema&) = delete;

  /// Returns the database that the files have created, open for reading.
  Database& database() { return *database_; }

 private:
  void watch();
  void stop_watching();

  std::optional<HeldSignals> held_;
  std::unique_ptr<Scratch> scratch_;
  std::thread watcher_;
  std::atomic<bool> is_done_ = false;  ///< the watcher has no signal to handle
  std::unique_ptr<Database> database_;
};

}  // namespace tenon
