#pragma once

#include <string>
#include <vector>

#include "audit/ack.h"
#include "audit/history.h"
#include "audit/result.h"

namespace tenon::test {

/// 2026-11-01T03:00Z and so many nights later.
inline Instant night(int number) {
  return std::chrono::sys_days(std::chrono::year(2026) / 11 / 1) + std::chrono::hours(3) +
         std::chrono::days(number);
}

/// A foreign key that lost ON DELETE CASCADE.
inline StoredFinding lost_cascade(const std::string& name = "fk_orders_user_id_users") {
  StoredFinding finding;
  finding.op = "change";
  finding.kind = "foreign_key";
  finding.schema = "public";
  finding.table = "orders";
  finding.name = name;
  finding.key = "foreign_key:public.orders." + name;
  finding.declared_definition = "foreign key ( user_id ) references users ( id ) on delete cascade";
  finding.actual_definition = "foreign key ( user_id ) references users ( id )";
  finding.attributes = {{"ondelete", "NO ACTION", "CASCADE"}};
  return finding;
}

/// An index that nobody declared.
inline StoredFinding unexpected_index(const std::string& name) {
  StoredFinding finding;
  finding.op = "drop";
  finding.kind = "index";
  finding.schema = "public";
  finding.table = "audit_log";
  finding.name = name;
  finding.key = "index:public.audit_log." + name;
  finding.actual_definition = "create index on audit_log ( at )";
  return finding;
}

inline AuditResult result_with(std::vector<StoredFinding> findings, int at,
                               const std::string& target = "orders", const std::vector<Ack>& acks = {}) {
  AuditResult result;
  result.target = target;
  result.outcome = AuditOutcome::kInSync;
  result.findings = std::move(findings);
  result.started = night(at);
  result.read_at = night(at) + std::chrono::seconds(1);
  result.finished = night(at) + std::chrono::seconds(5);
  return acknowledged(std::move(result), acks, night(at));
}

inline AuditResult failed_with(const std::string& reason, int at, const std::string& target = "orders") {
  AuditResult result;
  result.target = target;
  result.outcome = AuditOutcome::kError;
  result.error = AuditError{reason, "cannot reach postgresql://***@h/db"};
  result.started = night(at);
  result.finished = night(at) + std::chrono::seconds(5);
  result.attempts = 4;
  return result;
}

inline Ack ack_of(const std::string& key, const std::string& selector, Instant ends) {
  Ack ack;
  ack.id = 1;
  ack.finding_key = key;
  ack.selector = selector;
  ack.reason = "OPS-1182";
  ack.owner = "team-data";
  ack.created = night(-100);
  ack.ends = ends;
  return ack;
}

}  // namespace tenon::test
