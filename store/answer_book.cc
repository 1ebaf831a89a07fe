// Keeps answers by the digest of caller and key.

#include "store/answer_book.h"

#include "model/digest.h"
#include "store/session.h"

namespace tenon {

namespace {

/// Neither a caller nor a key holds a line break.
std::string id_of(const RepeatableRequest& request) { return sha256(request.caller + "\n" + request.key); }

RepeatVerdict verdict_of(const SqlRow& row, const std::string& digest) {
  if (row.text(0) != digest) return {RepeatVerdict::Kind::kOther, {}};
  if (row.is_null(1)) return {RepeatVerdict::Kind::kInProgress, {}};
  return {RepeatVerdict::Kind::kAnswered,
          {static_cast<int>(row.integer(1)), row.text(2), row.text(3), row.text(4)}};
}

}  // namespace

RepeatVerdict AnswerBook::begin(const RepeatableRequest& request, Instant now,
                                std::chrono::seconds patience) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  StoreTransaction transaction(session, Access::kWriting);
  session.run("DELETE FROM idempotency WHERE id = ?1 AND status IS NULL AND created_at < ?2",
              {id_of(request), sortable(now - patience)});
  const SqlRows known = session.run(
      "SELECT request_digest, status, content_type, location, body FROM idempotency WHERE id = ?1",
      {id_of(request)});
  if (!known.empty()) return verdict_of(known.front(), request.digest);
  session.run(
      "INSERT INTO idempotency (id, request_digest, content_type, location, body, created_at) VALUES (?1, "
      "?2, "
      "'', '', '', ?3)",
      {id_of(request), request.digest, sortable(now)});
  transaction.commit();
  return {};
}

void AnswerBook::keep(const RepeatableRequest& request, const KeptAnswer& answer) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run(
      "UPDATE idempotency SET status = ?2, content_type = ?3, location = ?4, body = ?5 WHERE id = ?1",
      {id_of(request), std::int64_t{answer.status}, answer.content_type, answer.location, answer.body});
}

void AnswerBook::drop(const RepeatableRequest& request) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run("DELETE FROM idempotency WHERE id = ?1 AND status IS NULL", {id_of(request)});
}

void AnswerBook::forget(Instant before) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run("DELETE FROM idempotency WHERE created_at < ?1", {sortable(before)});
}

}  // namespace tenon
