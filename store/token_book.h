// The tokens of the service and the logins with them, inside a store.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/access_scope.h"
#include "model/instant.h"
#include "store/store.h"

namespace tenon {

/// A token as it is remembered: the secret itself is never stored.
struct ApiToken {
  std::int64_t id = 0;
  std::string name;    ///< of who or what uses it
  std::string digest;  ///< 64 hex digits: the SHA-256 of the secret
  Scopes scopes;
  Instant created{};
  std::optional<Instant> ends = {};  ///< its last moment; nullopt: it stays until it is revoked
  std::optional<Instant> used = {};  ///< about: see TokenBook::used()
  std::optional<Instant> revoked = {};

  friend bool operator==(const ApiToken&, const ApiToken&) = default;
};

/// Whether a token has effect at a time.
bool is_active(const ApiToken& token, Instant at);

/// A login to the dashboard: somebody has shown a token once, and has a cookie since.
struct StoredLogin {
  std::string digest;        ///< 64 hex digits: the SHA-256 of what the cookie holds
  std::string token_digest;  ///< of the token that was shown; it need not be one of the store
  Instant created{};
  Instant used{};  ///< about: see TokenBook::login_used()

  friend bool operator==(const StoredLogin&, const StoredLogin&) = default;
};

/// The longest name of a token.
inline constexpr std::size_t kLongestTokenName = 100;

/// Returns what is wrong with the name of a token; empty: nothing.
std::string token_name_fault(const std::string& name);

/// Throws Error(kUsage) if a token has no good name, no scope, or an end that does not come after its
/// beginning.
void require_complete(const ApiToken& token);

/// The part of a store that says who may call the service. Like Store, it may be used by several threads, and
/// throws what Store throws. What lasts (that a token is there, or no longer) is in the log of events; when
/// something was used last is not.
class TokenBook {
 public:
  /// REQUIRES: the store outlives it.
  explicit TokenBook(Store& store) : store_(store) {}

  /// Adds a token, and returns it with its id. Throws Error(kUsage) if it is not complete.
  ApiToken add(ApiToken token);
  /// Returns all tokens, in the order in which they were added.
  std::vector<ApiToken> all();
  /// Returns the token of a digest, whether it has effect or not.
  std::optional<ApiToken> find(const std::string& digest);
  /// Whether some token has effect at a time.
  bool has_active(Instant at);
  /// Ends a token at `at`, and the logins with it. Throws Error(kUsage) if there is none of this id, or if it
  /// was revoked before.
  ApiToken revoke(std::int64_t id, Instant at);
  /// Remembers that a token was used, once a minute at most.
  void used(const ApiToken& token, Instant at);

  void add_login(const StoredLogin& login);
  std::optional<StoredLogin> find_login(const std::string& digest);
  /// Remembers that a login was used, once a minute at most.
  void login_used(const StoredLogin& login, Instant at);
  void end_login(const std::string& digest);
  /// Removes the logins that began before a time.
  void forget_logins(Instant before);

 private:
  Store& store_;
};

}  // namespace tenon
