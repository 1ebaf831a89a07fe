// A job that a worker has the lease of: what is audited, and what is to be written of it.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/audit/attempts.h"
#include "app/audit/audit_target.h"
#include "app/audit/one_audit.h"
#include "app/audit/server_turns.h"
#include "service/jobs/job_limits.h"
#include "store/job.h"

namespace tenon {

/// What becomes of a job whose attempt has ended.
struct JobVerdict {
  enum class Kind {
    kResult,  ///< it is over
    kRetry,   ///< it may heal
    kReturn,  ///< it was interrupted: another worker begins anew
  };
  Kind kind = Kind::kReturn;
  OneAudit audit;  ///< of kResult and kRetry
};

/// A job and its attempt.
struct HeldJob {
  StoredJob job;
  AuditTarget target;
  std::shared_ptr<ServerTurn> turn;        ///< of the attempt's thread
  std::shared_ptr<OneAudit> made;          ///< written by the attempt's thread, and read once that has ended
  bool is_lost = false;                    ///< the lease is lost: nobody hears of the result
  std::optional<JobVerdict> verdict = {};  ///< nullopt: the attempt goes on
  int refusals = 0;                        ///< how often the store would not take the verdict
};

/// Returns what becomes of a job by how its attempt ended: time-outs and failures that may heal are tried
/// again while there are attempts left; what was interrupted is given back; what ended in time counts, even
/// if it was told to stop by then.
JobVerdict verdict_of(const HeldJob& held, const AttemptReport& report, std::int64_t attempts);

/// Returns what is recorded instead of a result that the store refuses for what it is.
JobVerdict refused_verdict(const HeldJob& held, const std::string& why);

}  // namespace tenon
