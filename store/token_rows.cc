// Tokens as rows, and what the log says of them.

#include "store/token_rows.h"

#include <map>

#include "audit/canonical_json.h"
#include "model/digest.h"
#include "model/error.h"

namespace tenon {

namespace {

std::string sortable_or_none(const std::optional<Instant>& at) { return at ? sortable(*at) : ""; }

/// Returns what the log says of each token last, by its id.
std::map<std::int64_t, std::string> logged_tokens(StoreSession& session) {
  std::map<std::int64_t, std::string> logged;
  for (const SqlRow& row : session.run("SELECT body FROM event WHERE kind IN (?1, ?2) ORDER BY id",
                                       {std::string(kTokenAdded), std::string(kTokenRevoked)}))
    logged[number_at(parsed_json(row.text(0), "an event"), "token").value_or(0)] = row.text(0);
  return logged;
}

}  // namespace

ApiToken stored_token(const SqlRow& row) {
  ApiToken token;
  token.id = row.integer(0);
  token.name = row.text(1);
  token.digest = row.text(2);
  const auto scopes = parsed_scopes(row.text(3));
  if (!scopes)
    throw Error(Fault::kRefused, Reason::kParse,
                "token " + row.text(0) +
                    " of the audit store has scopes that are none; tenon store verify "
                    "says what else was changed");
  token.scopes = *scopes;
  token.created = row.instant(4);
  token.ends = row.optional_instant(5);
  token.used = row.optional_instant(6);
  token.revoked = row.optional_instant(7);
  return token;
}

std::string token_body(const ApiToken& token) {
  return text_of(CanonicalJson{{"token", token.id},
                               {"name", token.name},
                               {"digest", sha256(token.digest)},
                               {"scopes", to_string(token.scopes)},
                               {"created_at", sortable(token.created)},
                               {"ends_at", sortable_or_none(token.ends)},
                               {"revoked_at", sortable_or_none(token.revoked)}});
}

std::int64_t checked_tokens(StoreSession& session, std::vector<StoreFault>& faults) {
  std::map<std::int64_t, std::string> logged = logged_tokens(session);
  const SqlRows rows = session.run(std::string("SELECT ") + kTokenColumns + " FROM api_token ORDER BY id");
  for (const SqlRow& row : rows) {
    const auto said = logged.find(row.integer(0));
    if (said == logged.end() || said->second != token_body(stored_token(row)))
      faults.push_back({"token " + row.text(0), "is not what the log says"});
    if (said != logged.end()) logged.erase(said);
  }
  for (const auto& [id, body] : logged)
    faults.push_back({"token " + std::to_string(id), "is in the log, and there is none"});
  return static_cast<std::int64_t>(rows.size());
}

}  // namespace tenon
