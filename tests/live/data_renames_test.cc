#include <gtest/gtest.h>

#include "tests/live/renames.h"

namespace tenon::this_file {
namespace {

struct Case {
  const char* dialect;
  const char* before;  ///< with rows
  const char* rows;    ///< a query of the rows as they are called afterwards
  const char* expected;
};

/// Everything that depends on the table and on the column: keys, checks, indexes, a generated column, a
/// foreign key of another table and of its own, a sequence.
constexpr const char* kPostgresql = R"(
CREATE TABLE person (
  id serial PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (length(name) > 0 AND name <> 'name'),
  loud text GENERATED ALWAYS AS (upper(name)) STORED,
  boss integer REFERENCES person
);
CREATE INDEX ON person (lower(name)) WHERE name LIKE 'a%';
CREATE TABLE visit (id integer PRIMARY KEY, who text REFERENCES person (name), at date);
INSERT INTO person (name) VALUES ('ann');
INSERT INTO visit VALUES (1, 'ann', '2024-01-01');
)";

constexpr const char* kSqlite = R"(
CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE CHECK (length(name) > 0 AND name <> 'name'),
  loud TEXT GENERATED ALWAYS AS (upper(name)) STORED,
  boss INTEGER REFERENCES person
);
CREATE INDEX person_lower ON person (lower(name)) WHERE name LIKE 'a%';
CREATE TABLE visit (id INTEGER PRIMARY KEY, who TEXT REFERENCES person (name), at DATE);
CREATE TRIGGER seen AFTER INSERT ON visit BEGIN UPDATE person SET boss = NULL WHERE name = new.who; END;
INSERT INTO person (name) VALUES ('ann');
INSERT INTO visit VALUES (1, 'ann', '2024-01-01');
)";

const Case kCases[] = {
    {"postgresql", kPostgresql,
     "COPY (SELECT e.full_name, e.loud, v.who FROM employee e JOIN visit v ON v.who = "
     "e.full_name) TO STDOUT",
     "ann\tANN\tann\n"},
    {"sqlite", kSqlite,
     "SELECT e.full_name, e.loud, v.who FROM employee e JOIN visit v ON v.who = e.full_name;",
     "ann|ANN|ann\n"},
};

/// Whether a script drops anything but the helpers of its own guards.
bool drops(std::string script) {
  for (const std::string own :
       {"DROP TABLE IF EXISTS temp.", "DROP VIEW IF EXISTS temp.", "DROP TABLE \"_tenon_compiles\""})
    for (auto at = script.find(own); at != std::string::npos; at = script.find(own))
      script.erase(at, own.size());
  return script.find("DROP") != std::string::npos;
}

class DataRenames : public testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    ASSERT_EQ(target_->run(GetParam().before).code, 0);
    // What is wanted: the database as it is once the renames are done by hand.
    const auto model = test::make_target(GetParam().dialect);
    ASSERT_EQ(model->run(GetParam().before).code, 0);
    const std::string renames =
        "ALTER TABLE person RENAME TO employee;"
        "ALTER TABLE employee RENAME COLUMN name TO full_name;";
    ASSERT_EQ(model->run(renames + more_).code, 0);
    const test::Ran inspected =
        test::tenon("inspect " + model->word() + " -o json=" + folder_.file("schema.json"));
    ASSERT_EQ(inspected.code, 0) << inspected.err;
  }

  /// Generates with these flags, runs it, looks at the rows, and comes back.
  void expect_there_and_back(const std::string& declared, const std::string& flags) {
    const std::string before = target_->dump();
    const std::string path = test::generate_sql(*target_, declared, folder_.file("m"), flags);
    const std::string up = test::read_file(path + ".up.sql");
    EXPECT_FALSE(drops(up)) << up;
    const test::Ran ran = target_->run(up);
    ASSERT_EQ(ran.code, 0) << ran.err << up;
    EXPECT_EQ(target_->run(GetParam().rows).out, GetParam().expected);
    const test::Checked after = test::check(*target_, declared);
    EXPECT_EQ(after.findings, std::vector<std::string>{}) << after.text;
    const test::Ran back = target_->run(test::read_file(path + ".down.sql"));
    ASSERT_EQ(back.code, 0) << back.err;
    EXPECT_EQ(test::dump_difference(*target_, before, target_->dump()), "");
  }

  std::string more_;
  std::unique_ptr<test::Target> target_ = test::make_target(GetParam().dialect);
  test::TempFolder folder_;
};

constexpr const char* kFlags = "--rename table:person=employee --rename column:person.name=full_name";

TEST_P(DataRenames, KeepTheRowsAndAllThatLeansOnThem) {
  const test::Ran checked = test::tenon("check --ignore-not-modelled " + target_->word() + " " +
                                        folder_.file("schema.json") + " " + kFlags);
  EXPECT_EQ(checked.code, 2);
  EXPECT_NE(checked.out.find("2 findings: 2 renamed"), std::string::npos) << checked.out << checked.err;
  expect_there_and_back(folder_.file("schema.json"), kFlags);
}

TEST_P(DataRenames, AreSaidInJsonOnceAndForAll) {
  std::string text = test::read_file(folder_.file("schema.json"));
  const auto say = [&](const std::string& where, const std::string& former) {
    const auto at = text.find("{", text.find("\"" + where + "\": {"));
    ASSERT_NE(at, std::string::npos) << text;
    text.insert(at + 1, "\"renamed_from\": \"" + former + "\", ");
  };
  say("employee", "person");
  say("full_name", "name");
  test::write_file(folder_.file("schema.json"), text);
  expect_there_and_back(folder_.file("schema.json"), "");
}

TEST_P(DataRenames, RunUnderAlembic) {
  const test::Ran written =
      test::tenon("generate " + target_->word() + " " + folder_.file("schema.json") +
                  " -m go --style alembic " + "--rev-id 1 --dir " + folder_.file("versions") + " " + kFlags);
  ASSERT_EQ(written.code, 0) << written.err;
  const test::Ran up = test::alembic(*target_, folder_.file("versions"), "upgrade head");
  ASSERT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(target_->run(GetParam().rows).out, GetParam().expected);
  const test::Ran down = test::alembic(*target_, folder_.file("versions"), "downgrade base");
  ASSERT_EQ(down.code, 0) << down.err;
  EXPECT_EQ(target_->run("SELECT name FROM person;").code, 0);
}

INSTANTIATE_TEST_SUITE_P(Live, DataRenames, testing::ValuesIn(kCases),
                         [](const auto& one) { return std::string(one.param.dialect); });

/// A rename together with a change that rebuilds a SQLite table.
TEST(DataRename, GoesWithARebuild) {
  const auto target = test::make_target("sqlite");
  ASSERT_EQ(target->run(kSqlite).code, 0);
  const test::TempFolder folder;
  test::write_file(folder.file("schema.sql"), R"(
CREATE TABLE employee ( -- tenon: renamed from person
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  -- tenon: renamed from name
  full_name TEXT NOT NULL UNIQUE CHECK (length(full_name) > 1 AND full_name <> 'name'),
  loud TEXT GENERATED ALWAYS AS (upper(full_name)) STORED,
  boss INTEGER REFERENCES employee
);
CREATE INDEX person_lower ON employee (lower(full_name)) WHERE full_name LIKE 'a%';
CREATE TABLE visit (id INTEGER PRIMARY KEY, who TEXT REFERENCES employee (full_name), at DATE);
CREATE TRIGGER seen AFTER INSERT ON visit BEGIN UPDATE employee SET boss = NULL WHERE full_name = new.who; END;
)");
  const std::string before = target->dump();
  const std::string path = test::generate_sql(*target, folder.file("schema.sql"), folder.file("m"));
  const test::Ran ran = target->run(test::read_file(path + ".up.sql"));
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(target->run(kCases[1].rows).out, kCases[1].expected);
  EXPECT_EQ(test::check(*target, folder.file("schema.sql")).code, 0);
  const test::Ran back = target->run(test::read_file(path + ".down.sql"));
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(test::dump_difference(*target, before, target->dump()), "");
}

class Swaps : public testing::TestWithParam<const char*> {};

constexpr const char* kSwapped = R"(
CREATE TABLE a (id integer PRIMARY KEY, x text, y text, CHECK (x <> 'y'));
CREATE TABLE b (id integer PRIMARY KEY, r integer REFERENCES a (id));
INSERT INTO a VALUES (1, 'from x', 'from y');
INSERT INTO b VALUES (7, 1);
)";

TEST_P(Swaps, OfTablesAndColumnsKeepTheRows) {
  const test::TempFolder folder;
  const auto target = test::make_target(GetParam());
  ASSERT_EQ(target->run(kSwapped).code, 0);
  const std::string declared = test::declared_by(GetParam(), std::string(kSwapped) + R"(
ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO a; ALTER TABLE c RENAME TO b;
ALTER TABLE b RENAME COLUMN x TO z; ALTER TABLE b RENAME COLUMN y TO x; ALTER TABLE b RENAME COLUMN z TO y;)",
                                                 folder.file("schema.json"));
  const std::string flags =
      "--rename table:a=b --rename table:b=a --rename column:b.x=y --rename column:b.y=x";
  const test::Ran checked = test::tenon("check " + target->word() + " " + declared + " " + flags);
  EXPECT_EQ(checked.code, 2);
  for (const char* found : {" a -> b", " b -> a", " x -> y", " y -> x", "4 findings: 4 renamed"})
    EXPECT_NE(checked.out.find(found), std::string::npos) << checked.out << checked.err;
  const bool is_sqlite = GetParam() == std::string("sqlite");
  const std::string select = "SELECT a.id, b.x, b.y FROM a JOIN b ON a.r = b.id";
  test::expect_round_trip(*target, declared, flags,
                          is_sqlite ? select + ";" : "COPY (" + select + ") TO STDOUT",
                          is_sqlite ? "7|from y|from x\n" : "7\tfrom y\tfrom x\n");
}

TEST_P(Swaps, OfThreeAndChainsGoInAnOrderThatTheDatabaseFollows) {
  const test::TempFolder folder;
  const auto target = test::make_target(GetParam());
  const std::string made =
      "CREATE TABLE a (of_a integer); CREATE TABLE b (of_b integer); CREATE TABLE c (of_c integer);"
      "CREATE TABLE m (of_m integer); CREATE TABLE n (of_n integer);"
      "INSERT INTO b VALUES (2);";
  ASSERT_EQ(target->run(made).code, 0);
  test::write_file(folder.file("schema.sql"),
                   "CREATE TABLE a (of_c integer);\nCREATE TABLE b (of_a integer);\n"
                   "CREATE TABLE c (of_b integer);\n"
                   "CREATE TABLE n (of_m integer); -- tenon: renamed from m\n"
                   "CREATE TABLE o (of_n integer); -- tenon: renamed from n\n");
  const bool is_sqlite = GetParam() == std::string("sqlite");
  test::expect_round_trip(*target, folder.file("schema.sql"),
                          "--rename table:a=b --rename table:b=c --rename table:c=a",
                          is_sqlite ? "SELECT of_b FROM c;" : "COPY (SELECT of_b FROM c) TO STDOUT", "2\n");
}

TEST_P(Swaps, InAFileAreAFaultThatSaysTheWay) {
  const test::TempFolder folder;
  const auto target = test::make_target(GetParam());
  ASSERT_EQ(target->run(kSwapped).code, 0);
  test::write_file(folder.file("schema.json"), R"({"tables": {
    "a": {"columns": {"id": {"type": "integer", "primary_key": true}}, "renamed_from": "b"},
    "b": {"columns": {"id": {"type": "integer", "primary_key": true}}, "renamed_from": "a"}}})");
  const test::Ran ran = test::tenon("check " + target->word() + " " + folder.file("schema.json"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("schema.json:2:"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("say it once: --rename 'table:"), std::string::npos) << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Live, Swaps, testing::Values("postgresql", "sqlite"),
                         [](const auto& one) { return std::string(one.param); });

/// All that a table takes along: a serial's sequence and its default, an identity, indexes, keys to and from
/// it.
constexpr const char* kMoved = R"(
CREATE SCHEMA sales;
CREATE TABLE sales.orders (id serial PRIMARY KEY, n integer GENERATED ALWAYS AS IDENTITY,
  total numeric CHECK (total > 0), next integer REFERENCES sales.orders);
CREATE INDEX ON sales.orders (total);
CREATE TABLE line (orders_id integer REFERENCES sales.orders, at text);
INSERT INTO sales.orders (total) VALUES (5);
INSERT INTO line VALUES (1, 'x');
)";

TEST(Moves, IntoASchemaThatIsMadeKeepRowsAndSequences) {
  const test::TempFolder folder;
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(target->run(kMoved).code, 0);
  const std::string declared = test::declared_by("postgresql", std::string(kMoved) + R"(
CREATE SCHEMA archive; ALTER TABLE sales.orders SET SCHEMA archive;
ALTER TABLE archive.orders RENAME TO "order"; DROP SCHEMA sales;)",
                                                 folder.file("schema.json"));
  const std::string flags = "--rename table:sales.orders=archive.order";
  const test::Ran checked = test::tenon("check " + target->word() + " " + declared + " " + flags);
  EXPECT_NE(checked.out.find("sales.orders -> order"), std::string::npos) << checked.out << checked.err;
  EXPECT_NE(checked.out.find("3 findings: 1 missing, 1 unexpected, 1 renamed"), std::string::npos)
      << checked.out;
  test::expect_round_trip(
      *target, declared, flags,
      "COPY (SELECT o.id, o.total, nextval('archive.orders_id_seq') FROM line l JOIN archive.order o "
      "ON o.id = orders_id) TO STDOUT; COPY (SELECT setval('archive.orders_id_seq', 1)) TO '/dev/null'",
      "1\t5\t2\n");
}

TEST(Moves, AreSaidInBothKindsOfFilesAndRunUnderAlembic) {
  const test::TempFolder folder;
  const std::string before =
      "CREATE SCHEMA s; CREATE TABLE s.a (id integer); CREATE TABLE b (id integer);"
      "INSERT INTO s.a VALUES (3);";
  test::write_file(folder.file("schema.sql"),
                   "CREATE SCHEMA s;\nCREATE TABLE c (id integer); -- tenon: renamed from s.a\n"
                   "CREATE TABLE s.b (id integer); -- tenon: renamed from \"public\".b\n");
  test::write_file(folder.file("schema.json"), R"({"schemas": ["s", "public"], "tables": {
    "c": {"columns": {"id": {"type": "integer"}}, "renamed_from": "s.a"},
    "s.b": {"columns": {"id": {"type": "integer"}}, "renamed_from": {"schema": "public", "table": "b"}}}})");
  for (const char* file : {"schema.sql", "schema.json"}) {
    const auto target = test::make_target("postgresql");
    ASSERT_EQ(target->run(before).code, 0);
    test::expect_round_trip(*target, folder.file(file), "", "COPY (SELECT id FROM c) TO STDOUT", "3\n");
    const std::string versions = folder.file(std::string(file) + ".versions");
    const test::Ran written = test::tenon("generate " + target->word() + " " + folder.file(file) +
                                          " -m go --style alembic --rev-id 1 --dir " + versions);
    ASSERT_EQ(written.code, 0) << written.err;
    ASSERT_EQ(test::alembic(*target, versions, "upgrade head").code, 0);
    EXPECT_EQ(target->run("COPY (SELECT id FROM c) TO STDOUT").out, "3\n");
    ASSERT_EQ(test::alembic(*target, versions, "downgrade base").code, 0);
    EXPECT_EQ(target->run("COPY (SELECT id FROM s.a) TO STDOUT").out, "3\n");
  }
}

/// Neither the old name in the new schema nor the new name in the old one is free.
TEST(Moves, GoRoundNamesThatAreTakenAndSayWhatIsInTheWay) {
  const test::TempFolder folder;
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(
      target
          ->run(
              "CREATE SCHEMA s; CREATE TABLE s.a (id integer); CREATE TABLE s.b (x integer); CREATE TABLE a "
              "(y integer); INSERT INTO s.a VALUES (4); CREATE TABLE k (id integer CONSTRAINT one PRIMARY "
              "KEY); CREATE TABLE s.k (id integer CONSTRAINT one PRIMARY KEY)")
          .code,
      0);
  test::write_file(folder.file("schema.sql"),
                   "CREATE SCHEMA s; CREATE TABLE s.b (x integer); CREATE TABLE a (y integer);\n"
                   "CREATE TABLE b (id integer); -- tenon: renamed from s.a\n"
                   "CREATE TABLE k (id integer CONSTRAINT one PRIMARY KEY);\n"
                   "CREATE TABLE s.k (id integer CONSTRAINT one PRIMARY KEY);\n");
  test::expect_round_trip(*target, folder.file("schema.sql"), "", "COPY (SELECT id FROM b) TO STDOUT", "4\n");
  const test::Ran refused =
      test::tenon("check " + target->word() + " " + folder.file("schema.sql") + " --rename table:k=s.l");
  EXPECT_EQ(refused.code, 64);
  EXPECT_NE(refused.err.find("its one would meet that of table s.k"), std::string::npos) << refused.err;
}

TEST(Moves, AreOfferedAndNeverGuessed) {
  const test::TempFolder folder;
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE t (id integer, a text)").code, 0);
  test::write_file(folder.file("schema.sql"), "CREATE SCHEMA s; CREATE TABLE s.t (id integer, a text);\n");
  const test::Checked found = test::check(*target, folder.file("schema.sql"));
  EXPECT_NE(found.text.find("--rename 'table:public.t=s.t'"), std::string::npos) << found.text;
}

TEST(DataRename, IsOfferedAndNeverGuessed) {
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE old (id integer PRIMARY KEY, a text, b text)").code, 0);
  const test::TempFolder folder;
  test::write_file(folder.file("schema.sql"), "CREATE TABLE new (id integer PRIMARY KEY, a text, b text);\n");
  const test::Checked found = test::check(*target, folder.file("schema.sql"));
  EXPECT_EQ(found.findings, (std::vector<std::string>{"add table:public.new", "drop table:public.old"}));
  EXPECT_NE(found.text.find("--rename 'table:public.old=new'"), std::string::npos) << found.text;
}

TEST(DataRename, ThatTheCommandLineSaysMustBeThereToDo) {
  const auto target = test::make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE a (x integer); CREATE TABLE b (x integer)").code, 0);
  const test::TempFolder folder;
  test::write_file(folder.file("schema.sql"), "CREATE TABLE b (x integer);\n");
  for (const char* flag : {"table:a=b", "table:c=d", "column:b.y=z", "view:a=b", "table:a", "column:a=b"}) {
    const test::Ran ran =
        test::tenon("check " + target->word() + " " + folder.file("schema.sql") + " --rename " + flag);
    EXPECT_EQ(ran.code, 64) << flag << ran.err;
  }
}

}  // namespace
}  // namespace tenon::this_file
