// The outbox inside a store: messages, who sends them, and what became of it.

#include "store/deliveries.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace tenon {

namespace {

std::vector<Delivery> stored_deliveries(const SqlRows& rows) {
  std::vector<Delivery> all;
  for (const SqlRow& row : rows) all.push_back(stored_delivery(row));
  return all;
}

}  // namespace

Delivery stored_delivery(const SqlRow& row) {
  Delivery delivery;
  delivery.id = row.integer(0);
  delivery.message = {row.text(1), row.text(2), row.text(3), row.text(4)};
  delivery.created = row.instant(5);
  delivery.attempts = row.integer(6);
  delivery.due = row.instant(7);
  delivery.delivered = row.optional_instant(8);
  delivery.given_up = row.optional_instant(9);
  delivery.last_error = row.text(10);
  return delivery;
}

void insert_delivery(StoreSession& session, const NewDelivery& message, Instant at) {
  session.run(
      "INSERT INTO delivery (message_id, channel, kind, body, created_at, attempts, due_at, last_error) "
      "VALUES (?1, ?2, ?3, ?4, ?5, 0, ?5, '') ON CONFLICT (message_id, channel) DO NOTHING",
      {message.message_id, message.channel, message.kind, message.body, sortable(at)});
}

void Store::enqueue(const NewDelivery& message, Instant at) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  insert_delivery(*session_, message, at);
  transaction.commit();
}

std::vector<Delivery> Store::claim_deliveries(Instant now, Instant until, std::int64_t limit) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  std::vector<Delivery> all = stored_deliveries(session_->run(
      std::string("SELECT ") + kDeliveryColumns +
          " FROM delivery WHERE delivered_at IS NULL AND given_up_at IS NULL AND due_at <= ?1 AND "
          "(claimed_until IS NULL OR claimed_until <= ?1) ORDER BY due_at, id LIMIT ?2",
      {sortable(now), limit}));
  for (const Delivery& one : all)
    session_->run("UPDATE delivery SET claimed_until = ?2 WHERE id = ?1", {one.id, sortable(until)});
  transaction.commit();
  return all;
}

void Store::attempted(std::int64_t delivery, const DeliveryAttempt& attempt) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  const std::optional<Instant> at = attempt.at;
  const std::optional<Instant> none;
  session_->run(
      "UPDATE delivery SET attempts = attempts + 1, claimed_until = NULL, delivered_at = ?2, given_up_at = "
      "?3, due_at = ?4, last_error = ?5 WHERE id = ?1 AND delivered_at IS NULL",
      {delivery, or_null(attempt.is_delivered ? at : none),
       or_null(attempt.is_delivered || attempt.next ? none : at), sortable(attempt.next.value_or(attempt.at)),
       attempt.error});
  transaction.commit();
}

bool Store::send_again(std::int64_t delivery, Instant at) {
  const std::lock_guard<std::mutex> turn(turn_);
  StoreTransaction transaction(*session_, Access::kWriting);
  const SqlRows found = session_->run(
      "UPDATE delivery SET attempts = 0, claimed_until = NULL, delivered_at = NULL, given_up_at = NULL, "
      "due_at = "
      "?2 WHERE id = ?1 RETURNING id",
      {delivery, sortable(at)});
  transaction.commit();
  return !found.empty();
}

std::vector<Delivery> Store::deliveries(std::int64_t limit) {
  const std::lock_guard<std::mutex> turn(turn_);
  return stored_deliveries(session_->run(
      std::string("SELECT ") + kDeliveryColumns + " FROM delivery ORDER BY id DESC LIMIT ?1", {limit}));
}

std::vector<Delivery> Store::waiting_and(const std::set<std::int64_t>& others) {
  const std::lock_guard<std::mutex> turn(turn_);
  const StoreTransaction transaction(*session_, Access::kReading);
  const std::string select = std::string("SELECT ") + kDeliveryColumns + " FROM delivery WHERE ";
  std::vector<Delivery> all =
      stored_deliveries(session_->run(select + "delivered_at IS NULL AND given_up_at IS NULL"));
  for (const std::int64_t id : others)
    for (Delivery& one : stored_deliveries(session_->run(
             select + "id = ?1 AND (delivered_at IS NOT NULL OR given_up_at IS NOT NULL)", {id})))
      all.push_back(std::move(one));
  std::ranges::sort(all, std::greater{}, &Delivery::id);
  return all;
}

}  // namespace tenon
