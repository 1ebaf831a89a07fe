// One database of an audit: what it is called, and how it is compared.

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <stop_token>
#include <string>

#include "app/compare.h"
#include "app/targets.h"
#include "audit/result.h"
#include "model/error.h"

namespace tenon {

/// A database to audit. Its secrets are fetched in the attempt to audit it, by with_secrets().
struct AuditTarget {
  std::string name;
  std::map<std::string, std::string> labels = {};
  std::string url_ref = {};  ///< where the URL comes from: `env:ORDERS_URL`; never the URL
  TargetOrigin origin = {};
  CompareRequest request = {};
  TargetSecrets secrets = {};               ///< that the request lacks still
  std::optional<Failure> failure = {};      ///< why there is no request: a secret that cannot be read
  Healing failure_heals = Healing::kNever;  ///< whether another attempt may be better
  std::optional<std::chrono::milliseconds> time_limit = {};  ///< of an attempt; absent: the usual one
};

/// Returns a target with its secrets fetched now; why they could not be is its failure.
AuditTarget with_secrets(AuditTarget target, const std::stop_token& stop = {});

/// Whether server_of() can tell already: no file must be read and no program asked for the URL.
bool is_server_known(const AuditTarget& target);

/// Returns what stands for the server of a target, so that few targets load it at once; empty for a file, and
/// where it is not known yet.
std::string server_of(const AuditTarget& target);

}  // namespace tenon
