// Remembers issues, and which process tells of one.

#include "store/issue_book.h"

#include "store/rows.h"
#include "store/session.h"

namespace tenon {

bool IssueBook::take(const IssueKey& key, const std::string& owner, std::chrono::milliseconds time) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  StoreTransaction transaction(session, Access::kRowWriting);
  session.run(
      "INSERT INTO issue (channel, subject) VALUES (?1, ?2) ON CONFLICT (channel, subject) DO NOTHING",
      {key.channel, key.subject});
  const Instant now = session.now();
  const SqlRows own = session.run(
      "UPDATE issue SET taken_by = ?3, taken_until = ?4 WHERE channel = ?1 AND subject = ?2 AND (taken_until "
      "IS "
      "NULL OR taken_until <= ?5) RETURNING id",
      {key.channel, key.subject, owner, sortable(now + time), sortable(now)});
  transaction.commit();
  return !own.empty();
}

void IssueBook::give_back(const IssueKey& key, const std::string& owner) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run(
      "UPDATE issue SET taken_by = NULL, taken_until = NULL WHERE channel = ?1 AND subject = ?2 AND taken_by "
      "= ?3",
      {key.channel, key.subject, owner});
}

std::optional<std::int64_t> IssueBook::number(const IssueKey& key) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  const SqlRows rows = store_.session_->run("SELECT number FROM issue WHERE channel = ?1 AND subject = ?2",
                                            {key.channel, key.subject});
  if (rows.empty() || rows.front().is_null(0)) return std::nullopt;
  return rows.front().integer(0);
}

void IssueBook::remember(const IssueKey& key, std::optional<std::int64_t> number) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run("UPDATE issue SET number = ?3 WHERE channel = ?1 AND subject = ?2",
                       {key.channel, key.subject, number ? SqlValue(*number) : SqlValue()});
}

std::vector<DriftedTarget> IssueBook::targets_of(const std::string& fingerprint) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  std::vector<DriftedTarget> all;
  for (const SqlRow& row : store_.session_->run("SELECT t.name, t.labels FROM episode e JOIN target t ON "
                                                "t.id = e.target_id WHERE e.closed_audit IS "
                                                "NULL AND e.fingerprint = ?1 ORDER BY t.name",
                                                {fingerprint}))
    all.push_back({row.text(0), labels_of(row.text(1))});
  return all;
}

}  // namespace tenon
