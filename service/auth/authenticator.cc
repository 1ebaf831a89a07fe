// Knows callers by what they bring.

#include "service/auth/authenticator.h"

#include "model/error.h"
#include "service/auth/cookies.h"
#include "service/auth/hosts.h"
#include "service/auth/secret.h"

namespace tenon {

namespace {

using By = Caller::By;

Refusal unauthenticated(const std::string& what, const std::string& error = "") {
  return {401, what, "Bearer realm=\"tenon\"" + (error.empty() ? "" : ", error=\"" + error + "\"")};
}

Refusal too_many_attempts(std::chrono::seconds wait) {
  return {429, "too many attempts to log in; try again in " + std::to_string(wait.count()) + " seconds", "",
          wait};
}

/// Returns the token of `Bearer TOKEN`; nullopt for any other scheme.
std::optional<std::string_view> bearer_token(std::string_view header) {
  constexpr std::string_view kScheme = "bearer ";
  for (std::size_t i = 0; i < kScheme.size(); ++i)
    if (i >= header.size() || (header[i] | 0x20) != kScheme[i]) return std::nullopt;
  header.remove_prefix(kScheme.size());
  while (header.starts_with(' ')) header.remove_prefix(1);
  while (header.ends_with(' ')) header.remove_suffix(1);
  return header;
}

bool has_ended(const StoredLogin& login, Instant used, Instant now) {
  return now >= login.created + kLoginLifetime || now >= used + kLoginRest;
}

std::optional<std::string> login_cookie(const Credentials& credentials) {
  return credentials.cookie ? cookie_value(credentials.cookie->exposed(), kLoginCookie) : std::nullopt;
}

}  // namespace

std::optional<Caller> Authenticator::of_file(const std::string& digest) const {
  const FileToken* found = nullptr;
  for (const FileToken& one : file_tokens_)  // all of them, so that the time tells nothing
    if (is_same_secret(one.digest, digest)) found = &one;
  return found == nullptr ? std::nullopt : std::optional(Caller{found->name, found->scopes, By::kToken});
}

std::variant<Caller, Refusal> Authenticator::by_digest(TokenBook& book, const std::string& digest,
                                                       Instant now) const {
  if (auto caller = of_file(digest)) return *std::move(caller);
  const auto token = book.find(digest);
  if (!token || !is_same_secret(token->digest, digest))
    return unauthenticated("the token is not known here", "invalid_token");
  if (token->revoked)
    return unauthenticated("the token was revoked " + rfc3339(*token->revoked), "invalid_token");
  if (!is_active(*token, now))
    return unauthenticated("the token has ended " + rfc3339(*token->ends), "invalid_token");
  notes_->token_used(*token, now);
  return Caller{token->name, token->scopes, By::kToken};
}

std::optional<std::variant<Caller, Refusal>> Authenticator::token_without_store(
    std::string_view token) const {
  if (!has_form_of_token(token))
    return unauthenticated("that is no token: one begins with tnn_ and has 43 letters and digits after it",
                           "invalid_token");
  if (auto caller = of_file(digest_of_secret(token))) return *std::move(caller);
  return std::nullopt;
}

std::optional<Caller> Authenticator::by_cookie(TokenBook& book, std::string_view cookie, Instant now) const {
  const std::string digest = digest_of_secret(cookie);
  const auto login = book.find_login(digest);
  if (!login || !is_same_secret(login->digest, digest)) return std::nullopt;
  if (has_ended(*login, notes_->last_use(*login), now)) return std::nullopt;
  auto found = by_digest(book, login->token_digest, now);
  auto* caller = std::get_if<Caller>(&found);
  if (caller == nullptr) return std::nullopt;
  notes_->login_used(*login, now);
  caller->by = By::kLogin;
  return *caller;
}

std::optional<std::variant<Caller, Refusal>> Authenticator::known_without_store(
    const Credentials& credentials) const {
  if (credentials.authorization) {
    const auto token = bearer_token(credentials.authorization->exposed());
    if (!token) return unauthenticated("Authorization is Bearer and a token", "invalid_request");
    return token_without_store(*token);
  }
  if (const auto user = proxied_user(proxies_, credentials.peer, credentials.user_of_proxy))
    return Caller{*user, proxies_.scopes, By::kProxy};
  if (!login_cookie(credentials))
    return unauthenticated("this needs a token: Authorization: Bearer TOKEN, or a login");
  return std::nullopt;
}

void Authenticator::count(std::string_view token, const std::string& peer,
                          const std::variant<Caller, Refusal>& found, Instant now) {
  if (std::holds_alternative<Caller>(found))
    taken_.add(digest_of_secret(token));
  else
    limiter_.taken(peer, now);
}

std::optional<std::variant<Caller, Refusal>> Authenticator::identified_without_store(
    const Credentials& credentials, const std::string& peer, Instant now) {
  const auto token =
      credentials.authorization ? bearer_token(credentials.authorization->exposed()) : std::nullopt;
  if (token && !taken_.contains(digest_of_secret(*token)))
    if (const auto wait = limiter_.wait(peer, now)) return too_many_attempts(*wait);
  auto known = known_without_store(credentials);
  if (known && token) count(*token, peer, *known, now);
  return known;
}

std::variant<Caller, Refusal> Authenticator::identified(TokenBook& book, const Credentials& credentials,
                                                        const std::string& peer, Instant now) {
  if (auto known = identified_without_store(credentials, peer, now)) return *std::move(known);
  if (credentials.authorization) {
    const std::string_view token = *bearer_token(credentials.authorization->exposed());
    auto found = by_digest(book, digest_of_secret(token), now);
    count(token, peer, found, now);
    return found;
  }
  if (auto caller = by_cookie(book, *login_cookie(credentials), now)) return *caller;
  return unauthenticated("the login has ended; log in again");
}

std::variant<NewLogin, Refusal> Authenticator::login(TokenBook& book, const SourceArgument& token,
                                                     const std::string& peer, Instant now) {
  if (const auto wait = limiter_.taken(peer, now)) return too_many_attempts(*wait);
  auto without = token_without_store(token.exposed());
  auto found = without ? *std::move(without) : by_digest(book, digest_of_secret(token.exposed()), now);
  if (auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
  limiter_.given_back(peer);
  const SourceArgument cookie = random_secret();
  book.forget_logins(now - kLoginLifetime);
  book.add_login({digest_of_secret(cookie.exposed()), digest_of_secret(token.exposed()), now, now});
  auto& caller = std::get<Caller>(found);
  caller.by = By::kLogin;
  return NewLogin{cookie, caller};
}

void Authenticator::logout(TokenBook& book, const Credentials& credentials) const {
  if (const auto cookie = login_cookie(credentials)) book.end_login(digest_of_secret(*cookie));
}

void require_protected(std::string_view listen, bool has_token, const TrustedProxies& proxies) {
  const bool has_proxy = !proxies.header.empty() && !proxies.peers.empty();
  if (is_loopback_listen(listen) || has_token || has_proxy) return;
  throw Error(Fault::kConfiguration,
              "the service is to listen on " + std::string(listen) +
                  ", beyond this machine, and there is no token by which it could know who calls; make one "
                  "(tenon token add NAME --scope read), name a file of them (tokens_file of [service.auth]), "
                  "or listen on 127.0.0.1");
}

}  // namespace tenon
