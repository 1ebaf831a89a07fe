// The event log inside a store: appends events and reads them.

#include "store/log.h"

#include "store/rows.h"

namespace tenon {

namespace {

const std::string kSelectEvents = std::string("SELECT ") + kEventColumns + " FROM event ";

}  // namespace

Event last_event(StoreSession& session) {
  const SqlRows rows = session.run(kSelectEvents + "ORDER BY id DESC LIMIT 1");
  return rows.empty() ? Event{} : stored_event(rows.front());
}

void append_event(StoreSession& session, Event event) {
  const Event made = following(last_event(session), std::move(event));
  session.run(
      "INSERT INTO event (id, happened_at, kind, target, body, previous_hash, hash) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      {made.id, sortable(made.at), made.kind, made.target, made.body, made.previous_hash, made.hash});
  set_info(session, kLogHead, log_head(made));
}

std::vector<Event> events_after(StoreSession& session, std::int64_t id, std::int64_t limit) {
  std::vector<Event> all;
  for (const SqlRow& row : session.run(kSelectEvents + "WHERE id > ?1 ORDER BY id LIMIT ?2", {id, limit}))
    all.push_back(stored_event(row));
  return all;
}

std::string log_head(const Event& last) { return std::to_string(last.id) + ":" + last.hash; }

std::optional<std::string> info(StoreSession& session, const std::string& name) {
  const SqlRows rows = session.run("SELECT content FROM store_info WHERE name = ?1", {name});
  return rows.empty() ? std::nullopt : std::optional(rows.front().text(0));
}

void set_info(StoreSession& session, const std::string& name, const std::string& content) {
  session.run(
      "INSERT INTO store_info (name, content) VALUES (?1, ?2) "
      "ON CONFLICT (name) DO UPDATE SET content = excluded.content",
      {name, content});
}

}  // namespace tenon
