#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>
#include <vector>

#include "reflect/database.h"
#include "tests/reflect/settle_all.h"
#include "tests/support/builders.h"
#include "tests/support/postgres.h"

namespace tenon::this_file {
namespace {

using test::TemporaryDatabase;

/// Everything whose text the server prints in its own way, and everything a dump has to carry.
constexpr const char* kShop = R"(
  CREATE SCHEMA app;
  COMMENT ON SCHEMA app IS 'the shop';
  CREATE EXTENSION btree_gist SCHEMA public;
  CREATE TYPE app.mood AS ENUM ('sad', 'ok');
  CREATE DOMAIN app.word AS varchar(10) CHECK (VALUE <> '');
  CREATE SEQUENCE app.counter INCREMENT 3;
  CREATE FUNCTION app.twice(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
  CREATE TABLE app.users (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(30) NOT NULL UNIQUE DEFAULT 'x' CHECK (name in ('x', 'y', 'it''s')),
    email text CHECK (email like '%@%'),
    feeling app.mood NOT NULL DEFAULT 'sad' CHECK (feeling <> 'ok'),
    feelings app.mood[] DEFAULT '{sad}',
    kind app.word DEFAULT 'a',
    price numeric(10, 2) CHECK (price between 0 and 100.5),
    doubled integer GENERATED ALWAYS AS (app.twice(1) + 2) STORED,
    at timestamptz DEFAULT now(),
    since timestamp DEFAULT (now() at time zone 'utc'),
    counted bigint DEFAULT nextval('app.counter'),
    CHECK (num_nonnulls(email, price) = 1),
    CHECK (not (email is null and name is null)));
  COMMENT ON TABLE app.users IS 'people';
  COMMENT ON COLUMN app.users.email IS 'where to write';
  CREATE INDEX by_name ON app.users (lower(name), price DESC NULLS LAST) INCLUDE (id) WHERE email is not null;
  CREATE INDEX by_collation ON app.users (name COLLATE "C", lower(email) COLLATE "POSIX");
  CREATE TABLE app.orders (
    id bigserial PRIMARY KEY,
    user_id integer NOT NULL,
    during tsrange,
    parent bigint REFERENCES app.orders ON DELETE SET NULL,
    CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES app.users ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    EXCLUDE USING gist (user_id WITH =, during WITH &&) WHERE (user_id in (1, 2)));
  COMMENT ON CONSTRAINT fk_user ON app.orders IS 'who pays';
  ALTER TABLE app.orders ADD CONSTRAINT later CHECK (id > 0) NOT VALID;
  CREATE TABLE app.log (at date NOT NULL, what text, PRIMARY KEY (at, what)) PARTITION BY RANGE (at);
  CREATE TABLE app.log_2020 PARTITION OF app.log FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
  CREATE INDEX log_what ON app.log (lower(what));
  CREATE VIEW app.adults AS SELECT id, name FROM app.users;
  CREATE TABLE heir (extra text) INHERITS (app.users);
)";

/// A role of this database only, with nothing but the right to connect to it.
std::string nobody(const TemporaryDatabase& database) {
  const std::string role = database.name() + "_nobody";
  database.run("CREATE ROLE " + role +
               " LOGIN; REVOKE ALL ON SCHEMA public FROM PUBLIC; REVOKE ALL ON DATABASE " + database.name() +
               " FROM PUBLIC; GRANT CONNECT ON DATABASE " + database.name() + " TO " + role);
  return role;
}

TEST(PostgresPromises, NeedsNoRightButConnect) {
  const TemporaryDatabase database(kShop);
  const auto nobodys = open_postgresql(database.url(nobody(database)));
  Catalog all = open_postgresql(database.url())->reflect();
  Catalog seen = nobodys->reflect();
  ASSERT_EQ(seen.tables.size(), 5U);
  EXPECT_EQ(seen, all);
}

TEST(PostgresPromises, SaysWhichRightIsMissingToSettle) {
  const TemporaryDatabase database(kShop);
  const auto nobodys = open_postgresql(database.url(nobody(database)));
  const Catalog seen = nobodys->reflect();
  const Table* users = find_table(seen, {test::n("app"), test::n("users")});
  ASSERT_NE(users, nullptr);
  const std::vector<Answer> answers =
      nobodys->settle({{About::kExpression, "name in ('x', 'y')", users, ""},
                       {About::kExpression, "feeling <> 'ok'", users, ""},
                       {About::kExpression, "app.twice(1) > 2", users, ""},
                       {About::kDefault, "now()", users, "timestamp with time zone"},
                       {About::kType, "app.mood", users, ""}});
  const std::string needs = "needs USAGE on schema app";
  const std::vector<Answer> expected = {{"((users.name)::text = ANY ('{x,y}'::text[]))", ""},
                                        {"", needs},
                                        {"", needs},
                                        {"now()", ""},
                                        {"", needs}};
  EXPECT_EQ(answers, expected);
}

TEST(PostgresPromises, FindsARestoredDumpEqual) {
  const TemporaryDatabase original(kShop);
  const TemporaryDatabase restored(original.dump());
  const auto one = open_postgresql(original.url());
  const auto other = open_postgresql(restored.url());
  Catalog actual = one->reflect();
  Catalog declared = other->reflect();
  EXPECT_EQ(test::settle_all(*one, actual), std::vector<std::string>());
  EXPECT_EQ(test::settle_all(*one, declared), std::vector<std::string>());
  ASSERT_EQ(actual.tables.size(), declared.tables.size());
  for (std::size_t i = 0; i < actual.tables.size(); ++i) {
    const Table& table = actual.tables[i];
    EXPECT_EQ(table.options, declared.tables[i].options) << to_string(table.name);
    EXPECT_EQ(table.columns, declared.tables[i].columns) << to_string(table.name);
    ASSERT_EQ(table.constraints.size(), declared.tables[i].constraints.size()) << to_string(table.name);
    for (std::size_t j = 0; j < table.constraints.size(); ++j)
      EXPECT_EQ(table.constraints[j], declared.tables[i].constraints[j])
          << name_of(table.constraints[j]).text;
  }
  EXPECT_EQ(actual, declared);
}

TEST(PostgresPromises, OneBadTextSpoilsNoOther) {
  const TemporaryDatabase database(kShop);
  const auto live = open_postgresql(database.url());
  const Catalog seen = live->reflect();
  const Table& users = *find_table(seen, {test::n("app"), test::n("users")});
  std::vector<Question> questions;
  for (int i = 0; i < 50; ++i)
    questions.push_back(
        {About::kExpression, i % 17 == 3 ? "nonsense > 0" : "price > " + std::to_string(i), &users, ""});
  const std::vector<Answer> answers = live->settle(questions);
  for (int i = 0; i < 50; ++i) {
    const Answer& answer = answers[static_cast<std::size_t>(i)];
    if (i % 17 == 3)
      EXPECT_EQ(answer.reason, "the server cannot compile it: column \"nonsense\" does not exist");
    else
      EXPECT_EQ(answer.form, "(users.price > '" + std::to_string(i) + "'::numeric)");
  }
}

TEST(PostgresPromises, SettlesOverTheColumnsOfEachSide) {
  const TemporaryDatabase database;
  const auto live = open_postgresql(database.url());
  const Table narrow = test::table("t", {test::column("a", "integer"), test::column("b", "integer")});
  const Table wide = test::table("t", {test::column("a", "bigint"), test::column("b", "integer")});
  const std::vector<Answer> answers = live->settle({{About::kExpression, "a > 0", &narrow, ""},
                                                    {About::kExpression, "a > 0::bigint", &wide, ""},
                                                    {About::kExpression, "b > 0", &narrow, ""},
                                                    {About::kExpression, "b > 0", &wide, ""}});
  const std::vector<Answer> expected = {
      {"(t.a > 0)", ""}, {"(t.a > '0'::bigint)", ""}, {"(t.b > 0)", ""}, {"(t.b > 0)", ""}};
  EXPECT_EQ(answers, expected);
}

/// Two schemas have a type of one name: each table means its own.
TEST(PostgresPromises, ReadsUnqualifiedNamesInTheSchemaOfTheTable) {
  const TemporaryDatabase database(
      "CREATE SCHEMA a; CREATE SCHEMA b; CREATE TYPE a.mood AS ENUM ('x'); CREATE TYPE b.mood AS ENUM ('y')");
  const auto live = open_postgresql(database.url());
  Table in_a = test::table("t", {});
  Table in_b = in_a;
  in_a.name.schema = test::n("a");
  in_b.name.schema = test::n("b");
  const std::vector<Answer> answers = live->settle({{About::kDefault, "'x'", &in_a, "mood"},
                                                    {About::kDefault, "'x'::a.mood", &in_a, "a.mood"},
                                                    {About::kDefault, "'x'", &in_b, "mood"},
                                                    {About::kDefault, "'y'", &in_b, "mood"}});
  EXPECT_EQ(answers[0].form, "'x'::mood");
  EXPECT_EQ(answers[1].form, "'x'::mood");
  EXPECT_EQ(answers[2].reason, "the server cannot compile it: invalid input value for enum mood: \"x\"");
  EXPECT_EQ(answers[3].form, "'y'::mood");
}

/// The server's log is its witness. Only tenon's role is logged.
class LoggedRole {
 public:
  explicit LoggedRole(const TemporaryDatabase& database)
      : database_(database), role_(database.name() + "_logged") {
    database.run("CREATE ROLE " + role_ + " LOGIN; ALTER ROLE " + role_ + " SET log_statement = 'all'");
    start_ = size();
  }

  std::string url() const { return database_.url(role_); }

  /// The statements since the last call, one each.
  std::vector<std::string> statements() {
    const std::string end = size();
    std::istringstream log(
        database_.query("SELECT pg_read_file('log', " + start_ + ", " + end + " - " + start_ + "::bigint)"));
    start_ = end;
    std::vector<std::string> all;
    for (std::string line; std::getline(log, line);)
      for (const char* mark : {"LOG:  statement: ", "LOG:  execute <unnamed>: "})
        if (const auto at = line.find(mark); at != std::string::npos)
          all.push_back(line.substr(at + std::string(mark).size()));
    return all;
  }

 private:
  std::string size() const { return database_.query("SELECT (pg_stat_file('log')).size"); }

  const TemporaryDatabase& database_;
  std::string role_;
  std::string start_;
};

std::string many_tables(int from, int to) {
  std::string sql = "SET client_min_messages = error;";
  for (int i = from; i < to; ++i) {
    const std::string t = "t" + std::to_string(i);
    sql += "CREATE TABLE " + t +
           " (id serial PRIMARY KEY, b varchar(10) DEFAULT 'x' CHECK (b in ('x', 'y')), r integer " +
           (i > 0 ? "REFERENCES t0" : "") + ", UNIQUE (b, id)); CREATE INDEX ON " + t +
           " (lower(b)) WHERE r > 0;";
  }
  return sql;
}

TEST(PostgresPromises, AsksTheSameNumberOfStatementsOfAnySchemaAndOnlyReads) {
  const TemporaryDatabase database(many_tables(0, 1));
  LoggedRole logged(database);
  const auto live = open_postgresql(logged.url());
  logged.statements();  // those of the connection itself
  Catalog one = live->reflect();
  EXPECT_TRUE(test::settle_all(*live, one).empty());
  const std::vector<std::string> for_one = logged.statements();
  database.run(many_tables(1, 60));
  Catalog sixty = live->reflect();
  ASSERT_EQ(sixty.tables.size(), 60U);
  EXPECT_TRUE(test::settle_all(*live, sixty).empty());
  const std::vector<std::string> for_sixty = logged.statements();
  EXPECT_EQ(for_sixty.size(), for_one.size());
  ASSERT_GT(for_one.size(), 5U);
  for (const std::string& statement : for_sixty) {
    const std::string verb = statement.substr(0, statement.find_first_of(" \n;"));
    EXPECT_TRUE(verb == "BEGIN" || verb == "SET" || verb == "select" || verb == "SELECT" ||
                verb == "EXPLAIN" || verb == "COMMIT" || verb.empty())
        << statement;
  }
}

TEST(PostgresPromises, ReadsFourHundredTables) {
  const TemporaryDatabase database(many_tables(0, 400));
  const auto live = open_postgresql(database.url());
  EXPECT_EQ(live->reflect().tables.size(), 400U);
}

}  // namespace
}  // namespace tenon::this_file
