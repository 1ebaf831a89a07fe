#include <gtest/gtest.h>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// What is generated for `declared`, run: the rows are as `query` is to find them; nothing is left to do; the
/// way back leads to what was there.
void expect_there_and_back(Target& target, const std::string& declared, const std::string& flags,
                           const std::string& query, const std::string& expected) {
  const TempFolder folder;
  const std::string before = target.dump();
  const std::string path = generate_sql(target, declared, folder.file("m"), flags);
  const std::string up = read_file(path + ".up.sql");
  EXPECT_EQ(up.find("DROP"), std::string::npos) << up;
  ASSERT_EQ(target.run(up).code, 0) << up;
  EXPECT_EQ(target.run(query).out, expected) << up;
  const Checked after = check(target, declared);
  EXPECT_EQ(after.findings, std::vector<std::string>{}) << after.text;
  const Ran back = target.run(read_file(path + ".down.sql"));
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(dump_difference(target, before, target.dump()), "");
}

/// A table whose place among the others changes with its name, down and up.
struct Names {
  const char* table;
  const char* beside;
  const char* after;
};

class RenamedTable : public testing::TestWithParam<Names> {};

TEST_P(RenamedTable, TakesItsRenamedColumnAlongWhereverItIsSorted) {
  const auto& [table, beside, after] = GetParam();
  const std::string old_table = table;
  const std::string new_table = after;
  const std::string other = beside;
  const TempFolder folder;
  write_file(folder.file("flags.sql"),
             "create table " + new_table + "(id int, full_name text); create table " + other + "(id int);");
  write_file(folder.file("said.sql"), "CREATE TABLE " + new_table + " ( -- tenon: renamed from " + old_table +
                                          "\n  id int,\n  full_name text -- tenon: renamed from name\n);\n" +
                                          "CREATE TABLE " + other + " (id int);\n");
  write_file(folder.file("said.json"), R"({"tables": {")" + new_table + R"(": {"renamed_from": ")" +
                                           old_table +
                                           R"(", "columns": {"id": {"type": "int"},
    "full_name": {"type": "text", "renamed_from": "name"}}}, ")" +
                                           other + R"(": {"columns": {"id": {"type": "int"}}}}})");
  const std::string flags =
      "--rename table:" + old_table + "=" + new_table + " --rename column:" + old_table + ".name=full_name";
  for (const char* file : {"flags.sql", "said.sql", "said.json"}) {
    const auto target = make_target("postgresql");
    ASSERT_EQ(target
                  ->run("create table " + old_table + "(id int, name text); create table " + other +
                        "(id int); insert into " + old_table + " values (1, 'ann')")
                  .code,
              0);
    expect_there_and_back(*target, folder.file(file), file == std::string("flags.sql") ? flags : "",
                          "COPY (SELECT full_name FROM " + new_table + ") TO STDOUT", "ann\n");
  }
}

INSTANTIATE_TEST_SUITE_P(Live, RenamedTable,
                         testing::Values(Names{"person", "m", "employee"}, Names{"employee", "m", "person"},
                                         Names{"person", "a", "employee"}),
                         [](const auto& one) {
                           return std::string(one.param.table) + "Beside" + one.param.beside;
                         });

TEST(RenamedColumn, IsFollowedByThePartitionKey) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("create table m(id int, t text) partition by range(id, lower(t || 'id') collate \"C\", "
                      "(id + 1) int4_ops);"
                      "create table m1 partition of m for values from (1, 'a', 1) to (9, 'z', 9);"
                      "create table n(id int) partition by list(id); insert into m values (1, 'b')")
                .code,
            0);
  write_file(folder.file("schema.sql"),
             "create table m(\n  \"Key\" int, -- tenon: renamed from id\n  t text\n) partition by "
             "range(\"Key\", lower(t || 'id') collate \"C\", (\"Key\" + 1) int4_ops);\n"
             "create table m1 partition of m for values from (1, 'a', 1) to (9, 'z', 9);\n"
             "create table n(\n  key int -- tenon: renamed from id\n) partition by list(key);\n");
  expect_there_and_back(*target, folder.file("schema.sql"), "", "COPY (SELECT \"Key\", t FROM m1) TO STDOUT",
                        "1\tb\n");
}

/// A file that renames by itself, as a series of migrations does.
TEST(RenamedColumn, IsFollowedByThePartitionKeyOfAFile) {
  const TempFolder folder;
  const auto target = make_target("postgresql");
  ASSERT_EQ(target->run("create table m(key int) partition by range((key + 1))").code, 0);
  write_file(folder.file("schema.sql"),
             "create table m(id int) partition by range((id + 1)); alter table m rename id to key;");
  EXPECT_EQ(check(*target, folder.file("schema.sql")).findings, std::vector<std::string>{});
}

struct Fault {
  const char* name;
  const char* declared;
  const char* flag;
  int code;
  const char* said;
};

void PrintTo(const Fault& one, std::ostream* out) { *out << one.name; }

class RenameFault : public testing::TestWithParam<Fault> {};

TEST_P(RenameFault, SaysWhatToDo) {
  for (const char* dialect : {"postgresql", "sqlite"}) {
    const TempFolder folder;
    const auto target = make_target(dialect);
    ASSERT_EQ(target->run("create table par(id integer, name text);").code, 0);
    write_file(folder.file("schema.sql"), GetParam().declared);
    const Ran ran =
        tenon("check " + target->word() + " " + folder.file("schema.sql") + " " + GetParam().flag);
    EXPECT_EQ(ran.code, GetParam().code) << dialect << ran.out << ran.err;
    EXPECT_NE(ran.err.find(GetParam().said), std::string::npos) << dialect << ran.err;
  }
}

const Fault kFaults[] = {
    {"TableThatIsNotDeclared", "create table zzy(id integer, name text);", "--rename table:par=zzz", 64,
     "zzz is declared; did you mean \"zzy\"?"},
    {"ColumnThatIsNotDeclared", "create table par(id integer, full_name text);",
     "--rename column:par.name=ful_name", 64, ".ful_name is declared; did you mean \"full_name\"?"},
    {"ColumnOfATableThatIsNotDeclared", "create table pas(id integer, full_name text);",
     "--rename column:par.name=full_name", 64, "par is declared; did you mean \"pas\"?"},
    {"TableAndColumnOnOneLine", "create table par(pid integer, -- tenon: renamed from id\n  name text);", "",
     1, "which begin on one line; begin what it is about on a line of its own"},
    {"ColumnsOnOneLine", "create table par(\n  pid integer, name text -- tenon: renamed from id\n);", "", 1,
     "schema.sql:2:26: \"-- tenon: renamed from id\" may be about each of column "},
    {"ColumnsOnTheNextLine", "create table par(\n-- tenon: renamed from id\n  pid integer, name text);", "",
     1, "which begin on one line"},
    {"TablesOnOneLine", "create table a(x integer); create table b(x integer); -- tenon: renamed from par",
     "", 1, "which begin on one line"},
    {"TwoTablesFromOne",
     "create table a(id integer, name text); -- tenon: renamed from par\n"
     "create table b(id integer, name text); -- tenon: renamed from par\n",
     "", 1, "schema.sql:1:40; one of the two is something else"},
    {"TwoColumnsFromOne",
     "create table par(\n  a integer, -- tenon: renamed from id\n  b text -- tenon: renamed from id\n);", "",
     1, "schema.sql:2:14; one of the two is something else"},
    {"TwoTablesFromOneByFlags", "create table a(id integer); create table b(id integer);",
     "--rename table:par=a --rename table:par=b", 64, "b by --rename 'table:"},
    {"TwoColumnsFromOneByFlags", "create table par(a integer, b integer);",
     "--rename column:par.id=a --rename column:par.id=b", 64, "and to b by --rename 'column:"},
    {"OneByAFlagAndAnotherByAFile",
     "create table a(id integer); -- tenon: renamed from par\ncreate table b(id integer);",
     "--rename table:par=b", 64, "schema.sql:1:29: table "},
};

INSTANTIATE_TEST_SUITE_P(Live, RenameFault, testing::ValuesIn(kFaults),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(RenameFaults, OfJsonHaveThePlacesOfBoth) {
  for (const char* dialect : {"postgresql", "sqlite"}) {
    const TempFolder folder;
    const auto target = make_target(dialect);
    ASSERT_EQ(target->run("create table par(id integer);").code, 0);
    write_file(folder.file("schema.json"),
               "{\"tables\": {\n\"a\": {\"renamed_from\": \"par\", \"columns\": {\"id\": {\"type\": "
               "\"integer\"}}},\n"
               "\"b\": {\"renamed_from\": \"par\", \"columns\": {\"id\": {\"type\": \"integer\"}}}}}\n");
    const Ran ran = tenon("check " + target->word() + " " + folder.file("schema.json"));
    EXPECT_EQ(ran.code, 1);
    for (const char* said : {"schema.json:3:23: table ", "schema.json:2:23; one of the two"})
      EXPECT_NE(ran.err.find(said), std::string::npos) << dialect << ran.err;
  }
}

/// The line of a deployment may stay as it is when it has run.
TEST(DoneRename, OfTheCommandLineIsNoted) {
  for (const char* dialect : {"postgresql", "sqlite"}) {
    const TempFolder folder;
    const auto target = make_target(dialect);
    ASSERT_EQ(target->run("create table employee(id integer, full_name text);").code, 0);
    write_file(folder.file("schema.sql"), "create table employee(id integer, full_name text);\n");
    const Ran ran = tenon("check " + target->word() + " " + folder.file("schema.sql") +
                          " --rename table:person=employee --rename column:person.name=full_name");
    EXPECT_EQ(ran.code, 0) << dialect << ran.err;
    for (const char* said : {"employee is renamed already", "full_name is renamed already"})
      EXPECT_NE((ran.out + ran.err).find(said), std::string::npos) << dialect << ran.out << ran.err;
  }
}

TEST(RenameWords, BehindOrBeforeAWholeTableAreAboutIt) {
  for (const char* declared : {"create table q(id integer, name text); -- tenon: renamed from par\n",
                               "-- tenon: renamed from par\ncreate table q(id integer,\n name text);\n",
                               "create table q(id integer, name text) -- tenon: renamed from par\n;\n",
                               "create table q( -- tenon: renamed from par\n id integer, name text);\n"})
    for (const char* dialect : {"postgresql", "sqlite"}) {
      const TempFolder folder;
      const auto target = make_target(dialect);
      ASSERT_EQ(target->run("create table par(id integer, name text);").code, 0);
      write_file(folder.file("schema.sql"), declared);
      const Ran ran = tenon("check " + target->word() + " " + folder.file("schema.sql"));
      EXPECT_NE(ran.out.find("1 finding: 1 renamed"), std::string::npos) << declared << ran.out << ran.err;
    }
}

}  // namespace
}  // namespace tenon::test::this_file
