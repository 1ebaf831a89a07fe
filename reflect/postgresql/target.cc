// Parses a PostgreSQL URL into connection parameters, and explains connection failures.

#include "reflect/postgresql/target.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/connection_parameters.h"
#include "model/error.h"
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

std::size_t distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, replaced}));
    }
  }
  return row[b.size()];
}

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
  const auto at =
      std::ranges::min_element(known, {}, [&](const std::string& each) { return distance(word, each); });
  return at != known.end() && distance(word, *at) <= std::max<std::size_t>(2, word.size() / 3) ? *at : "";
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
                                    : "; did you mean " + near + "?"));
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
      const std::string near = nearest(lower(key), known);
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

/// Adds what every session of tenon has. The user's own options come after the timeouts, so that they can
/// override them, and before the read-only setting, so that they cannot override that.
void add_own(std::map<std::string, std::string>& parameters) {
  parameters.emplace("application_name", "tenon/" TENON_VERSION);
  parameters["client_encoding"] = "UTF8";
  if (environment("PGCONNECT_TIMEOUT").empty()) parameters.emplace("connect_timeout", "10");
  std::string& options = parameters.emplace("options", environment("PGOPTIONS")).first->second;
  options = "-c statement_timeout=30s -c lock_timeout=2s -c client_min_messages=error " + options +
            " -c default_transaction_read_only=on";
}

struct Cause {
  const char* sign;  ///< as libpq or the server words it
  const char* advice;
  Reason reason = Reason::kConnect;
};

constexpr std::array kCauses = {
    Cause{"password authentication failed", "check user and password (URL, PGPASSWORD or ~/.pgpass)"},
    Cause{"no password supplied", "give the password by PGPASSWORD, ~/.pgpass or the URL"},
    Cause{"no pg_hba.conf entry", "the server's pg_hba.conf must let this user in from here"},
    Cause{"authentication failed", "check user and authentication method (the server's pg_hba.conf)"},
    Cause{"permission denied for database", "the role needs CONNECT: GRANT CONNECT ON DATABASE ... TO ...",
          Reason::kRights},
    Cause{"database \"", "check the database's name, or create it"},
    Cause{"role \"", "check the user's name, or create the role"},
    Cause{"could not translate host name", "check the host name"},
    Cause{"connection refused", "check host and port, and that the server runs"},
    Cause{"no such file or directory", "check host and port, and that the server runs"},
    Cause{"timeout expired",
          "nothing answered in time: check host, port and firewall, or give connect_timeout",
          Reason::kTimeout},
    Cause{"definition of service", "check the service's name in pg_service.conf (PGSERVICEFILE)"},
    Cause{"unsupported startup parameter",
          "a pooler stands in between: give the address of the server itself"},
    Cause{"certificate", "check sslmode and sslrootcert"},
    Cause{"ssl", "check sslmode"},
    Cause{"too many", "the server has no connection left: try again, or raise max_connections"},
    Cause{"connection slots", "the server has no connection left: try again, or raise max_connections"},
    Cause{"starting up", "the server is not ready: try again"},
    Cause{"shutting down", "the server is not ready: try again"},
};

std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == '\n' || c == '\t' || c == '\r' || c == ' ';
    if (!is_space) line += c;
    if (is_space && !line.empty() && line.back() != ' ') line += ' ';
  }
  while (!line.empty() && (line.back() == ' ' || line.back() == '.')) line.pop_back();
  return line;
}

}  // namespace

PostgresTarget postgres_target(const SourceArgument& source) {
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
  add_own(target.parameters);
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

ConnectionFailure connection_failure(const PostgresTarget& target, const std::string& failure) {
  const std::string why = target.redactor(one_line(failure));
  const std::string folded = lower(why);
  const std::string message = "cannot connect to " + target.shown + ": " + why;
  for (const Cause& cause : kCauses)
    if (folded.find(cause.sign) != std::string::npos) return {cause.reason, message + "; " + cause.advice};
  return {Reason::kConnect, message + "; check host, port, database, user and password"};
}

}  // namespace tenon
