// Parses a PostgreSQL URL into connection parameters.

#include "reflect/postgresql/target.h"

#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/connection_parameters.h"
#include "model/error.h"
#include "model/nearest_word.h"
#include "model/redaction.h"
#include "sql/character.h"

namespace tenon {

namespace {

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using OptionsOfLibpq = std::unique_ptr<PQconninfoOption, FreeOptions>;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

/// The part after the scheme, and the driver in the scheme.
struct Split {
  std::string driver;
  std::string rest;
};

std::optional<Split> split(const std::string& url) {
  const auto scheme_end = url.find("://");
  if (scheme_end == std::string::npos) return std::nullopt;
  std::string scheme = url.substr(0, scheme_end);
  if (scheme.starts_with("jdbc:")) scheme.erase(0, 5);
  const auto plus = scheme.find('+');
  const std::string name = scheme.substr(0, plus);
  if (name != "postgresql" && name != "postgres") return std::nullopt;
  return Split{plus == std::string::npos ? "" : scheme.substr(plus + 1), url.substr(scheme_end + 3)};
}

/// Adds the secrets, including those that libpq reads from the environment.
void add_secrets(Redactor& redactor, const SourceArgument& url) {
  for (const char* variable : {"PGPASSWORD", "PGSSLPASSWORD"}) redactor.add(environment(variable));
  redactor.add_source(url.exposed());
}

[[noreturn]] void not_escaped(const PostgresTarget& target) {
  throw Error(Fault::kConnection,
              "cannot read " + target.shown +
                  ": the user or password holds an @, / or ? as it is; write %40 for @, %2F for / and %3F "
                  "for ?, or give the password by PGPASSWORD or ~/.pgpass");
}

/// An unescaped @, / or ? in a user name or password ends it for libpq, whose message could then contain the
/// rest of the password.
void require_escaped(const PostgresTarget& target, const std::string& url, const std::string& rest) {
  const std::vector<HiddenPart> parts = hidden_parts(url);
  const std::size_t begin = url.size() - rest.size();
  if (parts.empty() || parts.front().begin != begin) return;
  const std::size_t end = parts.front().end;
  const bool is_user = end < url.size() && url[end] == '@';
  if (is_user && url.substr(begin, end - begin).find_first_of("@/?") != std::string::npos)
    not_escaped(target);
}

std::vector<std::string> known_parameters() {
  std::vector<std::string> known = {"ssl"};
  const OptionsOfLibpq defaults(PQconndefaults());
  for (const auto* each = defaults.get(); each != nullptr && each->keyword != nullptr; ++each)
    known.emplace_back(each->keyword);
  return known;
}

[[noreturn]] void bad_url(const PostgresTarget& target, const std::string& why) {
  throw Error(Fault::kConnection, "cannot read " + target.shown + ": " + why);
}

[[noreturn]] void unknown_parameter(const PostgresTarget& target, const std::string& key,
                                    const std::string& near) {
  bad_url(target, "libpq knows no parameter \"" + key + "\"" +
                      (near.empty() ? "; see the parameter key words in PostgreSQL's manual"
                                    : "; did you mean \"" + near + "\"?"));
}

/// Returns the name of a parameter for a message. A name that is no word, and not close to a known one, may
/// be a value and is hidden.
std::string sayable(const std::string& key, const std::string& near) {
  return is_parameter_word(key) || !near.empty() ? key : std::string(kHidden);
}

/// Tells whether host and database of a URL are hidden as well, because they may be parts of a password.
bool is_ambiguous(const std::string& shown) {
  const auto hidden = shown.find("://***");
  return hidden != std::string::npos && shown.compare(hidden + 6, 1, "@") != 0;
}

/// Text after a password, or in a URL that can be read in two ways, may be the rest of the password; the
/// message does not contain it.
void check_parameters(const PostgresTarget& target, const std::string& rest) {
  const std::vector<std::string> known = known_parameters();
  const auto query = rest.find('?');
  bool is_behind_secret = false;
  for (auto at = query; at != std::string::npos; at = rest.find('&', at + 1)) {
    const auto end = std::min({rest.find('=', at), rest.find('&', at + 1), rest.size()});
    const std::string key = percent_decoded(rest.substr(at + 1, end - at - 1));
    if (!key.empty() && std::ranges::find(known, key) == known.end()) {
      if (is_ambiguous(target.shown)) not_escaped(target);
      if (is_behind_secret)
        bad_url(target,
                "what stands behind an & is no parameter that libpq knows; write %26 for an & inside "
                "a password");
      const std::string near = nearest(lower(key), known).value_or("");
      unknown_parameter(target, sayable(key, near), near);
    }
    is_behind_secret = is_behind_secret || names_secret(key);
  }
}

void parse(PostgresTarget& target, const std::string& rest) {
  char* error = nullptr;
  const OptionsOfLibpq options(PQconninfoParse(("postgresql://" + rest).c_str(), &error));
  if (options == nullptr) {
    std::string why = error == nullptr ? "out of memory" : error;
    PQfreemem(error);
    while (!why.empty() && (why.back() == '\n' || why.back() == '.')) why.pop_back();
    bad_url(target, target.redactor(why) +
                        "; write postgresql://user@host:5432/database, with %40 for @, %2F for / and "
                        "so on inside a part");
  }
  for (const auto* each = options.get(); each->keyword != nullptr; ++each)
    if (each->val != nullptr) target.parameters[each->keyword] = each->val;
}

/// Adds what every session of tenon has. The user's own options come after the usual timeouts, so that they
/// can override them, and before the read-only setting, so that they cannot override that. Keep-alives find
/// out that the machine of a server is gone.
void add_own(std::map<std::string, std::string>& parameters, const Patience& patience) {
  parameters.emplace("application_name", "tenon/" TENON_VERSION);
  parameters["client_encoding"] = "UTF8";
  parameters.emplace("keepalives_idle", "30");
  parameters.emplace("keepalives_interval", "10");
  parameters.emplace("keepalives_count", "3");
  const std::string given = patience.limit ? std::to_string(patience.limit->count()) : "";
  if (environment("PGCONNECT_TIMEOUT").empty()) parameters.emplace("connect_timeout", "10");
  if (patience.limit) parameters["connect_timeout"] = given;
  std::string& options = parameters.emplace("options", environment("PGOPTIONS")).first->second;
  options =
      "-c statement_timeout=30s -c lock_timeout=2s -c client_min_messages=error " + options +
      (patience.lock ? " -c lock_timeout=" + std::to_string(patience.lock->count()) : "") +
      (patience.statement ? " -c statement_timeout=" + std::to_string(patience.statement->count()) : "") +
      (patience.limit ? " -c statement_timeout=" + given + "s" : "") + std::string(kReadOnlySession);
}

}  // namespace

PostgresTarget postgres_target(const SourceArgument& source, Patience patience) {
  const std::string& url = source.exposed();
  PostgresTarget target;
  target.shown = source.redacted();
  const auto parts = split(url);
  if (!parts)
    throw Error(Fault::kConnection, "cannot read " +
                                        (url.find("://") == std::string::npos ? "***" : target.shown) +
                                        ": it is no URL of the form postgresql://user@host:5432/database or "
                                        "postgresql:///?service=name");
  add_secrets(target.redactor, source);
  require_escaped(target, url, parts->rest);
  if (parts->driver == "service") {
    target.parameters["service"] = percent_decoded(parts->rest);
  } else {
    check_parameters(target, parts->rest);
    parse(target, parts->rest);
  }
  for (const char* key : {"password", "sslpassword"})
    if (const auto at = target.parameters.find(key); at != target.parameters.end())
      target.redactor.add(at->second);
  target.patience = patience;
  add_own(target.parameters, patience);
  return target;
}

std::string connection_string(const PostgresTarget& target) {
  std::string all;
  for (const auto& [keyword, value] : target.parameters) {
    all += keyword + "='";
    for (const char c : value) {
      if (c == '\'' || c == '\\') all += '\\';
      all += c;
    }
    all += "' ";
  }
  return all;
}

}  // namespace tenon
