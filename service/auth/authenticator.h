// Who calls: what a request brings in, a caller or a refusal out.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "model/instant.h"
#include "model/source_argument.h"
#include "service/auth/caller.h"
#include "service/auth/known_secrets.h"
#include "service/auth/limiter.h"
#include "service/auth/proxies.h"
#include "service/auth/tokens_file.h"
#include "service/auth/use_notes.h"
#include "store/token_book.h"

namespace tenon {

/// How long a login lasts.
inline constexpr std::chrono::hours kLoginLifetime{12};
/// How long a login lasts that is not used.
inline constexpr std::chrono::minutes kLoginRest{30};

/// What a request says of who sends it; nullopt: the header is not there.
struct Credentials {
  std::string peer;                                  ///< the numeric address of the connection
  std::optional<SourceArgument> authorization = {};  ///< Authorization
  std::optional<SourceArgument> cookie = {};         ///< Cookie
  std::optional<std::string> user_of_proxy = {};     ///< TrustedProxies::header
};

/// A login that began: the value of its cookie, which is stored nowhere, and whose it is.
struct NewLogin {
  SourceArgument cookie;
  Caller caller;
};

/// Knows callers by tokens of the store and of a file, by logins, and by what trusted proxies say. Several
/// threads may use it at once, each with a book of its own store.
class Authenticator {
 public:
  /// `notes` is told when tokens and logins are used: nothing is written to the store where somebody waits.
  Authenticator(std::vector<FileToken> file_tokens, TrustedProxies proxies, std::shared_ptr<UseNotes> notes)
      : file_tokens_(std::move(file_tokens)), proxies_(std::move(proxies)), notes_(std::move(notes)) {}

  /// Returns who calls where that can be told without the store: by a token of the file or a proxy; or a
  /// refusal of what is no token, or where there is nothing. nullopt: identified() asks the store.
  std::optional<std::variant<Caller, Refusal>> known_without_store(const Credentials& credentials) const;

  /// Returns who calls. A token goes before a proxy, and that before a cookie; one that is wrong is refused,
  /// whatever else the request brings.
  ///
  /// A wrong token counts as an attempt of `peer` to log in (see login()); a token that was taken before is
  /// never made to wait, so that somebody behind the same proxy cannot keep it out.
  std::variant<Caller, Refusal> identified(TokenBook& book, const Credentials& credentials,
                                           const std::string& peer, Instant now);

  /// Does what identified() does as far as that needs no store; nullopt: it needs one.
  std::optional<std::variant<Caller, Refusal>> identified_without_store(const Credentials& credentials,
                                                                        const std::string& peer, Instant now);

  /// Begins a login with a token. `peer` is who tries (see caller_address()): who tries too often must wait,
  /// and is not listened to until then.
  std::variant<NewLogin, Refusal> login(TokenBook& book, const SourceArgument& token, const std::string& peer,
                                        Instant now);
  /// Ends the login of a cookie, if there is one.
  void logout(TokenBook& book, const Credentials& credentials) const;

  const TrustedProxies& proxies() const { return proxies_; }
  bool has_file_tokens() const { return !file_tokens_.empty(); }

 private:
  std::optional<std::variant<Caller, Refusal>> token_without_store(std::string_view token) const;
  std::optional<Caller> of_file(const std::string& digest) const;
  /// Counts what came of a token in a header.
  void count(std::string_view token, const std::string& peer, const std::variant<Caller, Refusal>& found,
             Instant now);
  std::variant<Caller, Refusal> by_digest(TokenBook& book, const std::string& digest, Instant now) const;
  std::optional<Caller> by_cookie(TokenBook& book, std::string_view cookie, Instant now) const;

  std::vector<FileToken> file_tokens_;
  TrustedProxies proxies_;
  std::shared_ptr<UseNotes> notes_;
  AttemptLimiter limiter_;
  KnownSecrets taken_;  ///< digests of tokens that had effect
};

/// Throws Error(kConfiguration) if a service listens beyond this machine, and nobody could show who he is:
/// `has_token` says whether some token has effect.
void require_protected(std::string_view listen, bool has_token, const TrustedProxies& proxies);

}  // namespace tenon
