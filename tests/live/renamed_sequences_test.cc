// The sequences of renamed tables and columns: they are renamed with them, and go on counting where they
// were.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/live/renames.h"

namespace tenon::test::this_file {
namespace {

std::string copied(const std::string& query) { return "COPY (" + query + ") TO STDOUT"; }

/// A serial column of a renamed table, one that is renamed itself, and rows.
constexpr const char* kPerson =
    "CREATE TABLE person (id serial PRIMARY KEY, n bigserial, name text);"
    "INSERT INTO person (name) VALUES ('ann'), ('ben'), ('cyd');";

struct Said {
  const char* name;
  const char* file;
  const char* text;
  const char* flags;
};

void PrintTo(const Said& said, std::ostream* out) { *out << said.name; }

constexpr const char* kFlags = "--rename table:person=employee --rename column:person.n=number";

const Said kSaid[] = {
    {"BySqlComments", "schema.sql",
     "CREATE TABLE employee ( -- tenon: renamed from person\n  id serial PRIMARY KEY,\n"
     "  number bigserial, -- tenon: renamed from n\n  name text\n);\n",
     ""},
    {"ByJson", "schema.json",
     R"({"dialect": "postgresql", "tables": {"employee": {"renamed_from": "person", "columns": {
      "id": {"type": "serial", "primary_key": true}, "number": {"type": "bigserial", "renamed_from": "n"},
      "name": {"type": "text"}}}}})",
     ""},
    {"ByFlagsBesideSql", "schema.sql",
     "CREATE TABLE employee (id serial PRIMARY KEY, number bigserial, name text);\n", kFlags},
    {"ByFlagsBesideJson", "schema.json",
     R"({"dialect": "postgresql", "tables": {"employee": {"columns": {
      "id": {"type": "serial", "primary_key": true}, "number": {"type": "bigserial"}, "name": {"type": "text"}}}}})",
     kFlags},
};

class RenamedSerial : public testing::TestWithParam<Said> {
 protected:
  void SetUp() override {
    ASSERT_EQ(target_->run(kPerson).code, 0);
    write_file(declared_, GetParam().text);
  }

  TempFolder folder_;
  std::string declared_ = folder_.file(GetParam().file);
  std::unique_ptr<Target> target_ = make_target("postgresql");
};

TEST_P(RenamedSerial, GoesOnCountingUpAndDown) {
  const std::string path = generate_sql(*target_, declared_, folder_.file("m"), GetParam().flags);
  const std::string up = read_file(path + ".up.sql");
  for (const char* word : {"DROP", "CREATE"}) EXPECT_EQ(up.find(word), std::string::npos) << up;
  const std::string before = target_->dump();
  ASSERT_EQ(target_->run(up).code, 0) << up;
  ASSERT_EQ(target_->run("INSERT INTO employee (name) VALUES ('dan')").code, 0);
  EXPECT_EQ(target_->run(copied("SELECT id, number FROM employee WHERE name = 'dan'")).out, "4\t4\n");
  EXPECT_EQ(target_
                ->run(copied("SELECT pg_get_serial_sequence('employee', 'id'), "
                             "pg_get_serial_sequence('employee', 'number')"))
                .out,
            "public.employee_id_seq\tpublic.employee_number_seq\n");
  const Checked after = check(*target_, declared_);
  EXPECT_EQ(after.findings, std::vector<std::string>{}) << after.text;
  ASSERT_EQ(target_->run(read_file(path + ".down.sql")).code, 0);
  ASSERT_EQ(target_->run("INSERT INTO person (name) VALUES ('eve')").code, 0);
  EXPECT_EQ(target_->run(copied("SELECT id, n FROM person WHERE name = 'eve'")).out, "5\t5\n");
  EXPECT_EQ(dump_difference(*target_, before, target_->dump()), "");
}

TEST_P(RenamedSerial, IsReported) {
  const Ran ran = tenon("check " + target_->word() + " " + declared_ + " " + GetParam().flags);
  EXPECT_EQ(ran.code, 2);
  for (const char* said :
       {"person_id_seq -> employee_id_seq", "person_n_seq -> employee_number_seq", "4 renamed"})
    EXPECT_NE(ran.out.find(said), std::string::npos) << ran.out << ran.err;
}

TEST_P(RenamedSerial, GoesOnCountingUnderAlembic) {
  const Ran written = tenon("generate " + target_->word() + " " + declared_ + " " + GetParam().flags +
                            " -m go --style alembic --rev-id 1 --dir " + folder_.file("versions"));
  ASSERT_EQ(written.code, 0) << written.err;
  const Ran up = alembic(*target_, folder_.file("versions"), "upgrade head");
  ASSERT_EQ(up.code, 0) << up.err;
  EXPECT_EQ(target_->run("INSERT INTO employee (name) VALUES ('dan') RETURNING id").code, 0);
  EXPECT_EQ(target_->run(copied("SELECT max(id), max(number) FROM employee")).out, "4\t4\n");
  ASSERT_EQ(alembic(*target_, folder_.file("versions"), "downgrade base").code, 0);
  EXPECT_EQ(target_->run(copied("SELECT nextval('person_id_seq')")).out, "5\n");
}

/// As most do it: the table is renamed by hand, and the sequence forgotten.
TEST_P(RenamedSerial, FollowsARenameThatIsDone) {
  ASSERT_EQ(
      target_->run("ALTER TABLE person RENAME TO employee; ALTER TABLE employee RENAME n TO number").code, 0);
  expect_round_trip(*target_, declared_, GetParam().flags, copied("SELECT nextval('employee_id_seq')"),
                    "4\n");
}

INSTANTIATE_TEST_SUITE_P(Live, RenamedSerial, testing::ValuesIn(kSaid),
                         [](const auto& one) { return std::string(one.param.name); });

/// Rows of two tables that trade their names, with a sequence each.
TEST(RenamedSequences, TradeTheirNamesWithTheirTables) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("CREATE TABLE a (id serial, x text); CREATE TABLE b (id serial, y text);"
                      "INSERT INTO a (x) VALUES ('1'); INSERT INTO b (y) VALUES ('1'), ('2'), ('3'), ('4')")
                .code,
            0);
  write_file(folder.file("schema.sql"),
             "CREATE TABLE b (id serial, x text); CREATE TABLE a (id serial, y text);\n");
  expect_round_trip(*target, folder.file("schema.sql"), "--rename table:a=b --rename table:b=a",
                    copied("SELECT nextval('b_id_seq'), nextval('a_id_seq')"), "2\t5\n");
}

TEST(RenamedSequences, FollowAChainOfColumns) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("CREATE TABLE t (k integer, a serial, b serial); INSERT INTO t (k) VALUES (1), (2);"
                      "SELECT setval('t_b_seq', 40)")
                .code,
            0);
  write_file(folder.file("schema.sql"),
             "CREATE TABLE t (\n  k integer,\n  b serial, -- tenon: renamed from a\n"
             "  c serial -- tenon: renamed from b\n);\n");
  expect_round_trip(*target, folder.file("schema.sql"), "",
                    copied("SELECT nextval('t_b_seq'), nextval('t_c_seq')"), "3\t41\n");
}

/// The old name is free for a new table, whose serial column gets a sequence of its own.
TEST(RenamedSequences, LeaveTheOldNameToANewTable) {
  for (const char* type : {"serial", "integer GENERATED ALWAYS AS IDENTITY"}) {
    const TempFolder folder;
    const auto target = make_target("postgresql");
    ASSERT_EQ(target
                  ->run("CREATE TABLE person (id " + std::string(type) + ", name text);" +
                        "INSERT INTO person (name) VALUES ('ann'), ('ben')")
                  .code,
              0);
    write_file(folder.file("schema.sql"), "CREATE TABLE employee ( -- tenon: renamed from person\n  id " +
                                              std::string(type) + ",\n  name text\n);\n" +
                                              "CREATE TABLE person (id serial, other date);\n");
    expect_round_trip(*target, folder.file("schema.sql"), "",
                      copied("SELECT nextval('employee_id_seq'), nextval('person_id_seq')"), "3\t1\n");
  }
}

/// PostgreSQL cuts the longer of table and column, so that the whole fits into 63 bytes.
TEST(RenamedSequences, HaveTheNamesThatTheServerCuts) {
  const std::string old_table = "a_table_with_a_name_that_is_much_too_long_for_its_own_sequence";
  const std::string new_table = "another_table_with_a_name_that_is_much_too_long_for_a_sequence";
  const std::string column = "a_column_with_a_name_that_is_too_long_as_well";
  for (const char* type : {"serial", "integer GENERATED BY DEFAULT AS IDENTITY"}) {
    const TempFolder folder;
    const auto target = make_target("postgresql");
    const std::string columns = " (x text, " + column + " " + type + ")";
    ASSERT_EQ(
        target->run("CREATE TABLE " + old_table + columns + "; INSERT INTO " + old_table + " VALUES ('x')")
            .code,
        0);
    const std::string declared =
        declared_by("postgresql", "CREATE TABLE " + new_table + columns, folder.file("schema.json"));
    expect_round_trip(
        *target, declared, "--rename table:" + old_table + "=" + new_table,
        copied("SELECT nextval('another_table_with_a_name_tha_a_column_with_a_name_that_is__seq')"), "2\n");
  }
}

/// A database that is migrated is, to the letter, what a new one is: pg_dump names the sequence of an
/// identity.
TEST(RenamedSequences, OfIdentitiesAreNamedAsInANewDatabase) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE person (id integer GENERATED ALWAYS AS IDENTITY)").code, 0);
  write_file(folder.file("schema.sql"),
             "CREATE TABLE employee ( -- tenon: renamed from person\n"
             "  key integer GENERATED ALWAYS AS IDENTITY -- tenon: renamed from id\n);\n");
  expect_round_trip(*target, folder.file("schema.sql"), "",
                    copied("SELECT pg_get_serial_sequence('employee', 'key')"), "public.employee_key_seq\n");
}

/// A name that somebody chose is no name of PostgreSQL's.
TEST(RenamedSequences, KeepANameThatIsDeclared) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("CREATE TABLE person (id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME mine));"
                      "CREATE SEQUENCE counter; ALTER TABLE person ADD n integer DEFAULT nextval('counter');"
                      "ALTER SEQUENCE counter OWNED BY person.n")
                .code,
            0);
  const std::string declared =
      declared_by("postgresql",
                  "CREATE TABLE employee (id integer GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME mine));"
                  "CREATE SEQUENCE counter; ALTER TABLE employee ADD n integer DEFAULT nextval('counter');"
                  "ALTER SEQUENCE counter OWNED BY employee.n",
                  folder.file("schema.json"));
  const std::string path =
      generate_sql(*target, declared, folder.file("m"), "--rename table:person=employee");
  EXPECT_EQ(read_file(path + ".up.sql").find("SEQUENCE"), std::string::npos) << read_file(path + ".up.sql");
}

/// A sequence goes with its table into another schema, and is renamed there.
TEST(RenamedSequences, GoWithATableThatIsMoved) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("CREATE SCHEMA s; CREATE TABLE s.a (id serial, i integer GENERATED ALWAYS AS IDENTITY);"
                      "INSERT INTO s.a DEFAULT VALUES; INSERT INTO s.a DEFAULT VALUES")
                .code,
            0);
  write_file(folder.file("schema.sql"),
             "CREATE SCHEMA s;\nCREATE TABLE b ( -- tenon: renamed from s.a\n"
             "  id serial, i integer GENERATED ALWAYS AS IDENTITY\n);\n");
  expect_round_trip(*target, folder.file("schema.sql"), "",
                    copied("SELECT nextval('public.b_id_seq'), nextval('public.b_i_seq')"), "3\t3\n");
}

/// What has the new name already stays, and so does the sequence under its own name: it is what `serial`
/// means.
TEST(RenamedSequences, StayWhereTheNewNameIsTaken) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE person (id serial); CREATE VIEW employee_id_seq AS SELECT 1 AS x").code,
            0);
  write_file(folder.file("schema.sql"), "CREATE TABLE employee (id serial); -- tenon: renamed from person\n");
  const Checked found = check(*target, folder.file("schema.sql"));
  EXPECT_EQ(found.findings, (std::vector<std::string>{"rename table:public.employee"})) << found.text;
}

}  // namespace
}  // namespace tenon::test::this_file
