#include "reflect/postgres_target.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/error.h"
#include "reflect/database.h"

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

/// What follows the scheme, and the driver named in it.
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

/// Everything that could be a secret in a URL, whether or not it is well formed.
void add_secrets(Redactor& redactor, const std::string& url, const std::string& rest) {
  for (const char* variable : {"PGPASSWORD", "PGSSLPASSWORD"}) redactor.add(environment(variable));
  for (const auto at : {rest.find('@'), rest.rfind('@')}) {
    const auto colon = rest.find(':');
    if (at == std::string::npos || colon > at) continue;
    const std::string password = rest.substr(colon + 1, at - colon - 1);
    redactor.add(password);
    redactor.add(percent_decoded(password));
  }
  for (const char* key : {"?password=", "&password=", "?sslpassword=", "&sslpassword="}) {
    const auto at = url.find(key);
    if (at == std::string::npos) continue;
    const auto begin = at + std::string(key).size();
    const std::string value = url.substr(begin, url.find('&', begin) - begin);
    redactor.add(value);
    redactor.add(percent_decoded(value));
  }
}

/// An @ or / in a user or password that is not escaped ends it for libpq, whose message would then hold the
/// rest of it.
void demand_escaped(const PostgresTarget& target, const std::string& rest) {
  const std::string before_query = rest.substr(0, rest.find('?'));
  const std::size_t at = before_query.rfind('@');
  if (at == std::string::npos) return;
  if (before_query.find('@') == at && before_query.find('/') > at) return;
  throw Error(Fault::kConnection,
              "cannot read " + target.shown +
                  ": the user or password holds an @ or / as it is; write %40 for @ and %2F for "
                  "/, or give the password by PGPASSWORD or ~/.pgpass");
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

void check_parameters(const PostgresTarget& target, const std::string& rest) {
  const std::vector<std::string> known = known_parameters();
  const auto query = rest.find('?');
  for (auto at = query; at != std::string::npos; at = rest.find('&', at + 1)) {
    const auto end = std::min({rest.find('=', at), rest.find('&', at + 1), rest.size()});
    const std::string key = percent_decoded(rest.substr(at + 1, end - at - 1));
    if (key.empty() || std::ranges::find(known, key) != known.end()) continue;
    const std::string near = nearest(key, known);
    bad_url(target, "libpq knows no parameter \"" + target.redactor(key) + "\"" +
                        (near.empty() ? "; see the parameter key words in PostgreSQL's manual"
                                      : "; did you mean " + near + "?"));
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

/// What every session of tenon's has. The user's own options stand behind the timeouts, so that they can
/// change them, and before what makes the session read-only, so that they cannot change that.
void add_own(std::map<std::string, std::string>& parameters) {
  parameters.emplace("application_name", "tenon/" TENON_VERSION);
  parameters["client_encoding"] = "UTF8";
  if (environment("PGCONNECT_TIMEOUT").empty()) parameters.emplace("connect_timeout", "10");
  std::string& options = parameters.emplace("options", environment("PGOPTIONS")).first->second;
  options = "-c statement_timeout=30s -c lock_timeout=2s -c client_min_messages=error " + options +
            " -c default_transaction_read_only=on";
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

struct Cause {
  const char* sign;  ///< in libpq's or the server's words
  const char* advice;
};

constexpr std::array kCauses = {
    Cause{"password authentication failed", "check user and password (URL, PGPASSWORD or ~/.pgpass)"},
    Cause{"no password supplied", "give the password by PGPASSWORD, ~/.pgpass or the URL"},
    Cause{"no pg_hba.conf entry", "the server's pg_hba.conf must let this user in from here"},
    Cause{"authentication failed", "check user and authentication method (the server's pg_hba.conf)"},
    Cause{"permission denied for database", "the role needs CONNECT: GRANT CONNECT ON DATABASE ... TO ..."},
    Cause{"database \"", "check the database's name, or create it"},
    Cause{"role \"", "check the user's name, or create the role"},
    Cause{"could not translate host name", "check the host name"},
    Cause{"connection refused", "check host and port, and that the server runs"},
    Cause{"no such file or directory", "check host and port, and that the server runs"},
    Cause{"timeout expired",
          "nothing answered in time: check host, port and firewall, or give connect_timeout"},
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

PostgresTarget postgres_target(const std::string& url) {
  PostgresTarget target;
  target.shown = redacted(url);
  const auto parts = split(url);
  if (!parts)
    throw Error(Fault::kConnection, "cannot read " +
                                        (url.find("://") == std::string::npos ? "***" : target.shown) +
                                        ": it is no URL of the form postgresql://user@host:5432/database or "
                                        "postgresql:///?service=name");
  add_secrets(target.redactor, url, parts->rest);
  demand_escaped(target, parts->rest);
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

std::string connection_failure(const PostgresTarget& target, const std::string& failure) {
  const std::string why = target.redactor(one_line(failure));
  const std::string folded = lower(why);
  std::string message = "cannot connect to " + target.shown + ": " + why;
  for (const Cause& cause : kCauses)
    if (folded.find(cause.sign) != std::string::npos) return message + "; " + cause.advice;
  return message + "; check host, port, database, user and password";
}

}  // namespace tenon
