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

/// SQL files loaded into a throw-away database, which is dropped when this goes away, and also when the
/// program is interrupted (SIGINT, SIGTERM, SIGHUP) in the meantime.
class ScratchSchema {
 public:
  /// Runs the files as one script. What concerns the whole server (roles, databases, settings) is not run,
  /// and neither is COPY; a grant or an owner that the server has no role for is left out. Throws
  /// Error(kDeclaration) with file, line and column of the first statement that the server refuses.
  ScratchSchema(const MakeScratch& make, std::span<const Document> documents);
  ~ScratchSchema();
  ScratchSchema(const ScratchSchema&) = delete;
  ScratchSchema& operator=(const ScratchSchema&) = delete;

  /// What the files have made, open for reading.
  Database& database() { return *database_; }

 private:
  void watch();
  void stop_watching();

  std::optional<HeldSignals> held_;
  std::unique_ptr<Scratch> scratch_;
  std::thread watcher_;
  std::atomic<bool> is_done_ = false;  ///< the watcher has nobody to end the program for
  std::unique_ptr<Database> database_;
};

}  // namespace tenon
