#include <gtest/gtest.h>

#include "app/stored_result.h"
#include "audit/fingerprint.h"
#include "model/dialect.h"
#include "tests/store/stores.h"
#include "tests/support/sqlite.h"

namespace tenon {
namespace {

using namespace tenon::test;

const std::string kDeclaredSql = R"(
CREATE TABLE users (id integer CONSTRAINT pk_users PRIMARY KEY, name varchar(30) NOT NULL);
CREATE TABLE orders (
  id integer CONSTRAINT pk_orders PRIMARY KEY,
  user_id integer CONSTRAINT fk_orders_user_id_users REFERENCES users (id) ON DELETE CASCADE,
  status varchar(10), total numeric(10,2) DEFAULT 0,
  CONSTRAINT ck_orders_total CHECK (total >= 0));
CREATE INDEX ix_orders_status ON orders (status) WHERE status <> 'done';
)";

/// Drift of every op: a changed foreign key, an unexpected table, check, index and column, a missing index, a
/// check under another name, and one that was never validated.
const std::string kDrifted = R"(
CREATE TABLE users (id integer CONSTRAINT pk_users PRIMARY KEY, name varchar(30) NOT NULL);
CREATE TABLE orders (
  id integer CONSTRAINT pk_orders PRIMARY KEY,
  user_id integer CONSTRAINT fk_orders_user_id_users REFERENCES users (id),
  status varchar(10) DEFAULT 'new', total numeric(10,2) DEFAULT 0, note text);
ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID;
ALTER TABLE orders ADD CHECK (status IN ('new', 'paid', 'done'));
CREATE INDEX ON orders (lower(note), total DESC) WHERE status IN ('new', 'paid');
CREATE TABLE log (at timestamptz, what varchar(20) CHECK (what IN ('a', 'b')), id serial);
)";

/// The same, made in another order.
const std::string kDriftedOtherwise = R"(
CREATE TABLE log (id serial, what varchar(20) CHECK (what IN ('a', 'b')), at timestamptz);
CREATE TABLE orders (note text, total numeric(10,2) DEFAULT 0, status varchar(10) DEFAULT 'new',
  user_id integer, id integer);
CREATE INDEX other_name_idx ON orders (id);
CREATE INDEX orders_lower_total_idx1 ON orders (lower(note), total DESC) WHERE status IN ('new', 'paid');
DROP INDEX other_name_idx;
ALTER TABLE orders ADD CHECK (status IN ('new', 'paid', 'done'));
CREATE TABLE users (name varchar(30) NOT NULL, id integer CONSTRAINT pk_users PRIMARY KEY);
ALTER TABLE orders ADD CONSTRAINT pk_orders PRIMARY KEY (id);
ALTER TABLE orders ADD CONSTRAINT fk_orders_user_id_users FOREIGN KEY (user_id) REFERENCES users (id);
ALTER TABLE orders ADD CONSTRAINT ck_orders_total CHECK (total >= 0) NOT VALID;
)";

AuditResult audited(const std::string& url, const std::string& declared, const std::string& schema = "",
                    const SchemaNames& schemas = {}) {
  CompareRequest request;
  request.actual = {url};
  request.declared = {declared};
  if (!schema.empty()) request.filter.schemas = {schema};
  AuditResult result = stored_comparison(compared(request), schemas).result;
  result.target = "t";
  return acknowledged(std::move(result), {}, night(1));
}

/// The canonical findings, a line each.
std::string lines_of(const AuditResult& result) {
  std::vector<std::string> lines;
  for (const StoredFinding& finding : result.findings) lines.push_back(canonical(finding));
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

class FingerprintLive : public testing::Test {
 protected:
  FingerprintLive() { write_file(declared_, kDeclaredSql); }
  TempFolder folder_;
  std::string declared_ = folder_.file("schema.sql");
};

TEST_F(FingerprintLive, IsThatOfTheRestoredDump) {
  TemporaryDatabase first(kDrifted);
  TemporaryDatabase restored(output_of("pg_dump --schema-only " + shell_quoted(first.url())));
  const AuditResult a = audited(first.url(), declared_);
  const AuditResult b = audited(restored.url(), declared_);
  ASSERT_EQ(a.outcome, AuditOutcome::kDrift);
  EXPECT_GE(a.findings.size(), 7U);
  EXPECT_EQ(lines_of(a), lines_of(b));
  EXPECT_EQ(a.fingerprint, b.fingerprint);
}

TEST_F(FingerprintLive, IsThatOfADatabaseMadeInAnotherOrder) {
  TemporaryDatabase first(kDrifted);
  TemporaryDatabase other(kDriftedOtherwise);
  EXPECT_EQ(lines_of(audited(first.url(), declared_)), lines_of(audited(other.url(), declared_)));
}

TEST_F(FingerprintLive, IsThatOfEveryTenantWhateverItsSchemaIsCalled) {
  const auto in_schema = [](const std::string& name) {
    return "CREATE SCHEMA " + name + "; SET search_path TO " + name + ";" + kDrifted;
  };
  TemporaryDatabase database(in_schema("tenant_1") + in_schema("\"Tenant 2\""));
  write_file(declared_, "CREATE SCHEMA tenant; SET search_path TO tenant;" + kDeclaredSql);
  // Each tenant is compared with the declaration of its own schema, and told in the words of the shared one.
  const auto tenant = [&](const std::string& schema, const std::string& quoted) {
    const std::string own = folder_.file("own.sql");
    write_file(own, "CREATE SCHEMA " + quoted + "; SET search_path TO " + quoted + ";" + kDeclaredSql);
    return audited(database.url(), own, schema, {{schema, "tenant"}});
  };
  const AuditResult one = tenant("tenant_1", "tenant_1");
  const AuditResult two = tenant("Tenant 2", "\"Tenant 2\"");
  ASSERT_EQ(one.outcome, AuditOutcome::kDrift);
  EXPECT_EQ(lines_of(one), lines_of(two));
  EXPECT_EQ(lines_of(one).find("tenant_1"), std::string::npos) << lines_of(one);
  for (const StoredFinding& finding : one.findings)
    EXPECT_EQ(finding.key.find("tenant_1"), std::string::npos) << finding.key;
}

TEST_F(FingerprintLive, OfSqliteIsThatOfADumpAndOfAnotherOrder) {
  const std::string declared = folder_.file("schema.json");
  write_file(declared, R"({"dialect": "sqlite", "tables": {"a": {"columns": {"id": {"type": "integer"}}}}})");
  TemporarySqlite first(
      "CREATE TABLE a (id integer, x text DEFAULT 'y'); CREATE TABLE b (n integer, m text "
      "CHECK (m IN ('a', 'b'))); CREATE INDEX i ON a (x COLLATE nocase) WHERE x > 'k';");
  TemporarySqlite other(
      "CREATE TABLE b (m text CHECK (m  in ('a','b')), n INTEGER); CREATE TABLE a (x text "
      "DEFAULT 'y', id integer); CREATE INDEX i ON a (x COLLATE NOCASE) WHERE x>'k';");
  TemporarySqlite dumped(shell("sqlite3 " + shell_quoted(first.path()) + " .dump").out);
  const AuditResult a = audited(first.url(), declared);
  ASSERT_EQ(a.outcome, AuditOutcome::kDrift);
  EXPECT_EQ(lines_of(a), lines_of(audited(dumped.url(), declared)));
  EXPECT_EQ(lines_of(a), lines_of(audited(other.url(), declared)));
}

TEST_F(FingerprintLive, AnEqualDatabaseHasNone) {
  TemporaryDatabase database(kDeclaredSql);
  const AuditResult result = audited(database.url(), declared_);
  EXPECT_EQ(result.outcome, AuditOutcome::kInSync);
  EXPECT_EQ(result.fingerprint, "");
}

TEST(NormalForm, CastsElementsInsteadOfArrays) {
  const std::pair<const char*, const char*> cases[] = {
      {"((s)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
       "((s)::text = ANY (ARRAY[('a'::character varying)::text, ('b'::character varying)::text]))"},
      {"x = ANY ((ARRAY[f(a, b), c])::numeric(10,2)[])",
       "x = ANY (ARRAY[(f(a, b))::numeric(10,2), (c)::numeric(10,2)])"},
      {"x  =  ANY((array[1]) :: int[])", "X = any(ARRAY[(1)::int])"}};
  for (const auto& [one, other] : cases)
    EXPECT_EQ(normal_form(one, kPostgresql), normal_form(other, kPostgresql));
  for (const char* same : {"(ARRAY[]::text[])", "(ARRAY[1, 2])", "((ARRAY[1, 2]))::text", "(ARRAY[1"})
    EXPECT_EQ(normal_form(same, kPostgresql), normal_form(normal_form(same, kPostgresql), kPostgresql))
        << same;
}

TEST(NormalForm, CallsSchemasAsTheDeclarationDoes) {
  const SchemaNames map = {{"tenant_1", "tenant"}, {"Tenant 2", "tenant"}};
  EXPECT_EQ(normal_form("REFERENCES tenant_1.users (tenant_1)", kPostgresql, map),
            "references tenant . users ( tenant_1 )");
  EXPECT_EQ(normal_form("\"Tenant 2\".f('Tenant 2', 'x.y')", kPostgresql, map),
            "tenant . f ( 'Tenant 2' , 'x.y' )");
  EXPECT_EQ(normal_form("nextval('tenant_1.s'::regclass)", kPostgresql, map),
            "nextval ( 'tenant.s' :: regclass )");
  EXPECT_EQ(normal_form("nextval('\"Tenant 2\".s'::regclass)", kPostgresql, map),
            "nextval ( 'tenant.s' :: regclass )");
}

}  // namespace
}  // namespace tenon
