// What SQLAlchemy and Alembic have for each dialect; input a dialect, output a table of facts.

#include "render/alembic/dialect.h"

#include <algorithm>
#include <array>

#include "render/postgresql/clauses.h"
#include "render/sqlite/clauses.h"

namespace tenon {

namespace {

constexpr auto kPostgresqlTypes = std::to_array<AlembicType>({
    {"integer", "sa.Integer"},
    {"bigint", "sa.BigInteger"},
    {"smallint", "sa.SmallInteger"},
    {"text", "sa.Text", "", "", "", true},
    {"character varying", "sa.String", "", "length", "", true},
    {"character", "sa.CHAR", "", "length", "", true},
    {"numeric", "sa.Numeric", "", "precision", "scale"},
    {"double precision", "postgresql.DOUBLE_PRECISION"},
    {"real", "sa.REAL"},
    {"boolean", "sa.Boolean"},
    {"date", "sa.Date"},
    {"uuid", "postgresql.UUID"},
    {"json", "postgresql.JSON"},
    {"jsonb", "postgresql.JSONB"},
    {"bytea", "postgresql.BYTEA"},
    {"inet", "postgresql.INET"},
    {"cidr", "postgresql.CIDR"},
    {"macaddr", "postgresql.MACADDR"},
    {"money", "postgresql.MONEY"},
    {"oid", "postgresql.OID"},
    {"regclass", "postgresql.REGCLASS"},
    {"tsvector", "postgresql.TSVECTOR"},
    {"bit", "postgresql.BIT", "", "length"},
    {"bit varying", "postgresql.BIT", "varying=True", "length"},
    {"int4range", "postgresql.INT4RANGE"},
    {"int8range", "postgresql.INT8RANGE"},
    {"numrange", "postgresql.NUMRANGE"},
    {"daterange", "postgresql.DATERANGE"},
    {"tsrange", "postgresql.TSRANGE"},
    {"tstzrange", "postgresql.TSTZRANGE"},
    {"timestamp without time zone", "postgresql.TIMESTAMP", "", "precision"},
    {"timestamp with time zone", "postgresql.TIMESTAMP", "timezone=True", "precision"},
    {"time without time zone", "postgresql.TIME", "", "precision"},
    {"time with time zone", "postgresql.TIME", "timezone=True", "precision"},
    {"interval", "postgresql.INTERVAL", "", "precision"},
    {"interval year", "postgresql.INTERVAL", "fields='YEAR'"},
    {"interval month", "postgresql.INTERVAL", "fields='MONTH'"},
    {"interval day", "postgresql.INTERVAL", "fields='DAY'"},
    {"interval hour", "postgresql.INTERVAL", "fields='HOUR'"},
    {"interval minute", "postgresql.INTERVAL", "fields='MINUTE'"},
    {"interval second", "postgresql.INTERVAL", "fields='SECOND'", "precision"},
    {"interval year to month", "postgresql.INTERVAL", "fields='YEAR TO MONTH'"},
    {"interval day to hour", "postgresql.INTERVAL", "fields='DAY TO HOUR'"},
    {"interval day to minute", "postgresql.INTERVAL", "fields='DAY TO MINUTE'"},
    {"interval day to second", "postgresql.INTERVAL", "fields='DAY TO SECOND'", "precision"},
    {"interval hour to minute", "postgresql.INTERVAL", "fields='HOUR TO MINUTE'"},
    {"interval hour to second", "postgresql.INTERVAL", "fields='HOUR TO SECOND'", "precision"},
    {"interval minute to second", "postgresql.INTERVAL", "fields='MINUTE TO SECOND'", "precision"},
});

// The same without a modifier, as people write them.
constexpr auto kPlainTimes = std::to_array<AlembicType>({
    {"timestamp without time zone", "sa.DateTime"},
    {"timestamp with time zone", "sa.DateTime", "timezone=True"},
    {"time without time zone", "sa.Time"},
    {"time with time zone", "sa.Time", "timezone=True"},
});

constexpr auto kSqliteTypes = std::to_array<AlembicType>({
    {"integer", "sa.Integer"},
    {"bigint", "sa.BigInteger"},
    {"smallint", "sa.SmallInteger"},
    {"text", "sa.Text", "", "", "", true},
    {"varchar", "sa.String", "", "length", "", true},
    {"char", "sa.CHAR", "", "length", "", true},
    {"nchar", "sa.NCHAR", "", "length", "", true},
    {"nvarchar", "sa.NVARCHAR", "", "length", "", true},
    {"clob", "sa.CLOB", "", "", "", true},
    {"blob", "sa.LargeBinary"},
    {"real", "sa.REAL"},
    {"float", "sa.Float"},
    {"numeric", "sa.Numeric", "", "precision", "scale"},
    {"decimal", "sa.DECIMAL", "", "precision", "scale"},
    {"boolean", "sa.Boolean"},
    {"date", "sa.Date"},
    {"datetime", "sa.DateTime"},
    {"time", "sa.Time"},
    {"timestamp", "sa.TIMESTAMP"},
    {"json", "sa.JSON"},
});

/// Actian is not among SQLAlchemy's dialects: its types are spelled as SQLite's, its SQL as PostgreSQL's.
const std::array kAlembicDialects{
    AlembicDialect{&kPostgresql, kPostgresqlTypes, kPlainTimes, true, false, "", postgres_default, false,
                   nullptr},
    AlembicDialect{&kSqlite,
                   kSqliteTypes,
                   {},
                   false,
                   true,
                   "sqlite_on_conflict",
                   sqlite_default,
                   true,
                   precondition_checks},
    AlembicDialect{&kActian, kSqliteTypes, {}, false, false, "", postgres_default, false, nullptr},
};

const AlembicType* found(std::span<const AlembicType> types, std::string_view name) {
  const auto at = std::ranges::find(types, name, &AlembicType::name);
  return at == types.end() ? nullptr : &*at;
}

}  // namespace

const AlembicType* AlembicDialect::type(std::string_view name, bool has_modifiers) const {
  const AlembicType* plain = has_modifiers ? nullptr : found(plain_types, name);
  return plain ? plain : found(types, name);
}

const AlembicDialect& alembic_dialect(const Dialect& dialect) {
  const auto at = std::ranges::find(kAlembicDialects, dialect.name,
                                    [](const AlembicDialect& row) { return row.dialect->name; });
  return at == kAlembicDialects.end() ? kAlembicDialects.front() : *at;
}

}  // namespace tenon
