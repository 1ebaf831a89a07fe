// Recognizes the bookkeeping tables of migration runners by name.

#include "diff/runners.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace tenon {

namespace {

constexpr std::array<std::string_view, 11> kTables = {
    "alembic_version",        // Alembic
    "flyway_schema_history",  // Flyway
    "schema_migrations",      // golang-migrate, dbmate, Rails
    "goose_db_version",       // goose
    "databasechangelog",      // Liquibase
    "databasechangeloglock",  // Liquibase
    "_prisma_migrations",     // Prisma
    "django_migrations",      // Django
    "ar_internal_metadata",   // Rails
    "__EFMigrationsHistory",  // Entity Framework
    "atlas_schema_revisions"  // Atlas
};

constexpr std::array<std::string_view, 2> kSchemas = {
    "sqitch",                 // Sqitch
    "atlas_schema_revisions"  // Atlas
};

}  // namespace

bool is_runner_table(const QualifiedName& table, const Dialect& dialect) {
  return std::ranges::any_of(kTables,
                             [&](std::string_view name) { return dialect.name_of(name) == table.name; }) ||
         is_runner_schema(table.schema, dialect);
}

bool is_runner_schema(const Name& schema, const Dialect& dialect) {
  return dialect.has_schemas() && std::ranges::any_of(kSchemas, [&](std::string_view name) {
           return dialect.name_of(name) == schema;
         });
}

}  // namespace tenon
