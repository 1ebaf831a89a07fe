// Tokens of the service for people and for programs.

#include "store/token_report.h"

#include "audit/canonical_json.h"
#include "model/columns.h"

namespace tenon {

namespace {

std::vector<std::string> line_of(const ApiToken& token, Instant now) {
  return {std::to_string(token.id),
          token.name,
          to_string(token.scopes),
          token_state(token, now),
          token.ends ? "until " + date_of(*token.ends) : "without an end",
          token.used ? "used " + rfc3339(*token.used) : "never used"};
}

OrderedJson json_of(const ApiToken& token, Instant now) {
  OrderedJson json = {{"token", token.id},
                      {"name", token.name},
                      {"scopes", token.scopes.words()},
                      {"state", token_state(token, now)},
                      {"created", rfc3339(token.created)}};
  if (token.ends) json["ends"] = rfc3339(*token.ends);
  if (token.used) json["used"] = rfc3339(*token.used);
  if (token.revoked) json["revoked"] = rfc3339(*token.revoked);
  return json;
}

}  // namespace

std::string token_state(const ApiToken& token, Instant now) {
  if (token.revoked) return "revoked";
  return is_active(token, now) ? "active" : "ended";
}

std::string tokens_text(const TokenList& list) {
  if (!list.secret.empty()) return list.secret.exposed() + "\n";
  if (list.tokens.empty()) return "no tokens\n";
  std::vector<std::vector<std::string>> lines;
  for (const ApiToken& token : list.tokens) lines.push_back(line_of(token, list.now));
  return in_columns(lines);
}

std::string tokens_json(const TokenList& list) {
  OrderedJson all = OrderedJson::array();
  for (const ApiToken& token : list.tokens) all.push_back(json_of(token, list.now));
  OrderedJson json = {
      {"schema_version", 1}, {"tool", {{"name", "tenon"}, {"version", TENON_VERSION}}}, {"tokens", all}};
  if (!list.secret.empty()) json["secret"] = list.secret.exposed();
  return report_text_of(json);
}

}  // namespace tenon
