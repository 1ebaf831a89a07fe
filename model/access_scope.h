// What a caller of the service may do: scopes, and sets of them.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// One thing that a token allows.
enum class AccessScope {
  kRead,     ///< look at targets, audits, findings, events
  kDiff,     ///< compare and render what the request itself holds
  kAudit,    ///< begin and cancel audits
  kAck,      ///< accept drift
  kWrite,    ///< change targets
  kMetrics,  ///< read the metrics
  kAdmin,    ///< everything: tokens, webhooks, removing targets
};

/// Returns `read`, `diff`, `audit`, `ack`, `write`, `metrics`, `admin`.
std::string_view to_string(AccessScope scope);
/// Returns nullopt for any other word.
std::optional<AccessScope> access_scope_named(std::string_view word);
/// Returns the word of every scope.
const std::vector<std::string>& access_scope_words();

/// A set of scopes.
class Scopes {
 public:
  Scopes() = default;
  Scopes(std::initializer_list<AccessScope> scopes) {
    for (const AccessScope scope : scopes) add(scope);
  }

  void add(AccessScope scope) { bits_ |= bit(scope); }
  /// Whether it allows what `scope` stands for: kAdmin allows everything.
  bool allows(AccessScope scope) const { return (bits_ & (bit(scope) | bit(AccessScope::kAdmin))) != 0; }
  /// Whether it allows all that another set allows.
  bool allows_all_of(const Scopes& others) const {
    return (bits_ & bit(AccessScope::kAdmin)) != 0 || (others.bits_ & ~bits_) == 0;
  }
  bool is_empty() const { return bits_ == 0; }
  /// Returns the words of those that were given, in the order of the list.
  std::vector<std::string> words() const;

  friend bool operator==(const Scopes&, const Scopes&) = default;

 private:
  static unsigned bit(AccessScope scope) { return 1U << static_cast<unsigned>(scope); }

  unsigned bits_ = 0;
};

/// Returns `read,audit`.
std::string to_string(const Scopes& scopes);
/// Reads words with commas between them. Returns nullopt if one is unknown, or if there is none.
std::optional<Scopes> parsed_scopes(std::string_view text);
/// Returns what is wrong with a word that names no scope, for a message.
std::string why_no_scope(std::string_view word);

}  // namespace tenon
