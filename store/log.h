// The event log inside a store: appends events and reads them.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "audit/event.h"
#include "store/session.h"

namespace tenon {

/// Returns the last event; one with id 0 if there is none.
Event last_event(StoreSession& session);
/// Appends an event, whose id and hashes are filled in, and moves the head of the log. REQUIRES: a writing
/// transaction.
void append_event(StoreSession& session, Event event);
/// Returns up to `limit` events after one.
std::vector<Event> events_after(StoreSession& session, std::int64_t id, std::int64_t limit);

/// The name of the row of store_info that holds the id and hash of the last event.
inline constexpr const char* kLogHead = "log_head";
std::string log_head(const Event& last);
/// The name of the row of store_info that holds the version of the tables.
inline constexpr const char* kVersionName = "version";

/// Returns what store_info holds under a name.
std::optional<std::string> info(StoreSession& session, const std::string& name);
/// REQUIRES: a writing transaction.
void set_info(StoreSession& session, const std::string& name, const std::string& content);

}  // namespace tenon
