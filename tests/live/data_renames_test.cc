#include <gtest/gtest.h>

#include "tests/live/target.h"

namespace tenon {
namespace {

struct Case {
  const char* dialect;
  const char* before;  ///< with rows
  const char* rows;    ///< a query of the rows as they are called afterwards
  const char* expected;
};

/// Everything that leans on the table and on the column: keys, checks, indexes, a generated column, a foreign
/// key of another table and of its own, a sequence.
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
    EXPECT_EQ(up.find("DROP"), std::string::npos) << up;
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

/// A rename beside a change that makes a SQLite table anew.
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
  for (const char* flag : {"table:a=b", "table:c=b", "column:b.y=x", "view:a=b", "table:a", "column:a=b"}) {
    const test::Ran ran =
        test::tenon("check " + target->word() + " " + folder.file("schema.sql") + " --rename " + flag);
    EXPECT_EQ(ran.code, 64) << flag << ran.err;
  }
}

}  // namespace
}  // namespace tenon
