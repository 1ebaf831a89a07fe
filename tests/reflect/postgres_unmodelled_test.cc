#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reflect/database.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

namespace tenon::this_file {
namespace {

using test::TemporaryDatabase;

/// One of every kind that is not modelled.
constexpr const char* kOneOfEach = R"(
  CREATE SCHEMA app;
  CREATE TABLE app.t (id integer PRIMARY KEY, name text, h text);
  CREATE TABLE app.many (words tsvector) PARTITION BY RANGE (words);
  CREATE TABLE app.many_1 PARTITION OF app.many DEFAULT;
  CREATE INDEX many_1_words ON app.many_1 USING gist (words tsvector_ops (siglen = 32));
  CREATE INDEX many_words ON ONLY app.many USING gist (words tsvector_ops (siglen = 16));
  ALTER INDEX app.many_words ATTACH PARTITION app.many_1_words;
  COMMENT ON INDEX app.many_1_words IS 'some';
  CREATE TABLE app.whole (id integer) PARTITION BY RANGE (id);
  CREATE TABLE app.whole_1 PARTITION OF app.whole DEFAULT;
  CREATE INDEX ON app.whole (id);
  ALTER TABLE app.whole_1 CLUSTER ON whole_1_id_idx;
  ALTER TABLE app.whole ADD CONSTRAINT once UNIQUE (id);
  COMMENT ON CONSTRAINT whole_1_id_key ON app.whole_1 IS 'never twice';
  CREATE VIEW app.v WITH (security_barrier) AS SELECT id FROM app.t;
  CREATE MATERIALIZED VIEW app.m AS SELECT id FROM app.t;
  CREATE INDEX m_id ON app.m (id);
  CREATE FUNCTION app.f(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT $1';
  CREATE FUNCTION app.f(a text) RETURNS text LANGUAGE sql AS 'SELECT $1';
  CREATE PROCEDURE app.p() LANGUAGE sql AS 'SELECT 1';
  CREATE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
  CREATE FUNCTION app.fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
  CREATE TRIGGER tr BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire();
  ALTER TABLE app.t DISABLE TRIGGER tr;
  CREATE POLICY mine ON app.t FOR SELECT USING (id > 0);
  CREATE RULE r AS ON DELETE TO app.t DO INSTEAD NOTHING;
  CREATE STATISTICS app.s (dependencies) ON id, name FROM app.t;
  CREATE TYPE app.pair AS (a integer, b text COLLATE "C");
  CREATE TYPE app.shell;
  CREATE FUNCTION app.differ(integer, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
  CREATE OPERATOR app.<~> (LEFTARG = integer, RIGHTARG = text, FUNCTION = app.differ);
  CREATE CAST (app.pair AS integer) WITH INOUT;
  CREATE COLLATION app.mine FROM "POSIX";
  CREATE TEXT SEARCH CONFIGURATION app.words (COPY = simple);
  CREATE EXTENSION postgres_fdw SCHEMA app;
  CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example');
  CREATE FOREIGN TABLE app.there (id integer NOT NULL, name text) SERVER far OPTIONS (table_name 'here');
  CREATE PUBLICATION news FOR TABLE app.t;
  CREATE FUNCTION app.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE EVENT TRIGGER watcher ON sql_drop EXECUTE FUNCTION app.watch();
  GRANT SELECT, UPDATE ON app.t TO public;
  GRANT INSERT (name) ON app.t TO pg_monitor WITH GRANT OPTION;
  GRANT SELECT ON app.v TO public;
  REVOKE SELECT ON app.v FROM public;
  REVOKE EXECUTE ON FUNCTION app.fire() FROM public;
  GRANT USAGE ON SCHEMA app TO public;
  ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT ON TABLES TO public;
)";

struct Expected {
  const char* kind;
  const char* name;
  const char* table;
  const char* definition;  ///< a part of it
};

const std::vector<Expected> kExpected = {
    {"aggregate", "app.total(integer)", "", "SFUNC = int4pl, STYPE = integer"},
    {"cast", "app.pair AS integer", "", "METHOD = i"},
    {"collation", "app.mine", "", "COLLATE = 'POSIX'"},
    {"column_setting", "app.many_1_words.words", "app.many_1", "OPTIONS (siglen=32)"},
    {"constraint_comment", "app.whole_1_id_key", "app.whole_1", "never twice"},
    {"index_comment", "app.many_1_words", "app.many_1", "some"},
    {"index_setting", "app.whole_1_id_idx", "app.whole_1", "CLUSTERED"},
    {"event_trigger", "watcher", "", "ON sql_drop"},
    {"foreign_server", "far", "", "FOREIGN DATA WRAPPER postgres_fdw"},
    {"foreign_table", "app.there", "",
     "(id integer NOT NULL, name text) SERVER far OPTIONS (table_name 'here')"},
    {"function", "app.differ(integer, text)", "", "SELECT true"},
    {"function", "app.f(a integer, b text)", "", "DEFAULT 'x'::text"},
    {"function", "app.f(a text)", "", "RETURNS text"},
    {"function", "app.fire()", "", "RETURN new"},
    {"function", "app.watch()", "", "event_trigger"},
    {"default_privilege", "app.tables of tenon", "", "SELECT TO public"},
    {"grant", "app.app", "", "CREATE TO its owner, USAGE TO its owner, USAGE TO public"},
    {"grant", "app.fire()", "", "EXECUTE TO its owner"},
    {"grant", "app.t", "app.t", "SELECT TO public, TRIGGER TO its owner"},
    {"grant", "app.t.name", "app.t", "INSERT WITH GRANT OPTION TO pg_monitor"},
    {"index", "app.m_id", "app.m", "CREATE INDEX m_id ON app.m USING btree (id)"},
    {"materialized_view", "app.m", "", "FROM app.t"},
    {"operator", "app.<~>(integer, text)", "", "FUNCTION = app.differ"},
    {"policy", "app.mine", "app.t", "AS PERMISSIVE FOR SELECT TO public USING ((id > 0))"},
    {"procedure", "app.p()", "", "SELECT 1"},
    {"publication", "news", "", "FOR TABLE app.t WITH (insert = t"},
    {"base_type", "app.shell", "", "DEFINED = f"},
    {"rule", "app.r", "app.t", "DO INSTEAD NOTHING"},
    {"statistics", "app.s", "app.t", "CREATE STATISTICS app.s (dependencies) ON id, name FROM app.t"},
    {"text_search_configuration", "app.words", "", ""},
    {"trigger", "app.tr", "app.t", "EXECUTE FUNCTION app.fire() DISABLED"},
    {"view", "app.v", "", "WITH (security_barrier=true)  SELECT "},
};

bool fits(const UnmodelledObject& other, const Expected& expected) {
  return other.kind == expected.kind && to_string(other.name) == expected.name &&
         to_string(other.table) == expected.table &&
         other.definition.find(expected.definition) != std::string::npos;
}

TEST(PostgresOthers, NamesEverythingThatIsNotModelled) {
  const TemporaryDatabase database(kOneOfEach);
  const Catalog found = open_postgresql(database.url())->reflect();
  for (const Expected& each : kExpected)
    EXPECT_EQ(std::count_if(found.unmodelled.begin(), found.unmodelled.end(),
                            [&](const UnmodelledObject& other) { return fits(other, each); }),
              1)
        << each.kind << " " << each.name;
  for (const UnmodelledObject& other : found.unmodelled) {
    EXPECT_NE(other.definition, "") << other.kind << " " << to_string(other.name);
    EXPECT_EQ(std::count_if(kExpected.begin(), kExpected.end(),
                            [&](const Expected& each) { return fits(other, each); }),
              1)
        << other.kind << " " << to_string(other.name) << " on " << to_string(other.table) << ": "
        << other.definition;
  }
}

constexpr const char* kSecrets = R"(
  CREATE FOREIGN DATA WRAPPER wrapper OPTIONS (token 'secret-1');
  CREATE SERVER far FOREIGN DATA WRAPPER wrapper OPTIONS (host 'far.example', dbname 'password=secret-2', token 'secret-3');
  CREATE USER MAPPING FOR public SERVER far OPTIONS (password 'secret-4');
  CREATE FOREIGN TABLE there (id integer OPTIONS (key 'secret-5')) SERVER far OPTIONS (program 'curl secret-6');
  CREATE SUBSCRIPTION paper CONNECTION 'host=far.example password=secret-7' PUBLICATION one
    WITH (connect = false, slot_name = NONE);
)";

/// A database with a subscription cannot be dropped.
void drop_subscription(const TemporaryDatabase& database) { database.run("DROP SUBSCRIPTION paper"); }

TEST(PostgresOthers, KeepSecretsOnTheServerAndTellWhereTheyChanged) {
  const TemporaryDatabase database(kSecrets);
  const auto connection = open_postgresql(database.url());
  Catalog before = connection->reflect();
  ASSERT_EQ(before.unmodelled.size(), 5U);
  for (const UnmodelledObject& other : before.unmodelled) {
    EXPECT_EQ(other.definition.find("secret"), std::string::npos) << other.definition;
    EXPECT_NE(other.definition.find(" #"), std::string::npos) << other.definition;
  }
  database.run("ALTER USER MAPPING FOR public SERVER far OPTIONS (SET password 'secret-8')");
  const Catalog after = connection->reflect();
  ASSERT_EQ(after.unmodelled.size(), 5U);
  for (std::size_t i = 0; i < after.unmodelled.size(); ++i)
    EXPECT_EQ(after.unmodelled[i] == before.unmodelled[i], after.unmodelled[i].kind != "user_mapping")
        << after.unmodelled[i].definition;
  drop_subscription(database);
}

TEST(PostgresOthers, AreReadByARoleThatMayConnectAndNothingElse) {
  const TemporaryDatabase database(
      std::string(kSecrets) +
      "DO $$ BEGIN CREATE ROLE nobody_else LOGIN; EXCEPTION WHEN duplicate_object "
      "THEN NULL; END $$;");
  const Catalog found = open_postgresql(database.url("nobody_else"))->reflect();
  ASSERT_EQ(found.unmodelled.size(), 5U);
  for (const UnmodelledObject& other : found.unmodelled)
    EXPECT_EQ(other.definition.empty(), other.kind == "user_mapping" || other.kind == "subscription")
        << other.kind << ": " << other.definition;
  drop_subscription(database);
}

TEST(PostgresOthers, TakeCommentsForPartOfWhatTheyAre) {
  const TemporaryDatabase database(
      "CREATE VIEW v AS SELECT 1 AS a; COMMENT ON VIEW v IS 'seen'; COMMENT ON COLUMN v.a IS 'one';"
      "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f() IS 'it''s "
      "one'");
  const Catalog found = open_postgresql(database.url())->reflect();
  ASSERT_EQ(found.unmodelled.size(), 2U);
  for (const UnmodelledObject& other : found.unmodelled) {
    const std::string said =
        other.kind == "view" ? "\nCOMMENT 'seen'\nCOMMENT ON a 'one'" : "\nCOMMENT 'it''s one'";
    EXPECT_TRUE(other.definition.ends_with(said)) << other.definition;
  }
}

}  // namespace
}  // namespace tenon::this_file
