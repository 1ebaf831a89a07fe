#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "tests/live/many_tables.h"
#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// What a user got wrong, and what the answer must hold.
struct BadInput {
  std::string name;
  std::string declared;   ///< the text of schema.json
  std::string arguments;  ///< after "check"; SCHEMA stands for the file, URL for a database in reach
  int code;
  std::vector<std::string> said;  ///< each in stderr
};

void PrintTo(const BadInput& input, std::ostream* out) { *out << input.name; }

const char* kGood = R"({"tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})";

std::vector<BadInput> bad_inputs() {
  return {
      {"NotJson", "{\"tables\": {\n  \"a\": oops\n}}", "URL SCHEMA", 1, {"schema.json:2:8"}},
      {"MisspeltKey",
       R"({"tables": {"a": {"colums": {}}}})",
       "URL SCHEMA",
       1,
       {"schema.json:1:", "colums", "columns"}},
      {"ForeignKeyToMissingColumn",
       R"({"tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}}},
           "b": {"columns": {"a_id": {"type": "integer", "foreign_key": "a.uid"}}}}})",
       "URL SCHEMA",
       1,
       {"schema.json:2:", "uid", "id"}},
      {"TwoConstraintsOfOneName",
       R"({"tables": {"a": {"columns": {"x": {"type": "integer"}},
           "checks": [{"name": "same", "sqltext": "x > 0"}, {"name": "same", "sqltext": "x > 1"}]}}})",
       "URL SCHEMA",
       1,
       {"schema.json:2:", "same"}},
      {"SeveralFaultsAtOnce",
       R"({"tables": {"a": {"colums": {}}, "b": {"columns": {"x": {"type": 5}}}}})",
       "URL SCHEMA",
       1,
       {"colums", "type"}},
      {"MissingFile", kGood, "URL nowhere.json", 1, {"nowhere.json", "No such file"}},
      {"MissingDatabase",
       kGood,
       "'postgresql://tenon@/no_such_database?host='$PGHOST SCHEMA",
       1,
       {"no_such_database"}},
      {"WrongHost", kGood, "'postgresql://tenon@/postgres?host=/nowhere' SCHEMA", 1, {"/nowhere"}},
      {"MissingSqliteFile", kGood, "sqlite:///nowhere.db SCHEMA", 1, {"nowhere.db"}},
      {"UnknownScheme", kGood, "postgrse://localhost/db SCHEMA", 64, {"postgrse", "postgresql://"}},
      {"NoSuchFormat", kGood, "URL SCHEMA -o jsn", 64, {"jsn", "json"}},
      {"NoSuchFlag", kGood, "--unknown-flag URL SCHEMA", 64, {"unknown-flag"}},
      {"NoSuchSchema", kGood, "URL SCHEMA --schema billing", 1, {"billing"}},
  };
}

class BadInputs : public testing::TestWithParam<BadInput> {};

TEST_P(BadInputs, AreAnsweredByAClearMessageAndTheExitCodeOfTheTable) {
  const TempFolder folder;
  write_file(folder.file("schema.json"), GetParam().declared);
  const auto target = make_target("postgresql");
  std::string arguments = GetParam().arguments;
  if (const auto at = arguments.find("URL"); at != std::string::npos)
    arguments.replace(at, 3, target->word());
  if (const auto at = arguments.find("SCHEMA"); at != std::string::npos)
    arguments.replace(at, 6, "schema.json");
  const Ran ran = shell("cd " + folder.path().string() + " && " TENON_BIN " check " + arguments);
  EXPECT_EQ(ran.code, GetParam().code) << ran.err;
  EXPECT_EQ(ran.out, "");
  for (const std::string& text : GetParam().said) EXPECT_NE(ran.err.find(text), std::string::npos) << ran.err;
  EXPECT_TRUE(ran.err.starts_with("tenon: ")) << ran.err;
}

INSTANTIATE_TEST_SUITE_P(Live, BadInputs, testing::ValuesIn(bad_inputs()),
                         [](const auto& test) { return test.param.name; });

TEST(BadPassword, AppearsNowhere) {
  const auto target = make_target("postgresql");
  const Ran role = target->run("DROP ROLE IF EXISTS pw_canary; CREATE ROLE pw_canary LOGIN PASSWORD 'right'");
  ASSERT_EQ(role.code, 0) << role.err;
  const TempFolder folder;
  write_file(folder.file("schema.json"), kGood);
  for (const std::string driver : {"postgresql", "postgresql+psycopg2", "postgres"}) {
    for (const std::string secret : {"hunter2canary", "hunter%402canary"}) {
      const std::string url =
          driver + "://pw_canary:" + secret + "@/postgres?host=" + required_environment("PGHOST");
      const Ran ran = tenon("check " + shell_quoted(url) + " " + folder.file("schema.json") +
                            " -o text -o json=" + folder.file("report.json"));
      EXPECT_EQ(ran.code, 1);
      EXPECT_NE(ran.err.find("password"), std::string::npos) << ran.err;
      EXPECT_EQ((ran.out + ran.err).find("2canary"), std::string::npos) << ran.out << ran.err;
      const std::string report = read_file(folder.file("report.json"));
      EXPECT_NE(report.find("\"reason\": \"connect\""), std::string::npos) << report;
      EXPECT_EQ(report.find("2canary"), std::string::npos) << report;
    }
  }
  target->run("DROP ROLE pw_canary");
}

TEST(MisspeltType, IsSaidBeforeTheScriptStopsThere) {
  const auto target = make_target("postgresql");
  const TempFolder folder;
  write_file(folder.file("schema.json"),
             R"({"tables": {"a": {"columns": {"id": {"type": "intger"}, "n": {"type": "text"}},
                 "checks": [{"name": "c", "sqltext": "lenght(n) > 0"}]}}})");
  const Ran ran = tenon("generate " + target->word() + " " + folder.file("schema.json") + " -m a --dir " +
                        folder.file("m"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  for (const std::string said : {"schema.json:1:31): type intger", "type \"intger\" does not exist",
                                 "function lenght(text) does not exist", "a script will fail there"})
    EXPECT_NE(ran.err.find(said), std::string::npos) << ran.err;
}

TEST(MisspeltType, OfAColumnThatIsThereIsSaidWithItsPlace) {
  const auto target = make_target("postgresql");
  ASSERT_EQ(target->run("CREATE TABLE a (n int)").code, 0);
  const TempFolder folder;
  write_file(folder.file("a.sql"), "create table a (\n  n intger);");
  const std::string sides = target->word() + " " + folder.file("a.sql");
  const std::string place = folder.file("a.sql") + ":2";
  const Ran compared = tenon("diff " + sides);
  EXPECT_NE(compared.out.find("column      n   " + place + "\n"), std::string::npos) << compared.out;
  const Ran generated = tenon("generate " + sides + " -m a --dir " + folder.file("m"));
  EXPECT_EQ(generated.code, 1);
  EXPECT_NE(generated.err.find("column:public.a.n (" + place +
                               ":3): declared: the server cannot compile it: "
                               "type \"intger\" does not exist"),
            std::string::npos)
      << generated.err;
  const Ran json = tenon("diff " + sides + " -o json");
  EXPECT_NE(json.out.find(R"("line": 2)"), std::string::npos) << json.out;
}

TEST(WhatTheServerWillRefuse, IsSaidBeforeTheScriptStopsThere) {
  const auto target = make_target("postgresql");
  ASSERT_EQ(target
                ->run("CREATE DOMAIN old_kind AS text; CREATE TYPE new_kind AS ENUM ('x');"
                      "CREATE TABLE a (n int, k old_kind, s int, t text)")
                .code,
            0);
  const TempFolder folder;
  write_file(folder.file("a.sql"),
             "CREATE DOMAIN old_kind AS text; CREATE TYPE new_kind AS ENUM ('x');"
             "CREATE TABLE a (n date, k new_kind, s bigint, t int, CHECK (s + 1));"
             "CREATE INDEX i ON a (s) WHERE k;");
  const Ran ran = tenon("generate " + target->word() + " " + folder.file("a.sql") +
                        " -m a --allow all --dir " + folder.file("m"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  for (const std::string said :
       {"cannot cast type integer to date", "argument of NOT must be type boolean, not type bigint"})
    EXPECT_NE(ran.err.find(said), std::string::npos) << ran.err;
  std::size_t notes = 0;
  for (std::size_t at = ran.err.find("a script will fail there"); at != std::string::npos;
       at = ran.err.find("a script will fail there", at + 1))
    ++notes;
  EXPECT_EQ(notes, 3U) << ran.err;
}

TEST(ExistingMigration, IsNeverOverwritten) {
  const TempFolder folder;
  const auto target = make_target("sqlite");
  write_file(folder.file("schema.json"), kGood);
  for (const auto& [style, name] :
       {std::pair("sql", "0007_add_a.down.sql"), std::pair("alembic", "0007_add_a.py"),
        std::pair("json", "0007_add_a.json")}) {
    const std::string dir = folder.file(style);
    std::filesystem::create_directory(dir);
    write_file(dir + "/" + name, "# mine\n");
    const Ran ran = tenon("generate " + target->word() + " " + folder.file("schema.json") +
                          " -m 'add a' --rev-id 0007" + " --style " + style + " --dir " + dir);
    EXPECT_EQ(ran.code, 1) << style;
    EXPECT_NE(ran.err.find(name), std::string::npos) << ran.err;
    EXPECT_EQ(read_file(dir + "/" + name), "# mine\n");
    const auto entries = std::filesystem::directory_iterator(dir);
    EXPECT_EQ(std::distance(begin(entries), end(entries)), 1) << "nothing else was written";
  }
}

TEST(DestructiveMigration, IsRefusedUnlessAllowedByName) {
  const TempFolder folder;
  for (const std::string dialect : {"postgresql", "sqlite"}) {
    const auto target = make_target(dialect);
    ASSERT_EQ(
        target->run("CREATE TABLE a (id integer PRIMARY KEY); CREATE TABLE b (id integer PRIMARY KEY);").code,
        0);
    write_file(folder.file("schema.json"),
               R"({"tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
    const std::string generate = "generate " + target->word() + " " + folder.file("schema.json") +
                                 " -m drop --dir " + folder.file(dialect);
    const Ran refused = tenon(generate);
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.err.find("--allow drop_table"), std::string::npos) << refused.err;
    EXPECT_FALSE(std::filesystem::exists(folder.file(dialect)));
    EXPECT_EQ(tenon(generate + " --allow drop_table").code, 0);
  }
}

TEST(RoleWithoutRights, CanCheckWithNothingButConnect) {
  const auto target = make_target("postgresql");
  const TempFolder folder;
  write_file(folder.file("schema.json"), many_tables(3));
  const std::string base = generate_sql(*target, folder.file("schema.json"), folder.file("migrations"));
  ASSERT_EQ(target->run(read_file(base + ".up.sql")).code, 0);
  ASSERT_EQ(target->run("CREATE ROLE tenon_reader LOGIN").code, 0);
  std::string url = target->url();
  url.replace(url.find("tenon@"), 6, "tenon_reader@");
  const Ran ran = tenon("check " + shell_quoted(url) + " " + folder.file("schema.json"));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  target->run("DROP ROLE tenon_reader");
}

}  // namespace
}  // namespace tenon::test::this_file
