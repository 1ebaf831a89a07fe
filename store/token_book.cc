// Keeps the tokens of the service and the logins with them.

#include "store/token_book.h"

#include <algorithm>

#include "model/error.h"
#include "model/nearest_word.h"
#include "store/log.h"
#include "store/session.h"
#include "store/token_rows.h"

namespace tenon {

namespace {

constexpr std::chrono::minutes kUsedOnce{1};

const std::string kSelectToken = std::string("SELECT ") + kTokenColumns + " FROM api_token ";

bool is_in_token_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '.' || c == '@';
}

Event token_event(const char* kind, const ApiToken& token, Instant at) {
  Event event;
  event.at = at;
  event.kind = kind;
  event.body = token_body(token);
  return event;
}

StoredLogin stored_login(const SqlRow& row) {
  return {row.text(0), row.text(1), row.instant(2), row.instant(3)};
}

}  // namespace

bool is_active(const ApiToken& token, Instant at) {
  return !token.revoked && (!token.ends || at <= *token.ends);
}

std::string token_name_fault(const std::string& name) {
  if (!name.empty() && name.size() <= kLongestTokenName && std::ranges::all_of(name, is_in_token_name))
    return "";
  return "the name of a token has letters, digits and _ - . @ alone, " + std::to_string(kLongestTokenName) +
         " at most, such as ci or anna@example.com";
}

void require_complete(const ApiToken& token) {
  if (const std::string fault = token_name_fault(token.name); !fault.empty())
    throw Error(Fault::kUsage, fault);
  if (token.scopes.is_empty())
    throw Error(Fault::kUsage,
                "a token needs a scope: --scope read; there are " + with_commas(access_scope_words()));
  if (token.ends && *token.ends <= token.created)
    throw Error(Fault::kUsage, "a token must end after it begins; found " + rfc3339(*token.ends));
}

ApiToken TokenBook::add(ApiToken token) {
  require_complete(token);
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  StoreTransaction transaction(session, Access::kWriting);
  token.id = session
                 .run(
                     "INSERT INTO api_token (name, digest, scopes, created_at, ends_at) VALUES (?1, ?2, ?3, "
                     "?4, ?5) RETURNING id",
                     {token.name, token.digest, to_string(token.scopes), sortable(token.created),
                      or_null(token.ends)})
                 .front()
                 .integer(0);
  append_event(session, token_event(kTokenAdded, token, token.created));
  transaction.commit();
  return token;
}

std::vector<ApiToken> TokenBook::all() {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  std::vector<ApiToken> tokens;
  for (const SqlRow& row : store_.session_->run(kSelectToken + "ORDER BY id"))
    tokens.push_back(stored_token(row));
  return tokens;
}

std::optional<ApiToken> TokenBook::find(const std::string& digest) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  const SqlRows rows = store_.session_->run(kSelectToken + "WHERE digest = ?1", {digest});
  return rows.empty() ? std::nullopt : std::optional(stored_token(rows.front()));
}

bool TokenBook::has_active(Instant at) {
  return std::ranges::any_of(all(), [&](const ApiToken& token) { return is_active(token, at); });
}

ApiToken TokenBook::revoke(std::int64_t id, Instant at) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  StoreSession& session = *store_.session_;
  StoreTransaction transaction(session, Access::kWriting);
  const SqlRows rows = session.run(kSelectToken + "WHERE id = ?1", {id});
  if (rows.empty())
    throw Error(Fault::kUsage,
                "there is no token " + std::to_string(id) + "; tenon token list shows those that there are");
  ApiToken token = stored_token(rows.front());
  if (token.revoked)
    throw Error(Fault::kUsage,
                "token " + std::to_string(id) + " was revoked " + rfc3339(*token.revoked) + " already");
  token.revoked = at;
  session.run("UPDATE api_token SET revoked_at = ?2 WHERE id = ?1", {id, sortable(at)});
  session.run("DELETE FROM login WHERE token_digest = ?1", {token.digest});
  append_event(session, token_event(kTokenRevoked, token, at));
  transaction.commit();
  return token;
}

void TokenBook::used(const ApiToken& token, Instant at) {
  if (token.used && at < *token.used + kUsedOnce) return;
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run(
      "UPDATE api_token SET used_at = ?2 WHERE id = ?1 AND (used_at IS NULL OR used_at <= ?3)",
      {token.id, sortable(at), sortable(at - kUsedOnce)});
}

void TokenBook::add_login(const StoredLogin& login) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run(
      "INSERT INTO login (digest, token_digest, created_at, used_at) VALUES (?1, ?2, ?3, ?4)",
      {login.digest, login.token_digest, sortable(login.created), sortable(login.used)});
}

std::optional<StoredLogin> TokenBook::find_login(const std::string& digest) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  const SqlRows rows = store_.session_->run(
      "SELECT digest, token_digest, created_at, used_at FROM login WHERE digest = ?1", {digest});
  return rows.empty() ? std::nullopt : std::optional(stored_login(rows.front()));
}

void TokenBook::login_used(const StoredLogin& login, Instant at) {
  if (at < login.used + kUsedOnce) return;
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run("UPDATE login SET used_at = ?2 WHERE digest = ?1 AND used_at < ?2",
                       {login.digest, sortable(at)});
}

void TokenBook::end_login(const std::string& digest) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run("DELETE FROM login WHERE digest = ?1", {digest});
}

void TokenBook::forget_logins(Instant before) {
  const std::lock_guard<std::mutex> turn(store_.turn_);
  store_.session_->run("DELETE FROM login WHERE created_at < ?1", {sortable(before)});
}

}  // namespace tenon
