// Opens audit stores: their tables are declared in tenon's own JSON form, created and migrated by tenon's own
// engine.

#include "app/store_schema.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <nlohmann/json.hpp>

#include "app/backends.h"
#include "app/compare.h"
#include "app/store_place.h"
#include "model/dialect.h"
#include "model/error.h"
#include "reflect/postgresql/target.h"
#include "reflect/sqlite/url.h"
#include "render/sql_script.h"
#include "store/declared.h"
#include "store/log.h"
#include "store/session.h"

namespace tenon {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStoreScheme = "store:";
constexpr std::string_view kOnPostgresql = "postgresql";

/// A store's place: the session, and how the engine is told to read it.
struct OpenedPlace {
  std::unique_ptr<StoreSession> session;
  SourceArgument url;
  std::string declaration;  ///< `store:sqlite` ...
};

/// The tables in another schema, with PostgreSQL's types.
Json in_schema(const Json& declared, const std::string& schema) {
  Json made = declared;
  made["dialect"] = std::string(kPostgresql.name);
  made["tables"] = Json::object();
  for (const auto& [name, table] : declared.at("tables").items()) {
    Json own = table;
    for (auto& [column_name, column] : own.at("columns").items()) {
      if (column.at("type") == "blob") column["type"] = "bytea";
      if (column.contains("foreign_key")) {
        Json& references = column["foreign_key"]["references"];
        references = schema + "." + references.get<std::string>();
      }
    }
    made["tables"][schema + "." + name] = std::move(own);
  }
  return made;
}

[[noreturn]] void fail_missing(const std::string& shown) {
  throw Error(Fault::kConnection, "there is no audit store at " + shown +
                                      "; tenon audit makes one, or name another (--store URL, TENON_STORE)");
}

[[noreturn]] void fail_empty(const std::string& shown) {
  throw Error(Fault::kConnection,
              "the file " + shown +
                  " is empty: there is no audit store in it, and whether there was one cannot be "
                  "told; bring a copy back, or let tenon audit make a new one");
}

/// Returns the file of a store that is not there yet; nullopt: it is there, or the store is no file.
std::optional<std::string> missing_file(const SourceArgument& url) {
  if (backend_for(url).dialect != &kSqlite) return std::nullopt;
  const SqliteFile file = sqlite_file(url);
  std::error_code ignored;
  const bool is_there = file.in_memory || std::filesystem::exists(file.path, ignored);
  return is_there ? std::nullopt : std::optional(file.path);
}

OpenedPlace sqlite_place(const SourceArgument& url, StoreUse use) {
  const SqliteFile file = sqlite_file(url);
  if (const auto missing = missing_file(url); missing && use == StoreUse::kExisting) fail_missing(*missing);
  return {open_sqlite_store({file.path, file.opened, !file.in_memory}), url, "store:sqlite"};
}

OpenedPlace postgresql_place(const SourceArgument& given) {
  const PostgresTarget as_given = postgres_target(given);
  const SourceArgument url = as_given.parameters.contains("password") ? given : with_store_password(given);
  PostgresTarget target = postgres_target(url);
  // A store is written to unless the server, the role or the URL says otherwise, and its writers wait for one
  // another.
  std::string& options = target.parameters["options"];
  if (options.ends_with(kReadOnlySession)) options.erase(options.size() - kReadOnlySession.size());
  options += " -c lock_timeout=60s -c statement_timeout=120s";
  OpenedPlace place{
      open_postgresql_store({connection_string(target), as_given.shown, target.redactor}), url, {}};
  place.declaration = "store:postgresql." + place.session->schema();
  return place;
}

OpenedPlace placed(const SourceArgument& url, StoreUse use) {
  const std::string_view name = scheme(url);
  if (name.empty())
    throw Error(Fault::kUsage, "the audit store " + url.redacted() +
                                   " is no URL; write sqlite:///FILE or postgresql://user@host/database");
  return backend_for(url).dialect == &kSqlite ? sqlite_place(url, use) : postgresql_place(url);
}

/// Returns the version of the tables; nullopt if the place is empty.
std::optional<int> version_of(StoreSession& session) {
  const std::vector<std::string> tables = session.tables();
  if (tables.empty()) return std::nullopt;
  if (std::ranges::find(tables, "store_info") == tables.end())
    throw Error(Fault::kRefused, Reason::kParse,
                "cannot use " + session.shown() + " as an audit store: it is a database of " +
                    "something else, with the table " + tables.front() +
                    "; nothing was changed; name another place (--store URL, TENON_STORE)");
  const std::string version = info(session, kVersionName).value_or("");
  if (version.empty() || version.find_first_not_of("0123456789") != std::string::npos || version.size() > 6)
    throw Error(Fault::kRefused, Reason::kParse,
                "the audit store " + session.shown() + " does not say of which version it is; it " +
                    "was changed by hand; nothing was changed");
  return std::stoi(version);
}

void require_not_newer(const StoreSession& session, int version) {
  if (version <= kStoreVersion) return;
  throw Error(Fault::kRefused, Reason::kParse,
              "the audit store " + session.shown() + " is of version " + std::to_string(version) +
                  ", and this tenon (" TENON_VERSION ") knows " + std::to_string(kStoreVersion) +
                  " at most; use the newer tenon that wrote it; nothing was changed");
}

/// Returns the statements that lead from what is there to the declaration. What else is there stays.
std::vector<std::string> statements_for(const OpenedPlace& place) {
  CompareRequest request;
  request.actual = {place.url};
  request.declared = {place.declaration};
  if (!place.session->schema().empty()) request.filter.schemas = {place.session->schema()};
  ComparisonResult compared_store = compared(request);
  std::erase_if(compared_store.changes,
                [](const Change& change) { return std::holds_alternative<Dropped>(change); });
  const Plan plan = migration(compared_store).up;
  std::vector<std::string> all;
  for (const tenon::Step& step : plan.steps)
    for (const Op& op : step.ops)
      for (std::string& statement : sql_statements(op, *plan.dialect)) all.push_back(std::move(statement));
  return all;
}

/// Brings the tables to this version, or changes nothing. The version is read again inside the transaction:
/// another process may have been faster.
void migrate(const OpenedPlace& place) {
  StoreSession& session = *place.session;
  session.prepare();
  session.allow_changes(true);
  {
    StoreTransaction transaction(session, Access::kWriting);
    const std::optional<int> version = version_of(session);
    if (version) require_not_newer(session, *version);
    if (!version || *version < kStoreVersion) {
      for (const std::string& statement : statements_for(place)) session.run(statement);
      session.require_whole();
      set_info(session, kVersionName, std::to_string(kStoreVersion));
      set_info(session, "written_by", "tenon " TENON_VERSION);
      transaction.commit();
    }
  }
  session.allow_changes(false);
}

/// Returns the store of a place, made or migrated where it must be.
std::unique_ptr<Store> store_in(OpenedPlace place, std::optional<int> version) {
  if (version) require_not_newer(*place.session, *version);
  if (!version || *version < kStoreVersion) migrate(place);
  return std::make_unique<Store>(std::move(place.session));
}

}  // namespace

SourceArgument store_url(const SourceArgument& given) {
  if (!given.empty()) return given;
  const char* variable = std::getenv("TENON_STORE");
  return variable != nullptr && *variable != '\0' ? SourceArgument(variable)
                                                  : SourceArgument("sqlite:///tenon.db");
}

std::unique_ptr<Store> open_store(const SourceArgument& url, StoreUse use) {
  OpenedPlace place = placed(url, use);
  const std::optional<int> version = version_of(*place.session);
  if (!version && use == StoreUse::kExisting) {
    if (place.session->identity().empty()) fail_missing(place.session->shown());
    fail_empty(place.session->shown());
  }
  return store_in(std::move(place), version);
}

std::unique_ptr<Store> open_store_if_there(const SourceArgument& url) {
  if (!scheme(url).empty() && missing_file(url)) return nullptr;
  OpenedPlace place = placed(url, StoreUse::kExisting);
  const std::optional<int> version = version_of(*place.session);
  return version ? store_in(std::move(place), version) : nullptr;
}

std::optional<Document> declared_store_document(const std::string& source) {
  if (!source.starts_with(kStoreScheme)) return std::nullopt;
  const std::string place = source.substr(kStoreScheme.size());
  if (place == kSqlite.name) return Document{source, std::string(declared_store())};
  if (!place.starts_with(kOnPostgresql)) return std::nullopt;
  const std::string rest = place.substr(kOnPostgresql.size());
  if (!rest.empty() && (rest.front() != '.' || rest.size() == 1)) return std::nullopt;
  const std::string schema = rest.empty() ? kStoreSchema : rest.substr(1);
  return Document{source, in_schema(Json::parse(declared_store()), schema).dump(2) + "\n"};
}

Instant current_instant() {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

}  // namespace tenon
