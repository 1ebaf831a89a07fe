// One database of an audit: what it is called, and how it is compared.

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "app/compare.h"
#include "model/error.h"

namespace tenon {

/// A database to audit. Its URL is known already, or it is known why it is not.
struct AuditTarget {
  std::string name;
  std::map<std::string, std::string> labels = {};
  std::string url_ref = {};  ///< where the URL comes from: `env:ORDERS_URL`; never the URL
  CompareRequest request = {};
  std::optional<Failure> failure = {};  ///< why there is no request: a secret that cannot be read
  std::optional<std::chrono::milliseconds> time_limit = {};  ///< of an attempt; absent: the usual one
};

/// Returns what stands for the server of a target, so that few targets load it at once; empty for a file.
std::string server_of(const AuditTarget& target);

}  // namespace tenon
