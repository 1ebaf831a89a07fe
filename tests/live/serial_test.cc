#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/live/target.h"
#include "tests/support/alembic.h"

/// Serial columns: SQLAlchemy's rule of autoincrement in declared JSON, held against what SQLAlchemy itself
/// creates, and one word as one finding.
namespace tenon::test::this_file {
namespace {

/// SQLAlchemy's first examples, and each side of the rule.
constexpr std::string_view kModels = R"python(import os
from sqlalchemy import *
metadata = MetaData()
Table('user', metadata, Column('user_id', Integer, primary_key=True))
Table('user_preference', metadata,
      Column('pref_id', Integer, primary_key=True),
      Column('user_id', Integer, ForeignKey('user.user_id'), nullable=False),
      Column('pref_name', String(40), nullable=False),
      Column('pref_value', String(100)))
Table('big', metadata, Column('id', BigInteger, primary_key=True))
Table('small', metadata, Column('id', SmallInteger, primary_key=True))
Table('off', metadata, Column('id', Integer, primary_key=True, autoincrement=False))
Table('child', metadata, Column('id', Integer, ForeignKey('user.user_id'), primary_key=True))
Table('counting_child', metadata,
      Column('id', Integer, ForeignKey('user.user_id'), primary_key=True, autoincrement='ignore_fk'))
Table('pair', metadata, Column('a', Integer, primary_key=True), Column('b', Integer, primary_key=True))
Table('counting_pair', metadata,
      Column('a', Integer, primary_key=True, autoincrement=True), Column('b', Integer, primary_key=True))
Table('given', metadata, Column('id', Integer, primary_key=True, server_default=text('5')))
Table('counted', metadata, Column('id', Integer, Identity(), primary_key=True))
Table('word', metadata, Column('id', String(10), primary_key=True))
Table('computed', metadata, Column('n', Integer), Column('id', Integer, Computed('n + 1'), primary_key=True))
Table('two', metadata, Column('a', Integer), Column('b', Integer), PrimaryKeyConstraint('a'),
      ForeignKeyConstraint(['b'], ['two.a']))
engine = create_engine(os.environ['MODELS_URL'].replace('postgresql:', 'postgresql+psycopg2:'))
metadata.create_all(engine)
)python";

constexpr std::string_view kDeclared = R"json({"tables": {
  "user": {"columns": {"user_id": {"type": "integer", "primary_key": true}}},
  "user_preference": {"columns": {
    "pref_id": {"type": "integer", "primary_key": true},
    "user_id": {"type": "integer", "foreign_key": "user.user_id", "nullable": false},
    "pref_name": {"type": "varchar(40)", "nullable": false},
    "pref_value": {"type": "varchar(100)"}}},
  "big": {"columns": {"id": {"type": "bigint", "primary_key": true}}},
  "small": {"columns": {"id": {"type": "smallint", "primary_key": true}}},
  "off": {"columns": {"id": {"type": "integer", "primary_key": true, "autoincrement": false}}},
  "child": {"columns": {"id": {"type": "integer", "primary_key": true, "foreign_key": "user.user_id"}}},
  "counting_child": {"columns": {"id": {"type": "integer", "primary_key": true, "foreign_key": "user.user_id",
                                        "autoincrement": "ignore_fk"}}},
  "pair": {"columns": {"a": {"type": "integer", "primary_key": true}, "b": {"type": "integer", "primary_key": true}}},
  "counting_pair": {"columns": {"a": {"type": "integer", "primary_key": true, "autoincrement": true},
                                "b": {"type": "integer", "primary_key": true}}},
  "given": {"columns": {"id": {"type": "integer", "primary_key": true, "default": 5}}},
  "counted": {"columns": {"id": {"type": "integer", "primary_key": true, "identity": true}}},
  "word": {"columns": {"id": {"type": "varchar(10)", "primary_key": true}}},
  "computed": {"columns": {"n": {"type": "integer"},
                           "id": {"type": "integer", "primary_key": true, "generated": "n + 1"}}},
  "two": {"columns": {"a": {"type": "integer"}, "b": {"type": "integer", "foreign_key": "two.a"}},
          "primary_key": ["a"]}
}})json";

class Serial : public testing::Test {
 protected:
  std::string declare(std::string_view text, const std::string& name = "schema.json") {
    write_file(folder_.file(name), text);
    return folder_.file(name);
  }
  void run(const std::string& sql) {
    const Ran ran = target_->run(sql);
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  Checked checked(const std::string& declared) { return check(*target_, declared); }
  void expect_in_sync(const std::string& declared) {
    const Checked found = checked(declared);
    EXPECT_EQ(found.code, 0) << found.text;
  }
  /// The only finding of a check, as JSON.
  nlohmann::json only_finding(const std::string& declared) {
    const Checked found = checked(declared);
    EXPECT_EQ(found.code, 2) << found.text;
    const auto report = nlohmann::json::parse(found.text, nullptr, false);
    EXPECT_EQ(found.findings.size(), 1U) << found.text;
    return report.is_discarded() || report["findings"].empty() ? nlohmann::json() : report["findings"][0];
  }
  std::string inspected() {
    const std::string path = folder_.file("inspection.json");
    EXPECT_EQ(tenon("inspect " + target_->word() + " -o json=" + path).code, 0);
    return path;
  }

  TempFolder folder_;
  std::unique_ptr<Target> target_ = make_target("postgresql");
};

TEST_F(Serial, IsWhatSqlalchemyCreatesOfADeclaredKey) {
  const Ran made = shell("MODELS_URL=" + target_->word() + " " + python() + " -", kModels);
  ASSERT_EQ(made.code, 0) << made.err;
  const std::string schema = declare(kDeclared);
  expect_in_sync(schema);
  expect_in_sync(inspected());
  const std::string models = target_->dump();

  target_ = make_target("postgresql");
  run(read_file(generate_sql(*target_, schema, folder_.file("migrations")) + ".up.sql"));
  EXPECT_EQ(dump_difference(*target_, models, target_->dump()), "");
}

TEST_F(Serial, IsOneFindingWhereItIsMissingLostOrOfAnotherWidth) {
  const std::string schema =
      declare(R"({"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
  run("CREATE TABLE t (id integer PRIMARY KEY)");
  nlohmann::json found = only_finding(schema);
  EXPECT_EQ(found["key"], "column:public.t.id");
  EXPECT_EQ(found["changes"],
            nlohmann::json::parse(R"([{"attribute": "type", "declared": "serial", "actual": "integer"}])"));
  EXPECT_NE(checked(schema).text.find("declare \\\"autoincrement\\\": false"), std::string::npos);

  run("CREATE SEQUENCE t_id_seq AS integer OWNED BY t.id; ALTER TABLE t ALTER id SET DEFAULT "
      "nextval('t_id_seq')");
  expect_in_sync(schema);
  run("ALTER TABLE t ALTER id DROP DEFAULT");
  EXPECT_EQ(only_finding(schema)["changes"][0]["attribute"], "default");
  run("DROP TABLE t; CREATE TABLE t (id bigserial PRIMARY KEY)");
  found = only_finding(schema);
  EXPECT_EQ(found["changes"],
            nlohmann::json::parse(R"([{"attribute": "type", "declared": "serial", "actual": "bigserial"}])"));
  run("DROP TABLE t; CREATE TABLE t (id serial PRIMARY KEY, more serial)");
  EXPECT_EQ(only_finding(schema)["key"], "column:public.t.more");
  run("DROP TABLE t");
  EXPECT_EQ(only_finding(schema)["key"], "table:public.t");
}

TEST_F(Serial, ThatIsAddedGoesOnBehindTheRowsAndIsTakenAway) {
  const std::string schema =
      declare(R"({"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
  run("CREATE TABLE t (id integer PRIMARY KEY); INSERT INTO t VALUES (7)");
  const std::string before = target_->dump();
  const std::string step = generate_sql(*target_, schema, folder_.file("migrations"));
  run(read_file(step + ".up.sql"));
  expect_in_sync(schema);
  run("INSERT INTO t DEFAULT VALUES");
  EXPECT_EQ(target_->run("DO $$BEGIN ASSERT (SELECT max(id) = 8 FROM t); END$$").err, "");
  run(read_file(step + ".down.sql"));
  EXPECT_EQ(target_->dump(), before);
}

constexpr const char* kKinds =
    "CREATE TABLE a (id serial PRIMARY KEY, n bigserial, m smallserial); CREATE TABLE b (id integer PRIMARY "
    "KEY); "
    "CREATE TABLE c (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, k serial); "
    "CREATE TABLE d (a integer, b serial, PRIMARY KEY (a, b)); CREATE TABLE e (id integer PRIMARY KEY "
    "REFERENCES b);"
    "CREATE TABLE f (id bigint PRIMARY KEY DEFAULT 5); CREATE TABLE g (id smallint PRIMARY KEY); "
    "CREATE SEQUENCE free; CREATE TABLE h (id integer PRIMARY KEY DEFAULT nextval('free')); "
    "CREATE TABLE i (id serial PRIMARY KEY); ALTER SEQUENCE i_id_seq INCREMENT 5; "
    "CREATE TABLE j (id serial PRIMARY KEY); ALTER SEQUENCE j_id_seq RENAME TO odd; "
    "CREATE TABLE k (id serial PRIMARY KEY); COMMENT ON SEQUENCE k_id_seq IS 'mine'; "
    "CREATE TABLE l (id serial PRIMARY KEY); ALTER TABLE l ALTER id DROP DEFAULT; "
    "CREATE TABLE m (id serial PRIMARY KEY, o integer DEFAULT nextval('m_id_seq'));"
    "CREATE TABLE p (id serial PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p DEFAULT;"
    "CREATE TABLE q (id serial PRIMARY KEY); CREATE TABLE r (own integer PRIMARY KEY) INHERITS (q);"
    "CREATE SCHEMA \"S s\"; CREATE TABLE \"S s\".\"T t\" (\"I d\" serial PRIMARY KEY);";

TEST_F(Serial, RoundTripsWithAllThatCountsAndDoesNot) {
  run(kKinds);
  const std::string inspection = inspected();
  expect_in_sync(inspection);
  const auto written = nlohmann::json::parse(read_file(inspection));
  const auto& tables = written["tables"];
  EXPECT_EQ(tables["a"]["columns"]["id"]["type"], "serial");
  EXPECT_EQ(tables["a"]["columns"]["n"]["type"], "bigserial");
  EXPECT_EQ(tables["a"]["columns"]["m"]["type"], "smallserial");
  EXPECT_FALSE(tables["a"]["columns"]["id"].contains("default"));
  EXPECT_EQ(tables["b"]["columns"]["id"]["autoincrement"], false);
  EXPECT_FALSE(tables["e"]["columns"]["id"].contains("autoincrement"));
  EXPECT_EQ(tables["l"]["columns"]["id"]["autoincrement"], false);
  std::vector<std::string> sequences;
  for (const auto& [name, sequence] : written["sequences"].items()) sequences.push_back(name);
  EXPECT_EQ(sequences, (std::vector<std::string>{"free", "i_id_seq", "k_id_seq", "l_id_seq", "odd"}));

  const std::string dump = target_->dump();
  target_ = make_target("postgresql");
  run(read_file(generate_sql(*target_, inspection, folder_.file("migrations")) + ".up.sql"));
  EXPECT_EQ(dump_difference(*target_, dump, target_->dump()), "");
}

TEST_F(Serial, OfDeclaredSqlIsWhatTheSqlSays) {
  run(kKinds);
  expect_in_sync(declare(kKinds, "kinds.sql"));
  EXPECT_EQ(tenon("check " + folder_.file("kinds.sql") + " " + inspected() + " --dialect postgresql").code,
            0);
}

TEST_F(Serial, MayHaveASequenceOfAnotherName) {
  const std::string json =
      declare(R"({"tables": {"b": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
  run("CREATE TABLE a (id serial PRIMARY KEY); ALTER TABLE a RENAME TO b; ALTER INDEX a_pkey RENAME TO "
      "b_pkey");
  expect_in_sync(json);
  expect_in_sync(declare("CREATE TABLE b (id serial PRIMARY KEY);", "b.sql"));
  const std::string named =
      declare("CREATE TABLE b (id serial PRIMARY KEY); ALTER SEQUENCE b_id_seq RENAME TO mine;", "named.sql");
  EXPECT_EQ(checked(named).code, 2);
}

TEST_F(Serial, IsWrittenBySqlalchemysTypesInRevisions) {
  const std::string schema = declare(kDeclared);
  const std::string empty = target_->dump();
  const std::string versions = folder_.file("versions");
  const Ran generated = tenon("generate " + target_->word() + " " + schema +
                              " -m go --style alembic --rev-id a1 --dir " + versions);
  ASSERT_EQ(generated.code, 0) << generated.err;
  const std::string text = read_file(versions + "/a1_go.py");
  EXPECT_EQ(text.find("SEQUENCE"), std::string::npos) << text;
  EXPECT_EQ(text.find("nextval"), std::string::npos) << text;
  EXPECT_NE(text.find("sa.Column('user_id', sa.Integer(), autoincrement=True, nullable=False)"),
            std::string::npos);
  EXPECT_NE(text.find("sa.Column('id', sa.BigInteger(), autoincrement=True, nullable=False)"),
            std::string::npos);
  EXPECT_NE(text.find("sa.Column('id', sa.SmallInteger(), autoincrement=True, nullable=False)"),
            std::string::npos);
  Ran ran = alembic(*target_, versions, "upgrade head");
  ASSERT_EQ(ran.code, 0) << ran.err << text;
  expect_in_sync(schema);
  ran = alembic(*target_, versions, "downgrade base");
  ASSERT_EQ(ran.code, 0) << ran.err << text;
  EXPECT_EQ(target_->dump(), empty);
}

}  // namespace
}  // namespace tenon::test::this_file
