// Makes a throw-away database on a server, fills it from SQL files, and drops it whatever happens.

#include "app/scratch.h"

#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "app/interruption.h"
#include "declare/sql/script.h"
#include "model/error.h"
#include "sql/pg_node.h"
#include "sql/pg_script.h"

namespace tenon {

namespace {

/// Statements that affect more than the database in which they run.
constexpr auto kBeyond = std::to_array<std::string_view>({"AlterDatabaseRefreshCollStmt",
                                                          "AlterDatabaseSetStmt",
                                                          "AlterDatabaseStmt",
                                                          "AlterRoleSetStmt",
                                                          "AlterRoleStmt",
                                                          "AlterSystemStmt",
                                                          "AlterTableSpaceOptionsStmt",
                                                          "CheckPointStmt",
                                                          "CopyStmt",
                                                          "CreateRoleStmt",
                                                          "CreateSubscriptionStmt",
                                                          "CreateTableSpaceStmt",
                                                          "CreatedbStmt",
                                                          "DropOwnedStmt",
                                                          "DropRoleStmt",
                                                          "DropTableSpaceStmt",
                                                          "DropdbStmt",
                                                          "GrantRoleStmt",
                                                          "LoadStmt",
                                                          "ReassignOwnedStmt"});

bool is_beyond(std::string_view statement) {
  const PgStatement parsed = pg_statement(statement);
  return std::ranges::find(kBeyond, parsed.tree.kind) != kBeyond.end();
}

void run_piece(Scratch& scratch, const SqlFile& file, const ScriptPiece& piece) {
  Faults faults;
  if (const std::string fault = script_fault(file, piece); !fault.empty())
    file.fault(faults, piece.span.begin, fault);
  const std::string statement(piece.span.of(file.text()));
  if (piece.kind == ScriptPiece::Kind::kStatement && !is_beyond(statement)) {
    const auto refusal = scratch.run(statement);
    if (refusal && !refusal->names_no_role)
      file.fault(faults, piece.span.begin + refusal->at, "the scratch server says: " + refusal->what);
  }
  faults.raise();
}

}  // namespace

ScratchSchema::ScratchSchema(const MakeScratch& make, std::span<const Document> documents) {
  held_.emplace();
  scratch_ = make();
  watch();
  try {
    for (const Document& document : documents) {
      const SqlFile file(document);
      for (const ScriptPiece& piece : script_pieces(file.text())) run_piece(*scratch_, file, piece);
    }
    database_ = scratch_->open();
  } catch (...) {
    stop_watching();
    throw;
  }
}

ScratchSchema::~ScratchSchema() {
  database_.reset();
  stop_watching();
}

/// A separate thread waits for the signals that end the program: it can drop the database while the main
/// thread waits for the server, which a signal handler cannot.
void ScratchSchema::watch() {
  watcher_ = std::thread([this] {
    const sigset_t set = ending_signals();
    int signal = 0;
    sigwait(&set, &signal);
    const bool is_interrupted = !is_done_;
    if (const std::string why = scratch_->drop(); !why.empty()) spdlog::error("{}", why);
    if (!is_interrupted) return;
    if (Interruption::is_awaited()) {  // whoever ends the run in order hears of it
      kill(getpid(), signal);
      return;
    }
    ::signal(signal, SIG_DFL);
    sigset_t one;  // stop_watching() may have sent another, as the statement that was running fails
    sigemptyset(&one);
    sigaddset(&one, signal);
    pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
    raise(signal);
  });
}

/// Wakes the watcher, which drops the database.
void ScratchSchema::stop_watching() {
  is_done_ = true;
  pthread_kill(watcher_.native_handle(), SIGTERM);
  watcher_.join();
  held_.reset();
}

}  // namespace tenon
