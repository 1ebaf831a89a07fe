// Acknowledgements: drift that somebody accepts, for a reason, until a date.

#include "audit/ack.h"

#include <algorithm>
#include <set>

#include "audit/fingerprint.h"
#include "model/error.h"
#include "model/glob.h"

namespace tenon {

namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \t\r\n") == std::string::npos; }

}  // namespace

std::vector<AckFault> ack_faults(const Ack& ack) {
  std::vector<AckFault> all;
  const auto want = [&](const char* field, const std::string& text, const std::string& what) {
    if (is_blank(text)) all.push_back({field, "an acknowledgement needs " + what});
  };
  want("finding_key", ack.finding_key, "the key of a finding: as reports show it; * and ? may stand in it");
  want("selector", ack.selector, "targets: a name, a glob (tenant-*) or a label (env=prod)");
  want("reason", ack.reason, "a reason: who reads the report in a year wants to know why this is accepted");
  want("owner", ack.owner, "an owner: somebody must be asked when it ends");
  if (ack.ends <= ack.created)
    all.push_back({"until", "an acknowledgement must end after it begins; it begins " + rfc3339(ack.created) +
                                " and would end " + rfc3339(ack.ends)});
  return all;
}

void require_complete(const Ack& ack) {
  std::vector<std::string> lines;
  for (const AckFault& fault : ack_faults(ack)) lines.push_back(fault.what);
  if (!lines.empty()) throw Error(Fault::kUsage, lines);
}

Instant end_of(const Ack& ack) { return ack.ended ? std::min(*ack.ended, ack.ends) : ack.ends; }

bool is_active(const Ack& ack, Instant at) { return at < end_of(ack); }

bool is_about_to_end(const Ack& ack, Instant at, int days) {
  return is_active(ack, at) && end_of(ack) <= at + std::chrono::days(days);
}

std::vector<Ack> active(std::span<const Ack> acks, Instant at) {
  std::vector<Ack> all;
  for (const Ack& ack : acks)
    if (is_active(ack, at)) all.push_back(ack);
  return all;
}

bool selects(std::string_view selector, const std::string& target,
             const std::map<std::string, std::string>& labels) {
  const auto equals = selector.find('=');
  if (equals == std::string_view::npos) return glob_matches(selector, target);
  const auto label = labels.find(std::string(selector.substr(0, equals)));
  return label != labels.end() && glob_matches(selector.substr(equals + 1), label->second);
}

bool covers(const Ack& ack, const StoredFinding& finding, const std::string& target,
            const std::map<std::string, std::string>& labels) {
  return finding.op != "unknown" && glob_matches(ack.finding_key, finding.key) &&
         selects(ack.selector, target, labels);
}

AuditResult acknowledged(AuditResult result, std::span<const Ack> acks, Instant at) {
  std::vector<StoredFinding> open;
  std::set<std::int64_t> used;
  for (StoredFinding& finding : result.findings) {
    finding.digest = digest_of(finding);
    bool is_covered = false;
    for (const Ack& ack : acks) {
      if (!is_active(ack, at) || !covers(ack, finding, result.target, result.labels)) continue;
      is_covered = true;
      used.insert(ack.id);
    }
    if (!is_covered) open.push_back(finding);
  }
  result.acknowledged = static_cast<std::int64_t>(result.findings.size() - open.size());
  result.ack_ids = {used.begin(), used.end()};
  result.fingerprint = fingerprint_of(open);
  result.full_fingerprint = fingerprint_of(result.findings);
  if (!is_known(result.outcome)) return result;
  const auto is_unknown = [](const StoredFinding& finding) { return finding.op == "unknown"; };
  if (result.findings.empty()) {
    result.outcome = AuditOutcome::kInSync;
  } else if (open.empty()) {
    result.outcome = AuditOutcome::kAcknowledged;
  } else if (std::ranges::all_of(open, is_unknown)) {
    result.outcome = AuditOutcome::kError;
    result.error = {std::string(to_string(Reason::kNotModelled)),
                    "what is not acknowledged could not be compared; the findings say why"};
  } else {
    result.outcome = AuditOutcome::kDrift;
  }
  return result;
}

}  // namespace tenon
