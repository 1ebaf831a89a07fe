// Acknowledgements inside a store.

#include "audit/canonical_json.h"
#include "model/error.h"
#include "store/ack_event.h"
#include "store/log.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/utf8.h"

namespace tenon {

namespace {

const std::string kSelectAck = std::string("SELECT ") + kAckColumns + " FROM ack WHERE id = ?1";

}  // namespace

std::string ack_body(const Ack& ack) {
  return text_of(CanonicalJson{{"ack", ack.id},
                               {"finding_key", ack.finding_key},
                               {"selector", ack.selector},
                               {"reason", ack.reason},
                               {"owner", ack.owner},
                               {"created_at", sortable(ack.created)},
                               {"ends_at", sortable(ack.ends)},
                               {"ended_at", ack.ended ? sortable(*ack.ended) : ""}});
}

Event ack_event(const char* kind, const Ack& ack, Instant at) {
  Event event;
  event.at = at;
  event.kind = kind;
  event.body = ack_body(ack);
  return event;
}

Ack Store::add_ack(Ack ack) {
  require_complete(ack);
  for (std::string* text : {&ack.finding_key, &ack.selector, &ack.reason, &ack.owner})
    *text = storable(*text);
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  ack.id = session_
               ->run(
                   "INSERT INTO ack (finding_key, selector, reason, owner, created_at, ends_at) VALUES "
                   "(?1, ?2, ?3, ?4, ?5, ?6) RETURNING id",
                   {ack.finding_key, ack.selector, ack.reason, ack.owner, sortable(ack.created),
                    sortable(ack.ends)})
               .front()
               .integer(0);
  append_event(*session_, ack_event(kAckAdded, ack, ack.created));
  transaction.commit();
  return ack;
}

Ack Store::expire_ack(std::int64_t id, Instant at) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  const SqlRows rows = session_->run(kSelectAck, {id});
  if (rows.empty())
    throw Error(Fault::kUsage, "there is no acknowledgement " + std::to_string(id) +
                                   "; tenon ack list --all shows those that there are");
  Ack ack = stored_ack(rows.front());
  if (!is_active(ack, at))
    throw Error(Fault::kUsage,
                "acknowledgement " + std::to_string(id) + " has ended " + rfc3339(end_of(ack)) + " already");
  ack.ended = at;
  session_->run("UPDATE ack SET ended_at = ?2 WHERE id = ?1", {id, sortable(at)});
  append_event(*session_, ack_event(kAckEnded, ack, at));
  transaction.commit();
  return ack;
}

}  // namespace tenon
