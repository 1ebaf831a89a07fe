// What pages show of acknowledgements, messages and sweeps: pages of rows with a cursor, newest first.

#include "store/deliveries.h"
#include "store/overview.h"
#include "store/rows.h"
#include "store/sweep_digest.h"

namespace tenon {

std::vector<Ack> ack_rows(StoreSession& session, std::int64_t before, std::int64_t limit) {
  std::vector<Ack> all;
  for (const SqlRow& row : session.run(std::string("SELECT ") + kAckColumns +
                                           " FROM ack WHERE (?1 = 0 OR id < ?1) ORDER BY id DESC LIMIT ?2",
                                       {before, limit}))
    all.push_back(stored_ack(row));
  return all;
}

std::vector<Delivery> delivery_rows(StoreSession& session, const std::string& channel, std::int64_t before,
                                    std::int64_t limit) {
  std::vector<Delivery> all;
  for (const SqlRow& row : session.run(
           "SELECT id, channel, message_id, kind, '', created_at, attempts, due_at, delivered_at, "
           "given_up_at, last_error FROM delivery WHERE (?1 = '' OR channel = ?1) AND (?2 = 0 OR id < ?2) "
           "ORDER BY id DESC LIMIT ?3",
           {channel, before, limit}))
    all.push_back(stored_delivery(row));
  return all;
}

std::vector<ChannelRow> channel_rows(StoreSession& session) {
  constexpr const char* kSql =
      "SELECT channel, sum(CASE WHEN delivered_at IS NULL AND given_up_at IS NULL THEN 1 ELSE 0 END), "
      "sum(CASE WHEN delivered_at IS NULL AND given_up_at IS NULL AND attempts > 0 THEN 1 ELSE 0 END), "
      "sum(CASE WHEN given_up_at IS NOT NULL THEN 1 ELSE 0 END), max(delivered_at), min(CASE WHEN "
      "delivered_at IS NULL AND given_up_at IS NULL THEN created_at END) FROM delivery GROUP BY channel "
      "ORDER BY channel";
  std::vector<ChannelRow> all;
  for (const SqlRow& row : session.run(kSql))
    all.push_back({row.text(0), row.integer(1), row.integer(2), row.integer(3), row.optional_instant(4),
                   row.optional_instant(5)});
  return all;
}

std::vector<StoredSweep> sweep_rows(StoreSession& session, std::int64_t limit) {
  std::vector<StoredSweep> all;
  for (const SqlRow& row :
       session.run(std::string("SELECT ") + kSweepColumns + " FROM sweep ORDER BY id DESC LIMIT ?1", {limit}))
    all.push_back(stored_sweep(row));
  return all;
}

}  // namespace tenon
