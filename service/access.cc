// Puts together what knows callers, and asks it for each request.

#include "service/access.h"

#include "app/file_text.h"
#include "app/store_schema.h"
#include "service/auth/cookies.h"
#include "service/auth/forms.h"
#include "service/auth/secret.h"
#include "service/endpoint.h"
#include "service/live_configuration.h"
#include "service/pages/frame.h"
#include "store/store_pool.h"
#include "store/token_book.h"

namespace tenon {

namespace {

std::vector<FileToken> tokens_in(const std::string& path) {
  if (path.empty()) return {};
  return parsed_tokens_file({path, file_text(path)});
}

TrustedProxies proxies_of(const ServiceConfiguration& service) {
  TrustedProxies made;
  for (const std::string& text : *service.trusted_peers)
    if (const auto network = parsed_network(text)) made.peers.push_back(*network);
  made.header = *service.trusted_header;
  for (const std::string& word : *service.trusted_scopes)
    if (const auto scope = access_scope_named(word)) made.scopes.add(*scope);
  return made;
}

std::optional<SourceArgument> secret_header(const HttpRequest& request, const char* name) {
  const auto at = request.headers.find(name);
  return at == request.headers.end() ? std::nullopt : std::optional(SourceArgument(at->second));
}

std::optional<std::string> plain_header(const HttpRequest& request, const std::string& name) {
  std::string lower;
  for (const char c : name) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto at = request.headers.find(lower);
  return at == request.headers.end() ? std::nullopt : std::optional(at->second);
}

RequestOrigin origin_of(const HttpRequest& request) {
  return {plain_header(request, "origin"), plain_header(request, "sec-fetch-site"), request.header("host")};
}

Refusal from_elsewhere() {
  return {
      .status = 403,
      .what = "the form was not sent by a page of this service, or its page is too old; load the page again"};
}

/// The cookie that binds the forms of a caller.
std::string_view cookie_of(const Caller& caller) {
  return caller.by == Caller::By::kLogin ? kLoginCookie : kFormCookie;
}

}  // namespace

struct AccessControl::State {
  State(const ServiceConfiguration& configured, std::shared_ptr<UseNotes> uses)
      : service(configured),
        hosts(*configured.hosts, *configured.listen),
        file_tokens(tokens_in(*configured.tokens_file)),
        authenticator(std::make_unique<Authenticator>(file_tokens, proxies_of(configured), std::move(uses))) {
  }

  ServiceConfiguration service;
  HostCheck hosts;
  std::vector<FileToken> file_tokens;
  std::unique_ptr<Authenticator> authenticator;

  Credentials credentials_of(const HttpRequest& request) const {
    Credentials made{.peer = request.peer};
    made.authorization = secret_header(request, "authorization");
    made.cookie = secret_header(request, "cookie");
    if (!service.trusted_header->empty()) made.user_of_proxy = plain_header(request, *service.trusted_header);
    return made;
  }

  /// The address of whoever calls, behind the proxies.
  std::string caller_of(const HttpRequest& request) const {
    return caller_address(authenticator->proxies(), request.peer, request.header("x-forwarded-for"));
  }

  bool is_over_tls(const HttpRequest& request) const {
    return came_over_tls(authenticator->proxies(), request.peer, request.header("x-forwarded-proto"));
  }
};

AccessControl::AccessControl(const LiveConfiguration& configuration, StorePool& stores)
    : configuration_(configuration), stores_(stores) {
  reload();
}

void AccessControl::require_good(const ServiceConfiguration& service) { const State read(service, nullptr); }

void AccessControl::reload() {
  auto read = std::make_shared<const State>(configuration_.now()->configuration.service, uses_);
  const std::lock_guard lock(mutex_);
  state_ = std::move(read);
}

std::shared_ptr<const AccessControl::State> AccessControl::now() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

std::vector<FileToken> AccessControl::file_tokens() const { return now()->file_tokens; }

void AccessControl::require_protected() const {
  const auto state = now();
  const bool has_token = state->authenticator->has_file_tokens() || stores_.with([](Store& store) {
    return TokenBook(store).has_active(current_instant());
  });
  tenon::require_protected(*state->service.listen, has_token, state->authenticator->proxies());
}

std::string AccessControl::host_fault(const HttpRequest& head) const {
  const std::string host = head.header("host");
  if (now()->hosts.accepts(host)) return "";
  return "this service is not called that; service.hosts in the configuration says how it is called";
}

std::variant<Caller, Refusal> AccessControl::identified(const State& state, const HttpRequest& head,
                                                        Instant now) const {
  const Credentials credentials = state.credentials_of(head);
  const std::string peer = state.caller_of(head);
  if (auto known = state.authenticator->identified_without_store(credentials, peer, now))
    return *std::move(known);
  return stores_.with([&](Store& store) {
    TokenBook book(store);
    return state.authenticator->identified(book, credentials, peer, now);
  });
}

bool AccessControl::is_open(const State& state, const HttpRequest& head, const Endpoint& endpoint) const {
  return !endpoint.scope || is_public_path(head.method, head.path, *state.service.public_paths);
}

std::variant<Visitor, Refusal> AccessControl::known(const HttpRequest& head, const Endpoint& endpoint,
                                                    Instant now) const {
  const auto state = this->now();
  if (!head.is_reading() && is_cross_site(origin_of(head))) return from_elsewhere();
  Visitor visitor;
  const bool is_public = is_open(*state, head, endpoint);
  if (endpoint.kind != EndpointKind::kPlain || !is_public) {
    auto who = identified(*state, head, now);
    if (auto* caller = std::get_if<Caller>(&who)) visitor.caller = std::move(*caller);
    if (auto* refusal = std::get_if<Refusal>(&who); refusal && !is_public) return std::move(*refusal);
  }
  if (endpoint.kind != EndpointKind::kPage && endpoint.kind != EndpointKind::kForm) return visitor;
  std::string secret = cookie_value(head.header("cookie"), cookie_of(visitor.caller)).value_or("");
  if (secret.empty() && endpoint.kind == EndpointKind::kPage) {
    secret = random_secret().exposed();
    visitor.set_cookie = set_cookie(kFormCookie, secret, {kLoginLifetime, state->is_over_tls(head)});
  }
  if (!secret.empty()) visitor.csrf = form_token(secret, visitor.caller.name);
  return visitor;
}

std::optional<Refusal> AccessControl::not_allowed(const HttpRequest& head, const Endpoint& endpoint,
                                                  const Visitor& visitor) const {
  if (!is_open(*now(), head, endpoint))
    if (auto refusal = refused(visitor.caller, *endpoint.scope)) return refusal;
  if (endpoint.kind == EndpointKind::kApi && !head.is_reading() && visitor.caller.needs_form_token())
    return Refusal{.status = 403,
                   .what = "what changes something through the API needs a token, not a login"};
  return std::nullopt;
}

std::optional<Refusal> AccessControl::form_refused(const HttpRequest& request, const Visitor& visitor) const {
  const auto fields = form_fields(request.body);
  const auto sent = fields.find(kCsrfField);
  const std::string secret = cookie_value(request.header("cookie"), cookie_of(visitor.caller)).value_or("");
  const bool is_right = sent != fields.end() && is_form_token(sent->second, secret, visitor.caller.name);
  return is_right ? std::nullopt : std::optional(from_elsewhere());
}

LoginAttempt AccessControl::log_in(const HttpRequest& request, const std::string& token, Instant at) const {
  const auto state = now();
  auto made = stores_.with([&](Store& store) {
    TokenBook book(store);
    return state->authenticator->login(book, SourceArgument(token), state->caller_of(request), at);
  });
  if (auto* refusal = std::get_if<Refusal>(&made)) return {"", std::move(*refusal)};
  return {set_cookie(kLoginCookie, std::get<NewLogin>(made).cookie.exposed(),
                     {kLoginLifetime, state->is_over_tls(request)})};
}

std::string AccessControl::log_out(const HttpRequest& request) const {
  const auto state = now();
  stores_.with([&](Store& store) {
    TokenBook book(store);
    state->authenticator->logout(book, state->credentials_of(request));
  });
  return set_cookie(kLoginCookie, "", {.is_secure = state->is_over_tls(request)});
}

void AccessControl::write_uses() const {
  stores_.with([&](Store& store) {
    TokenBook book(store);
    uses_->write(book);
  });
}

void AccessControl::forget_old(Instant at) const {
  stores_.with([&](Store& store) { TokenBook(store).forget_logins(at - kLoginLifetime); });
}

}  // namespace tenon
