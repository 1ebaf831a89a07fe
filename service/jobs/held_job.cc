// A job that a worker has the lease of: what is audited, and what is to be written of it.

#include "service/jobs/held_job.h"

#include <utility>

namespace tenon {

namespace {

JobVerdict ended_by_itself(const HeldJob& held, OneAudit audit, std::int64_t attempts) {
  const bool is_again = audit.healing == Healing::kMaybe && held.job.attempt < attempts;
  return {is_again ? JobVerdict::Kind::kRetry : JobVerdict::Kind::kResult, std::move(audit)};
}

OneAudit out_of_time(const HeldJob& held) {
  return {not_audited(held.target, Reason::kTimeout, kTookTooLong), {}, Healing::kMaybe};
}

}  // namespace

JobVerdict verdict_of(const HeldJob& held, const AttemptReport& report, std::int64_t attempts) {
  const bool is_told = report.end && is_known(held.made->result.outcome);
  if (is_told || report.stopped_as == JobEnd::kDone)
    return ended_by_itself(held, std::move(*held.made), attempts);
  if (report.stopped_as == JobEnd::kInterrupted) return {};
  // An attempt that goes on behind us still loads its server: another one would load it twice.
  return ended_by_itself(held, out_of_time(held), report.end ? attempts : 0);
}

JobVerdict refused_verdict(const HeldJob& held, const std::string& why) {
  return {JobVerdict::Kind::kResult,
          {not_audited(held.target, Reason::kInternal, "its result could not be recorded: " + why),
           {},
           Healing::kNever}};
}

}  // namespace tenon
