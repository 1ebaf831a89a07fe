// Which issue of a tracker tells of what, inside a store.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace tenon {

/// What an issue is about: a webhook, and a fingerprint or another word.
struct IssueKey {
  std::string channel;  ///< name of the webhook
  std::string subject;
};

/// A target that has a drift now.
struct DriftedTarget {
  std::string name;
  std::map<std::string, std::string> labels;

  friend bool operator==(const DriftedTarget&, const DriftedTarget&) = default;
};

/// The part of a store that remembers issues. It may be used as Store is, and throws what Store throws.
class IssueBook {
 public:
  /// REQUIRES: the store outlives it.
  explicit IssueBook(Store& store) : store_(store) {}

  /// Takes an issue for `owner`, for some time by the store's clock; false: another owner has it.
  bool take(const IssueKey& key, const std::string& owner, std::chrono::milliseconds time);
  /// Lets others take it; nothing if the owner does not have it any more.
  void give_back(const IssueKey& key, const std::string& owner);
  std::optional<std::int64_t> number(const IssueKey& key);
  void remember(const IssueKey& key, std::optional<std::int64_t> number);
  /// Returns the targets with an open episode of this fingerprint, by name.
  std::vector<DriftedTarget> targets_of(const std::string& fingerprint);

 private:
  Store& store_;
};

}  // namespace tenon
