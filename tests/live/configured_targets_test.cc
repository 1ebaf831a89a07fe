#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/postgres.h"
#include "tests/support/shell.h"

/// Targets of a tenon.toml on a server: sets from a query, schema maps, options, doctor.
namespace tenon::test::this_file {
namespace {

/// A schema that leans on its own name in every way: types, sequences, functions, checks, indexes,
/// references.
constexpr const char* kTenant = R"sql(
CREATE TYPE mood AS ENUM ('a', 'b');
CREATE DOMAIN short AS text CHECK (length(VALUE) < 10);
CREATE SEQUENCE numbers;
CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x * 2';
CREATE TABLE customer (id serial PRIMARY KEY, state mood NOT NULL DEFAULT 'a', name short,
  number bigint DEFAULT nextval('numbers'), email text UNIQUE CHECK (length(email) > 3));
CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id int REFERENCES customer (id), total numeric, CHECK (twice(id) > 0));
CREATE INDEX ON orders (customer_id);
CREATE INDEX ON customer (lower(email)) WHERE state = 'b';
CREATE TABLE part (day date) PARTITION BY RANGE (day);
CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
)sql";

class ConfiguredTargets : public testing::Test {
 protected:
  ConfiguredTargets() {
    for (const std::string schema : {"tenant_1", "tenant_2", "tenant_3", "\"tenant_Ä x\""})
      database_.run("CREATE SCHEMA " + schema + "; SET search_path = " + schema + ";" + kTenant);
    write_file(folder_.file("tenant.sql"), kTenant);
    write_file(folder_.file("named.sql"),
               std::string("CREATE SCHEMA tenant; SET search_path = tenant;") + kTenant);
  }

  Ran tenon(const std::string& arguments, const std::string& url = "") const {
    return shell("cd " + shell_quoted(folder_.path().string()) +
                 " && FLEET_URL=" + shell_quoted(url.empty() ? database_.url() : url) + " " +
                 shell_quoted(TENON_BIN) + " " + arguments);
  }
  void expect(int code, const std::string& arguments, const std::string& said = "",
              const std::string& url = "") const {
    const Ran ran = tenon(arguments, url);
    EXPECT_EQ(ran.code, code) << arguments << "\n" << ran.out << ran.err;
    EXPECT_NE((ran.out + ran.err).find(said), std::string::npos) << arguments << "\n" << ran.out << ran.err;
  }
  void configure(const std::string& text) const { write_file(folder_.file("tenon.toml"), text); }
  const TemporaryDatabase& database() const { return database_; }
  std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TemporaryDatabase database_;
  TempFolder folder_;
};

std::string map_of(const std::string& declared, const std::string& schema) {
  return "[targets.fleet]\nurl = {env = \"FLEET_URL\"}\ndeclared = \"" + declared +
         "\"\nschema_map = {pattern = \"tenant_*\", declared = \"" + schema + "\"}\n";
}

TEST_F(ConfiguredTargets, TheScratchServerMayStandInTheEnvironment) {
  database().run("CREATE TABLE public.one (id int, n int DEFAULT length('abc'))");
  write_file(file("one.sql"), "CREATE TABLE one (id int, n int DEFAULT length('abc'));");
  write_file(file("server.txt"), database().url() + "\n");
  write_file(file("nowhere.txt"), "postgresql://u:zq7canary@/nowhere?host=/nowhere\n");
  for (const std::string name : {"server.txt", "nowhere.txt"})
    std::filesystem::permissions(file(name), std::filesystem::perms::owner_read);
  const auto check = [&](const std::string& variables, const std::string& more = "") {
    return shell("cd " + shell_quoted(file(".")) + " && " + variables + " " + shell_quoted(TENON_BIN) +
                 " check " + shell_quoted(database().url()) + " one.sql --schema public " + more);
  };
  EXPECT_EQ(check("TENON_SCRATCH_FILE=server.txt").code, 0);
  const Ran failed = check("TENON_SCRATCH_FILE=nowhere.txt");
  EXPECT_EQ(failed.code, 1) << failed.out;
  EXPECT_EQ(failed.err.find("zq7canary"), std::string::npos) << failed.err;
  EXPECT_EQ(check("TENON_SCRATCH_FILE=nowhere.txt", "--scratch " + shell_quoted(database().url())).code, 0);
  EXPECT_EQ(check("TENON_SCRATCH=x TENON_SCRATCH_FILE=server.txt").code, 78);
  const Ran unused = shell("TENON_SCRATCH=" + shell_quoted(database().url()) + " " + shell_quoted(TENON_BIN) +
                           " inspect " + shell_quoted(database().url()) + " --summary");
  EXPECT_EQ(unused.code, 0) << "it is no fault that no SQL is read: " << unused.err;
}

TEST_F(ConfiguredTargets, EachSchemaOfAMapIsComparedWithTheDeclaredOne) {
  expect(0, "inspect " + shell_quoted(database().url()) + " --schema tenant_1 -o json=snapshot.json");
  for (const auto& [file, schema] : std::vector<std::pair<std::string, std::string>>{
           {"tenant.sql", "public"}, {"named.sql", "tenant"}, {"snapshot.json", "tenant_1"}}) {
    configure(map_of(file, schema));
    for (const std::string name : {"fleet/tenant_1", "fleet/tenant_2", "'fleet/tenant_Ä x'"}) {
      expect(0, "check " + name, "in sync");
      expect(3, "generate -m x " + name);
    }
  }
}

TEST_F(ConfiguredTargets, ADriftOfOneSchemaOfAMapIsItsOwnAndIsMended) {
  configure(map_of("tenant.sql", "public"));
  database().run(
      "ALTER TABLE tenant_2.orders DROP CONSTRAINT orders_customer_id_fkey; DROP TABLE tenant_3.customer "
      "CASCADE");
  expect(0, "check fleet/tenant_1");
  expect(2, "check fleet/tenant_2", "FOREIGN KEY (customer_id) REFERENCES tenant_2.customer (id)");
  for (const std::string schema : {"tenant_2", "tenant_3"}) {
    expect(0, "generate fleet/" + schema + " -m mend_" + schema + " --dir m");
    const Ran run = shell("psql -X -q -v ON_ERROR_STOP=1 -d " + database().name() + " -f " + file("m") +
                          "/*mend_" + schema + ".up.sql");
    EXPECT_EQ(run.code, 0) << run.err;
    expect(0, "check fleet/" + schema);
  }
}

TEST_F(ConfiguredTargets, ASchemaThatAMapDoesNotHaveIsNotInSync) {
  configure(map_of("tenant.sql", "public"));
  expect(1, "check fleet/tenant_9", "the database has no schema \"tenant_9\"");
  expect(64, "check fleet/other", "\"other\" does not");
  expect(64, "check fleet", "each schema is a target of its own");
  configure(map_of("tenant.sql", "tenent"));
  expect(1, "check fleet/tenant_1", "the declared side has no schema \"tenent\"");
  configure(
      "[targets.a]\nurl = \"sqlite://\"\ndeclared = \"one.sql\"\nschema_map = {pattern = \"*\", declared "
      "= \"x\"}\n");
  write_file(file("one.sql"), "CREATE TABLE one (id int);");
  expect(64, "check a/x", "has no schemas");
}

TEST_F(ConfiguredTargets, PartitionsThatAnotherJobMakesAreLeftOut) {
  database().run(
      "SET search_path = tenant_1; CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM ('2026-02-01') TO "
      "('2026-03-01')");
  configure(map_of("tenant.sql", "public"));
  expect(2, "check fleet/tenant_1", "part_2");
  expect(0, "check fleet/tenant_1 --exclude-partitions");
  configure(map_of("tenant.sql", "public") + "exclude_partitions = true\n");
  expect(0, "check fleet/tenant_1");
  database().run("ALTER TABLE tenant_1.part ADD COLUMN more int");
  expect(2, "check fleet/tenant_1", "more");
}

TEST_F(ConfiguredTargets, ASetOfAQueryIsReadOnlyAndStopsAtItsMost) {
  database().run(
      "CREATE TABLE public.tenant (name text, db text, active bool); INSERT INTO public.tenant SELECT 'n' || "
      "i, "
      "current_database(), true FROM generate_series(1, 10000) i");
  const auto set = [&](const std::string& query, const std::string& more = "") {
    configure("[[target_sets]]\nname = \"t-{name}\"\nsource = {query = \"" + query +
              "\", url = {env = \"FLEET_URL\"}}\nurl = {env = \"FLEET_URL\"}\n" + more);
  };
  set("SELECT name, db FROM tenant WHERE active");
  expect(78, "inspect t-n5", "more than 1000 rows");
  set("SELECT name, db FROM tenant WHERE active", "max = 10000\n");
  expect(0, "inspect t-n10000 --summary");
  expect(64, "inspect t-n10001", "no target");
  set("SELECT name FROM tenant LIMIT 1; DROP TABLE tenant");
  expect(1, "inspect t-n1", "cannot insert multiple commands");
  set("DELETE FROM tenant RETURNING name");
  expect(1, "inspect t-n1", "syntax error");
  set("WITH gone AS (DELETE FROM tenant RETURNING name) SELECT name FROM gone");
  expect(1, "inspect t-n1", "cannot run the configured query");
  set("SELECT nam FROM tenant");
  expect(1, "inspect t-n1", "column \"nam\" does not exist");
  set("SELECT name AS other FROM tenant LIMIT 1");
  expect(78, "inspect t-n1", "the rows have no column \"name\"");
  EXPECT_EQ(database().query("SELECT count(*) FROM tenant"), "10000");
}

TEST_F(ConfiguredTargets, TimeLimitsReachTheSession) {
  configure(
      "[targets.a]\nurl = {env = \"FLEET_URL\"}\nstatement_timeout = \"12s\"\nlock_timeout = \"700ms\"\n");
  expect(0, "doctor a", "statement_timeout 12s, lock_timeout 700ms");
}

TEST_F(ConfiguredTargets, DoctorTellsWhatARoleMayDo) {
  configure("[targets.a]\nurl = {env = \"FLEET_URL\"}\ndeclared = \"tenant.sql\"\n");
  const std::string role = "doctor_" + database().name();
  database().run("CREATE ROLE " + role + " LOGIN");
  const std::string url = database().url(role);
  expect(0, "doctor a", "is a superuser");
  expect(0, "doctor a", "sees the catalogs and cannot write", url);
  database().run("GRANT INSERT ON tenant_1.orders TO " + role + "; GRANT USAGE ON SCHEMA tenant_1 TO " +
                 role);
  expect(0, "doctor a", "can write (1 table)", url);
  database().run("REVOKE SELECT ON pg_catalog.pg_constraint FROM PUBLIC");
  expect(1, "doctor a", "may not read 1 system catalog", url);
  database().run("GRANT SELECT ON pg_catalog.pg_constraint TO PUBLIC; DROP OWNED BY " + role);
  expect(1, "doctor a", "does not exist", url + "&dbname=no_such_database");
  database().run("DROP ROLE " + role);
}

TEST_F(ConfiguredTargets, OfAMapHaveAPastToo) {
  configure(map_of("tenant.sql", "public"));
  expect(0, "audit --all --quiet");
  expect(0, "inspect fleet/tenant_1@2100-01-01 -o json", "tenant_1.customer");
  expect(0, "inspect fleet/tenant_1 --at 2100-01-01 -o json", "tenant_1.customer");
  expect(64, "check fleet/other_1", "does not");
}

/// What keeps a set from being listed ends with the run, and is told as what it is.
TEST_F(ConfiguredTargets, OfASetWhoseQueryIsWrongOrSlowAreNotAudited) {
  const auto of_query = [&](const std::string& query) {
    configure(
        "[[target_sets]]\nname = \"t-{name}\"\nurl = {env = \"FLEET_URL\"}\ndeclared = \"tenant.sql\"\n"
        "source = {query = \"" +
        query + "\", url = {env = \"FLEET_URL\"}}\n");
  };
  for (const std::string wrong : {"SELECT nocol FROM pg_class", "SELEC 1", "DELETE FROM tenant_1.customer"}) {
    of_query(wrong);
    expect(1, "audit --all --quiet -o json", "\"reason\": \"parse\"");
    expect(1, "audit --all --quiet -o markdown", "cannot run the configured query");
  }
  of_query("SELECT pg_sleep(60)::text AS name");
  expect(1, "audit --all --quiet --time-limit 1s -o json", "\"reason\": \"timeout\"");
}

}  // namespace
}  // namespace tenon::test::this_file
