// Implements Database for a PostgreSQL server.

#include "reflect/postgresql/database.h"

#include <memory>
#include <string>
#include <vector>

#include "model/dialect.h"
#include "reflect/database.h"
#include "reflect/postgresql/alembic_revisions.h"
#include "reflect/postgresql/connection.h"
#include "reflect/postgresql/extension_users.h"
#include "reflect/postgresql/lint_evidence.h"
#include "reflect/postgresql/reflect.h"
#include "reflect/postgresql/session.h"
#include "reflect/postgresql/settle.h"

namespace tenon {

namespace {

class PostgresDatabase : public Database {
 public:
  explicit PostgresDatabase(const PostgresTarget& target) : connection_(target) {}

  const Dialect& dialect() const override { return kPostgresql; }
  Side side() const override { return connection_.side(); }
  void cancel() noexcept override { connection_.cancel(); }
  Catalog reflect() override { return reflected(connection_); }
  std::vector<Answer> settle(const std::vector<Question>& questions) override {
    return settled(connection_, questions);
  }
  LintEvidence evidence(const Catalog& catalog) override { return evidence_of(connection_, catalog); }
  std::optional<std::vector<std::string>> alembic_revisions() override {
    return alembic_revisions_of(connection_);
  }
  std::vector<ExtensionUser> extension_users() override { return extension_users_of(connection_); }
  std::vector<Name> unavailable(std::vector<Name> extensions) override {
    return unavailable_extensions(connection_, std::move(extensions));
  }
  TextRows rows(const std::string& query, std::size_t most) override {
    return rows_of(connection_, query, most);
  }
  std::vector<std::string> schema_names() override { return schema_names_of(connection_); }
  SessionFacts session() override { return session_of(connection_); }

 private:
  PostgresConnection connection_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const SourceArgument& url, Patience patience) {
  return open_postgresql(postgres_target(url, patience));
}

std::unique_ptr<Database> open_postgresql(const PostgresTarget& target) {
  return std::make_unique<PostgresDatabase>(target);
}

}  // namespace tenon
