// Who sends a request to the running service, and what they may: tokens, logins, proxies and forms.

#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "config/configuration.h"
#include "model/instant.h"
#include "service/auth/authenticator.h"
#include "service/auth/caller.h"
#include "service/auth/hosts.h"
#include "service/http/message.h"

namespace tenon {

class LiveConfiguration;
class StorePool;
struct Endpoint;

/// Who sends a request, and what binds the forms of the page that answers it to them.
struct Visitor {
  Caller caller;
  std::string csrf = {};        ///< what a form must carry; empty: the answer has none
  std::string set_cookie = {};  ///< a cookie that the answer sets; empty: none
};

/// What became of a login.
struct LoginAttempt {
  std::string cookie;                   ///< the value of Set-Cookie; empty: it failed
  std::optional<Refusal> refusal = {};  ///< why
};

/// Judges requests. Any number of threads may use it at once. Functions throw Error where the store does not
/// answer.
class AccessControl {
 public:
  /// Reads the file of tokens. Throws Error(kConfiguration) for its faults. REQUIRES: both outlive it.
  AccessControl(const LiveConfiguration& configuration, StorePool& stores);

  /// Throws Error(kConfiguration) for what is wrong with the file of tokens.
  static void require_good(const ServiceConfiguration& service);
  /// Takes over what the configuration says now. Throws as the constructor does, and changes nothing then.
  void reload();
  /// Throws Error(kConfiguration) if the service would listen beyond this machine, and nobody could show who
  /// they are.
  void require_protected() const;

  /// Returns why a request is not for this service: it calls it by another name. Empty: it is.
  std::string host_fault(const HttpRequest& head) const;
  /// Returns who sends a request; a refusal where the endpoint is not for everybody and nobody is known by
  /// it.
  std::variant<Visitor, Refusal> known(const HttpRequest& head, const Endpoint& endpoint, Instant now) const;
  /// Returns why a visitor may not use the endpoint; nullopt: they may. Apart from known(), so that who may
  /// not is told so as the one who they are.
  std::optional<Refusal> not_allowed(const HttpRequest& head, const Endpoint& endpoint,
                                     const Visitor& visitor) const;
  /// Returns why a form was not sent by the page that it is on; nullopt: it was.
  std::optional<Refusal> form_refused(const HttpRequest& request, const Visitor& visitor) const;

  LoginAttempt log_in(const HttpRequest& request, const std::string& token, Instant now) const;
  /// Ends a login; returns the value of Set-Cookie.
  std::string log_out(const HttpRequest& request) const;
  /// Writes into the store when tokens and logins were used. It may wait for who writes there.
  void write_uses() const;
  /// Forgets logins that have ended.
  void forget_old(Instant now) const;

  std::vector<FileToken> file_tokens() const;

 private:
  struct State;

  std::shared_ptr<const State> now() const;
  /// Whether the endpoint is for everybody, by its kind or by the configuration.
  bool is_open(const State& state, const HttpRequest& head, const Endpoint& endpoint) const;
  std::variant<Caller, Refusal> identified(const State& state, const HttpRequest& head, Instant now) const;

  const LiveConfiguration& configuration_;
  StorePool& stores_;
  const std::shared_ptr<UseNotes> uses_ = std::make_shared<UseNotes>();
  mutable std::mutex mutex_;
  std::shared_ptr<const State> state_;
};

}  // namespace tenon
