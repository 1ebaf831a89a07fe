// How many audits load one server: those that are known to be its own at once, and those that find out which
// server they are of when their secrets are fetched.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

#include "app/audit/one_audit.h"

namespace tenon {

/// Counts audits by server. Any thread may call anything.
class ServerTurns {
 public:
  /// At most `most` audits of one server begin that wait for their turn.
  explicit ServerTurns(std::size_t most) : most_(most) {}

  std::size_t running(const std::string& server) const;

 private:
  friend class ServerTurn;

  void enter(const std::string& server);
  bool wait(const std::string& server, const std::stop_token& stop);
  void leave(const std::string& server);

  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::map<std::string, std::size_t> running_;
};

/// The turn of one attempt. Its thread takes it, and it is given back by whoever is first: that thread, at
/// its end, or the one that leaves the attempt behind.
class ServerTurn {
 public:
  explicit ServerTurn(std::shared_ptr<ServerTurns> turns) : turns_(std::move(turns)) {}
  ~ServerTurn() { leave(); }
  ServerTurn(const ServerTurn&) = delete;
  ServerTurn& operator=(const ServerTurn&) = delete;

  /// Takes it without waiting: whoever began the attempt has kept the limit. An empty server has none.
  void enter(const std::string& server);
  /// Waits until the server has room, unless it is the one that was entered; false: the attempt was told to
  /// stop.
  bool wait(const std::string& server, const std::stop_token& stop);
  void leave();
  /// The server that the attempt has or had a turn of; empty: none so far.
  std::string server() const;

 private:
  const std::shared_ptr<ServerTurns> turns_;
  mutable std::mutex mutex_;
  std::string server_;
  bool has_turn_ = false;
};

/// Makes an attempt in a thread of its own: fetches the secrets of a target, within the time that the attempt
/// has, takes the turn, and calls `audit`. Gives the turn back. Never throws.
OneAudit attempted(const AuditTarget& target, ServerTurn& turn, const std::stop_token& stop,
                   const std::function<OneAudit(const AuditTarget&)>& audit);

}  // namespace tenon
