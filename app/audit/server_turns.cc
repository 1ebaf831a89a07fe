// Counts audits by server, and makes attempts that fetch their own secrets.

#include "app/audit/server_turns.h"

#include <exception>

namespace tenon {

namespace {

OneAudit not_begun(const AuditTarget& target, Reason reason, const std::string& message) {
  return {not_audited(target, reason, message), {}, Healing::kMaybe};
}

OneAudit attempted_once(const AuditTarget& target, ServerTurn& turn, const std::stop_token& stop,
                        const std::function<OneAudit(const AuditTarget&)>& audit) {
  const AuditTarget fetched = with_secrets(target, stop);
  if (stop.stop_requested())
    return not_begun(target, Reason::kTimeout, "it was told to stop before its database was asked");
  if (is_server_known(target))
    turn.enter(server_of(fetched));
  else if (!turn.wait(server_of(fetched), stop))
    return not_begun(target, Reason::kTimeout, "its server had no room for another audit in time");
  return audit(fetched);
}

}  // namespace

std::size_t ServerTurns::running(const std::string& server) const {
  const std::lock_guard lock(mutex_);
  const auto at = running_.find(server);
  return at == running_.end() ? 0 : at->second;
}

void ServerTurns::enter(const std::string& server) {
  const std::lock_guard lock(mutex_);
  ++running_[server];
}

bool ServerTurns::wait(const std::string& server, const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait(lock, stop, [&] { return running_[server] < most_; })) return false;
  ++running_[server];
  return true;
}

void ServerTurns::leave(const std::string& server) {
  {
    const std::lock_guard lock(mutex_);
    const auto at = running_.find(server);
    if (--at->second == 0) running_.erase(at);
  }
  changed_.notify_all();
}

void ServerTurn::enter(const std::string& server) {
  const std::lock_guard lock(mutex_);
  if (server.empty() || has_turn_) return;
  turns_->enter(server);
  server_ = server;
  has_turn_ = true;
}

bool ServerTurn::wait(const std::string& server, const std::stop_token& stop) {
  {
    const std::lock_guard lock(mutex_);
    if (has_turn_ && server_ == server) return true;
  }
  leave();
  if (!server.empty() && !turns_->wait(server, stop)) return false;
  const std::lock_guard lock(mutex_);
  server_ = server;
  has_turn_ = !server.empty();
  return true;
}

void ServerTurn::leave() {
  const std::lock_guard lock(mutex_);
  if (!has_turn_) return;
  has_turn_ = false;
  turns_->leave(server_);
}

std::string ServerTurn::server() const {
  const std::lock_guard lock(mutex_);
  return server_;
}

OneAudit attempted(const AuditTarget& target, ServerTurn& turn, const std::stop_token& stop,
                   const std::function<OneAudit(const AuditTarget&)>& audit) {
  OneAudit made;
  try {
    made = attempted_once(target, turn, stop, audit);
  } catch (const std::exception& error) {
    made = {not_audited(target, Reason::kInternal, std::string("internal error: ") + error.what()),
            {},
            Healing::kNever};
  }
  turn.leave();
  return made;
}

}  // namespace tenon
