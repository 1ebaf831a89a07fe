// A dialect: how SQL is spelled, what the database can do, and what differs between its versions.

#pragma once

#include <span>
#include <string_view>

#include "model/capabilities.h"
#include "model/lexis.h"
#include "model/name.h"

namespace tenon {

struct DialectVersion;

/// The SQL of one kind of database as facts. Code asks for a fact and never for a product: behaviour that
/// differs as a whole is in the files of that database.
struct Dialect : Capabilities {
  std::string_view name;            ///< "postgresql", "sqlite": SQLAlchemy's names
  std::string_view default_schema;  ///< "public"; empty: the dialect has no schemas
  Lexis lexis;
  std::span<const DialectVersion> versions;  ///< by version, ascending; empty: all are alike

  bool has_schemas() const { return !default_schema.empty(); }
  /// Returns the name with the key by which this database compares it.
  Name name_of(std::string_view text) const { return lexis.name_of(text); }
  /// Returns the qualified name; an empty `schema` means the default schema.
  QualifiedName qualified(std::string_view schema, std::string_view name) const;
};

/// The dialect from a version on, until the next.
struct DialectVersion {
  int major = 0;
  int minor = 0;
  const Dialect* dialect = nullptr;
};

extern const Dialect kPostgresql;
extern const Dialect kSqlite;
/// Actian PSQL (formerly Pervasive), by its published reference alone: a schema is declared for it and
/// written as its SQL, but no server is asked. Called `actian`, as `psql` is PostgreSQL's shell.
extern const Dialect kActian;

/// Every dialect, one of each kind of database.
std::span<const Dialect* const> dialects();

/// Returns the dialect of that version of its library or server ("3.53.0"). An empty version gives the
/// dialect itself, an unknown one the oldest.
const Dialect& at_version(const Dialect& dialect, std::string_view version);

/// Returns the dialect with SQLAlchemy's name, or nullptr.
const Dialect* find_dialect(std::string_view name);

}  // namespace tenon
