// Audits one target: its database is read and compared once, and what came of it is a value.

#pragma once

#include <stop_token>
#include <string>

#include "app/audit/audit_target.h"
#include "app/audit/shared_declarations.h"
#include "audit/result.h"
#include "model/error.h"
#include "store/store.h"

namespace tenon {

/// What one attempt came to.
struct OneAudit {
  AuditResult result;  ///< its fingerprints and what is acknowledged are not filled in yet
  AuditTexts texts;
  Healing healing = Healing::kNever;  ///< of a failure: whether another attempt may succeed
};

/// Compares a target and never throws: what fails is a result with a reason. What could not be compared is a
/// failure too, even if everything else is in sync. It reads the clock of this machine.
OneAudit audited(const AuditTarget& target, SharedDeclarations& declarations, const std::stop_token& stop);

/// What is said of a target whose audit took longer than it may.
inline constexpr const char* kTookTooLong =
    "it took longer than it may; give it longer (time_limit), or see what holds the server up";

/// Returns the result of a target of which no attempt ended by itself.
AuditResult not_audited(const AuditTarget& target, Reason reason, const std::string& message);

}  // namespace tenon
