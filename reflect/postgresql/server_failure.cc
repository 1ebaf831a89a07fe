// Explains what a server says against a statement.

#include "reflect/postgresql/server_failure.h"

namespace tenon {

namespace {

constexpr std::string_view kTooLong =
    "raise statement_timeout (--timeout SECONDS, or in the URL: options=-c%20statement_timeout%3D5min)";
constexpr std::string_view kCancelled =
    "somebody cancelled it on the server (pg_cancel_backend, or a tool that ends long queries); try again";
constexpr std::string_view kWentAway =
    "the server went away, or a pooler in between closed the connection; try again, and see the server's log";

/// A state (manual, appendix A), the reason that it stands for, and what to do.
struct Known {
  std::string_view state;
  Reason reason;
  std::string_view advice = "";
};

constexpr Known kKnown[] = {
    // lock_not_available
    {"55P03", Reason::kLock,
     "try again when it is free, or raise lock_timeout (in the URL: options=-c%20lock_timeout%3D30s)"},
    // object_in_use: a database that is being copied from or dropped
    {"55006", Reason::kLock, "other sessions use it; try again"},
    // deadlock_detected
    {"40P01", Reason::kLock, "it and another session waited for each other; try again"},
    // serialization_failure
    {"40001", Reason::kLock,
     "a standby cancels what its recovery waits for; try again, or raise max_standby_streaming_delay there"},
    // insufficient_privilege
    {"42501", Reason::kRights, "grant the role what it lacks, or give the URL of another one"},
    // read_only_sql_transaction
    {"25006", Reason::kConnect, "the server is a standby, or lets nobody write; give the URL of the primary"},
    // query_canceled
    {"57014", Reason::kTimeout, kTooLong},
    // idle_in_transaction_session_timeout
    {"25P03", Reason::kTimeout,
     "raise idle_in_transaction_session_timeout (in the URL: "
     "options=-c%20idle_in_transaction_session_timeout%3D5min)"},
    // transaction_timeout
    {"25P04", Reason::kTimeout,
     "raise transaction_timeout (in the URL: options=-c%20transaction_timeout%3D5min)"},
    // admin_shutdown
    {"57P01", Reason::kGone, "an administrator ended the session, or the server shuts down; try again"},
    // crash_shutdown
    {"57P02", Reason::kGone,
     "another session crashed and the server starts anew; try again, and see its log"},
    // cannot_connect_now
    {"57P03", Reason::kGone, "the server starts or shuts down; try again"},
    // database_dropped
    {"57P04", Reason::kGone, "somebody dropped the database"},
    // idle_session_timeout
    {"57P05", Reason::kGone,
     "raise idle_session_timeout (in the URL: options=-c%20idle_session_timeout%3D5min)"},
    // disk_full, out_of_memory, too_many_connections
    {"53100", Reason::kConnect, "the disk of the server is full; make room there"},
    {"53200", Reason::kConnect, "the server has no memory left; try again, and see its log"},
    {"53300", Reason::kConnect, "the server has no connection left; try again, or raise max_connections"},
    // character_not_in_repertoire
    {"22021", Reason::kConnect,
     "the database's encoding, SQL_ASCII, lets any bytes in; write that name, comment or expression anew as "
     "UTF-8"},
};

const Known* known(std::string_view state) {
  for (const Known& one : kKnown)
    if (one.state == state) return &one;
  return nullptr;
}

/// The state that a server's last words stand for, where the connection broke before it was read.
std::string_view state_of(std::string_view message) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"administrator command", "57P01"}, {"crash of another server process", "57P02"},
      {"shutting down", "57P03"},         {"idle-in-transaction timeout", "25P03"},
      {"transaction timeout", "25P04"},   {"idle-session timeout", "57P05"}};
  for (const auto& [words, state] : kWords)
    if (message.find(words) != std::string_view::npos) return state;
  return "";
}

/// A server without connections or memory may have some a moment later; a database that was dropped stays so.
Healing healing_of(const Known& one) {
  if (one.state == "53300" || one.state == "53200") return Healing::kMaybe;
  return one.state == "57P04" ? Healing::kNever : usual_healing(one.reason);
}

bool was_cancelled(const ServerFailure& failure) {
  if (failure.message.find("statement timeout") != std::string::npos) return false;
  if (failure.message.find("user request") != std::string::npos) return true;
  return failure.allowed.count() == 0 || failure.waited < failure.allowed;
}

}  // namespace

FailureAdvice explained(const ServerFailure& failure) {
  const std::string_view state = failure.state.empty() ? state_of(failure.message) : failure.state;
  if (state == "57014" && was_cancelled(failure)) return {Reason::kGone, kCancelled, Healing::kMaybe};
  if (const Known* one = known(state)) return {one->reason, one->advice, healing_of(*one)};
  const Reason reason = failure.is_cut ? Reason::kGone : reason_of_sqlstate(state);
  return {reason, reason == Reason::kGone ? kWentAway : std::string_view(), usual_healing(reason)};
}

Reason reason_of_sqlstate(std::string_view state) {
  if (const Known* one = known(state)) return one->reason;
  if (state.starts_with("08")) return Reason::kGone;      // connection_exception
  if (state.starts_with("42")) return Reason::kInternal;  // a query of tenon's own does not compile
  return Reason::kConnect;
}

}  // namespace tenon
