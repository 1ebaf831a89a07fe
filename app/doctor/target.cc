// Tests one target: secret, connection, version, rights, session, clock, schemas, declared side and patterns.

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "app/backends.h"
#include "app/doctor/subject.h"
#include "app/filter_words.h"
#include "app/secrets.h"
#include "app/source.h"
#include "app/targets.h"
#include "config/duration.h"
#include "model/dialect.h"
#include "model/listing.h"
#include "model/naming_catalog.h"
#include "model/nearest_word.h"
#include "model/pluralize.h"

namespace tenon {

namespace {

void test_version(TestedSubject& subject, const Side& side) {
  constexpr int kNewest = 18;
  const std::string shown = side.kind + " " + side.server_version;
  if (side.kind == "postgresql" && std::atoi(side.server_version.c_str()) > kNewest)
    return subject.warned("version", shown + " is newer than tenon knows",
                          "attributes that came with it are not compared; look for a newer tenon");
  subject.passed("version", shown);
}

void test_rights(TestedSubject& subject, const SessionFacts& facts) {
  if (facts.role.empty()) return subject.passed("rights", "the file can be read; tenon opens it read-only");
  if (facts.unreadable_catalogs > 0)
    return subject.failed("rights",
                          "the role " + facts.role + " may not read " +
                              pluralize(facts.unreadable_catalogs, "system catalog") +
                              ", so that what is there would be taken for missing",
                          "GRANT SELECT on them again (PUBLIC has it unless somebody revoked it)");
  const std::string own =
      "a role of its own is safer: CREATE ROLE tenon LOGIN; GRANT CONNECT ON DATABASE ... TO "
      "tenon; nothing more is needed";
  if (facts.is_superuser)
    return subject.warned("rights", "the role " + facts.role + " is a superuser; tenon only reads", own);
  if (facts.writable_tables > 0 || facts.may_create)
    return subject.warned("rights",
                          "the role " + facts.role + " can write (" +
                              (facts.may_create ? "it may create schemas; " : "") +
                              pluralize(facts.writable_tables, "table") + "); tenon only reads",
                          own);
  subject.passed("rights", "the role " + facts.role + " sees the catalogs and cannot write");
}

void test_session(TestedSubject& subject, const SessionFacts& facts) {
  if (facts.role.empty()) return;
  const std::string limits = "statement_timeout " + facts.statement_timeout + ", lock_timeout " +
                             facts.lock_timeout + (facts.is_standby ? ", a standby" : "");
  if (!facts.is_read_only)
    return subject.failed(
        "session", "the session is not read-only, although it was asked for; " + limits,
        "something between drops the options of the session: connect to the server itself, or let "
        "the pooler pass them on (PgBouncer: track_extra_parameters, session pooling)");
  if (facts.is_pooled)
    return subject.warned(
        "session", "a pooler stands between; " + limits,
        "in transaction pooling the settings of a session may be lost; a port of the server "
        "itself, or session pooling, is safer");
  subject.passed("session", "read-only; " + limits);
}

void test_clock(TestedSubject& subject, const SessionFacts& facts) {
  constexpr std::chrono::seconds kNotable(5);
  constexpr std::chrono::seconds kTooMuch(60);
  if (!facts.clock_difference) return;
  const auto apart = std::chrono::abs(*facts.clock_difference);
  const std::string text = "the server's clock is " + to_string(apart) +
                           (facts.clock_difference->count() < 0 ? " behind" : " ahead");
  const std::string remedy =
      "the history would say wrong times; let both machines follow one time service (chrony, "
      "systemd-timesyncd)";
  if (apart > kTooMuch) return subject.failed("clock", text, remedy);
  if (apart > kNotable) return subject.warned("clock", text, remedy);
  subject.passed("clock", text);
}

/// The schemas that the map of a target selects.
void test_schemas(TestedSubject& subject, const TargetConfiguration& target) {
  if (!target.schema_map || !target.schema.empty()) return;
  subject.attempt("schemas", [&] {
    std::vector<std::string> names;
    for (const TargetConfiguration& one : mapped(target)) names.push_back(one.schema);
    subject.passed("schemas", pluralize(names.size(), "schema") + ": " + few(names));
  });
}

/// Says that the declared side has no schema of the name that a schema map gives; empty: it has.
std::string schema_fault(const Catalog& declared, const TargetConfiguration& target) {
  if (!target.schema_map) return "";
  const std::string& wanted = target.schema_map->declared;
  const Name name = declared.dialect->name_of(wanted);
  if (std::ranges::find(declared.schemas, name, &Schema::name) != declared.schemas.end()) return "";
  std::vector<std::string> known;
  for (const Schema& schema : declared.schemas) known.push_back(schema.name.text);
  return "schema_map compares with the declared schema \"" + wanted + "\", which is not declared" +
         suggestion(wanted, known);
}

/// Reads the declared side; nullopt if it cannot be read, or is not one of the target.
std::optional<Catalog> test_declared(TestedSubject& subject, const ReadyTarget& ready, const Dialect* dialect,
                                     const TargetConfiguration& target) {
  const CompareRequest& request = ready.request;
  std::optional<Catalog> declared;
  if (request.declared.empty()) {
    subject.warned("declared", "nothing is declared, so that there is nothing to compare with",
                   "write \"declared\" into the stanza; tenon init makes a first one of the database");
    return declared;
  }
  subject.attempt("declared", [&] {
    OpenSource opened(request.declared, request.scratch, request.patience);
    const Dialect* read_as = opened.dialect() ? opened.dialect() : dialect;
    if (!read_as && !request.dialect.empty()) read_as = &dialect_by_name(request.dialect);
    if (!read_as) return subject.skipped("declared", "the dialect is not known without the database");
    if (dialect && dialect->name != read_as->name)
      return subject.failed("declared",
                            to_string(opened.side()) + " declares a database of " +
                                std::string(read_as->name) + ", and the target is one of " +
                                std::string(dialect->name),
                            "name a declaration of the same database");
    Declaration read = opened.read(*read_as, request.naming);
    if (const std::string why = schema_fault(read.catalog, target); !why.empty())
      return subject.failed("declared", why, "correct \"declared\" of \"schema_map\"");
    subject.passed("declared",
                   to_string(opened.side()) + ": " + pluralize(read.catalog.tables.size(), "table"));
    declared = std::move(read.catalog);
  });
  return declared;
}

/// Tells which patterns of the filter nothing matches on either side.
void test_patterns(TestedSubject& subject, const ReadyTarget& ready, const Catalog& declared) {
  const CompareRequest& request = ready.request;
  const Filter& filter = request.filter;
  if (filter.schemas.empty() && filter.include.empty() && filter.exclude.empty()) return;
  subject.attempt("patterns", [&] {
    OpenSource opened(request.actual, {}, request.patience);
    const Catalog actual = with_derived_names(opened.read(*declared.dialect).catalog, request.naming);
    const Catalog named = with_derived_names(declared, request.naming);
    std::string unmatched;
    for (const UnmatchedPattern& one : unmatched_patterns(filter, {actual, named}, PatternScope::kAll))
      unmatched += (unmatched.empty() ? "" : ", ") + one.text + one.suggestion;
    require_selected(filter, {actual, named});
    if (unmatched.empty()) return subject.passed("patterns", "each matches something");
    subject.warned("patterns", "nothing matches " + unmatched,
                   "correct them in \"schemas\", \"include\", \"exclude\" or \"ignore\", or leave them out");
  });
}

void skip_database(TestedSubject& subject, const std::string& why) {
  for (const char* name : {"version", "rights", "session", "clock"}) subject.skipped(name, why);
}

/// Connects and asks the database; returns its dialect, nullptr if it cannot be reached.
const Dialect* test_database(TestedSubject& subject, const ReadyTarget& ready) {
  std::unique_ptr<Database> database;
  const bool is_open = subject.attempt("connection", [&] {
    const SourceArgument& url = ready.request.actual.front();
    database = backend_for(url).open(url, ready.request.patience);
    subject.passed("connection", to_string(database->side()));
  });
  if (!is_open) {
    skip_database(subject, "there is no connection");
    return nullptr;
  }
  test_version(subject, database->side());
  subject.attempt("rights", [&] {
    const SessionFacts facts = database->session();
    test_rights(subject, facts);
    test_session(subject, facts);
    test_clock(subject, facts);
  });
  return &database->dialect();
}

}  // namespace

void test_target(DoctorReport& report, const Configuration& configuration,
                 const TargetConfiguration& target) {
  TestedSubject subject(report, "target " + target.name);
  ReadyTarget made;
  const bool is_ready = subject.attempt("secret", [&] {
    made = ready(configuration, target);
    if (made.warnings.empty())
      subject.passed("secret", to_string(*target.url));
    else
      subject.warned("secret", made.warnings.front(), "others can read the password there");
  });
  if (!is_ready) {
    subject.skipped("connection", "its URL is not known");
    skip_database(subject, "its URL is not known");
    made.request.declared = {target.options.declared->begin(), target.options.declared->end()};
  }
  const Dialect* dialect = is_ready ? test_database(subject, made) : nullptr;
  if (dialect) test_schemas(subject, target);
  const auto declared = test_declared(subject, made, dialect, target);
  if (dialect && declared) test_patterns(subject, made, *declared);
}

}  // namespace tenon
