#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/shell.h"

namespace tenon {
namespace {

using test::Ran;
using test::shell;

Ran tenon(const std::string& arguments) { return shell(std::string(TENON_BIN) + " " + arguments); }

TEST(CommandLine, HelpTeachesOnStdout) {
  for (const char* verb :
       {"", "diff ", "generate ", "check ", "inspect ", "lint ", "names ", "init ", "explain ", "schema "}) {
    const Ran ran = tenon(std::string(verb) + "--help");
    EXPECT_EQ(ran.code, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_NE(ran.out.find("Usage"), std::string::npos) << verb;
  }
  const std::string help = tenon("--help").out;
  for (const char* text : {"postgresql://", "sqlite:///", "Exit codes", "tenon generate"})
    EXPECT_NE(help.find(text), std::string::npos) << text;
}

TEST(CommandLine, SaysItsVersion) { EXPECT_EQ(tenon("--version").out, "tenon " TENON_VERSION "\n"); }

TEST(CommandLine, UsageFaultsAre64OnStderr) {
  for (const char* line : {"",
                           "chekc a b",
                           "check",
                           "check a",
                           "check a b --colour always",
                           "check a b -o yaml",
                           "generate a b",
                           "generate a b -m x --style almebic",
                           "generate a b -m x --allow everything",
                           "check a b -o json -o text",
                           "check a b -o json=",
                           "check mysql://h/d schema.json",
                           "generate a b -m ''",
                           "generate a b -m ' '",
                           "generate a b -m x --style json --head abc",
                           "generate a b -m x --head abc",
                           "lint a --cascade-limit -1",
                           "lint a --cascade-limit some",
                           "names a -m x",
                           "names a --style alembic",
                           "names a --dry-run",
                           "names a --rename -m ''"}) {
    const Ran ran = tenon(line);
    EXPECT_EQ(ran.code, 64) << line << "\n" << ran.err;
    EXPECT_EQ(ran.out, "") << line;
    EXPECT_TRUE(ran.err.starts_with("tenon: ")) << line << "\n" << ran.err;
  }
}

TEST(CommandLine, AWordThatIsNoVerbIsSaidWithThoseThatAre) {
  const Ran ran = tenon("chekc a b");
  EXPECT_NE(ran.err.find("no verb \"chekc\""), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(
                "diff, generate, check, inspect, lint, names, explain, audit, history, ack, store, notify, "
                "serve, token, healthcheck, init, doctor, config, schema"),
            std::string::npos)
      << ran.err;
  EXPECT_NE(tenon("").err.find("Usage"), std::string::npos);
}

TEST(CommandLine, AnOptionThatDoesNothingHereIsRefusedAndNamed) {
  const test::TempFolder folder;
  test::write_file(folder.file("a.json"), R"({"tables": {"a": {"columns": {"x": {"type": "INT"}}}}})");
  test::write_file(folder.file("pg.json"),
                   R"({"dialect": "postgresql", "tables": {"a": {"columns": {"x": {"type": "integer"}}}}})");
  const std::string a = folder.file("a.json");
  const std::string pg = folder.file("pg.json");
  for (const auto& [line, option] : std::vector<std::pair<std::string, std::string>>{
           {"check sqlite:// " + a + " --dialect postgresql", "--dialect postgresql"},
           {"diff " + a + " " + pg + " --dialect sqlite", "--dialect sqlite"},
           {"inspect " + pg + " --dialect sqlite", "--dialect sqlite"},
           {"inspect " + pg + " --dialect oracle", "oracle"},
           {"lint " + pg + " --dialect sqlite", "--dialect sqlite"},
           {"diff " + a + " " + pg + " --scratch postgresql:///", "--scratch"},
           {"inspect sqlite:// --scratch postgresql:///", "--scratch"},
           {"lint " + pg + " --scratch postgresql:///", "--scratch"},
           {"generate sqlite:// " + a + " -m x --head abc", "--head"},
           {"generate sqlite:// " + a + " -m x --dry-run -o json", "--dry-run"},
           {"explain table:a sqlite:// " + a + " --ignore-not-modelled", "--ignore-not-modelled"}}) {
    const Ran ran = tenon(line);
    EXPECT_EQ(ran.code, 64) << line << "\n" << ran.err;
    EXPECT_EQ(ran.out, "") << line;
    EXPECT_NE(ran.err.find(option), std::string::npos) << line << "\n" << ran.err;
  }
  EXPECT_EQ(tenon("check sqlite:// " + a + " --dialect sqlite").code, 2);
  EXPECT_EQ(tenon("lint " + pg + " --dialect actian").code, 2);
}

TEST(CommandLine, AMessageDoesNothingToATerminal) {
  const test::TempFolder folder;
  test::write_file(folder.file("a.json"), "{\"tables\": {\"a\": {\"colours\\u001b[2J\": {}}}}");
  const Ran ran = tenon("check sqlite:// " + folder.file("a.json"));
  EXPECT_EQ(ran.code, 1);
  EXPECT_EQ(ran.err.find('\x1b'), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("colours\\x1b[2J"), std::string::npos) << ran.err;
}

TEST(CommandLine, AReportOnStdoutStandsThereAlone) {
  const test::TempFolder folder;
  test::write_file(folder.file("a.json"), R"({"tables": {"a": {"columns": {"x": {"type": "INT"}}}}})");
  const std::string line = "generate sqlite:// " + folder.file("a.json") + " -m x --dir " + folder.file("m");
  const Ran ran = tenon(line + " -o json");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("{") && ran.out.ends_with("}\n")) << ran.out;
  EXPECT_NE(ran.err.find("wrote " + folder.file("m") + "/0001_x.up.sql"), std::string::npos) << ran.err;
  EXPECT_EQ(tenon(line + " --rev-id 0002 -o json=" + folder.file("report.json")).out,
            folder.file("m") + "/0002_x.up.sql\n" + folder.file("m") + "/0002_x.down.sql\n");
}

TEST(CommandLine, AMistypedUrlIsAnsweredWithTheRightFormAndWithoutItsPassword) {
  const std::string right =
      "write postgresql://user@host:5432/database or sqlite:///file.db, the password in PGPASSWORD or "
      "~/.pgpass";
  for (const auto& [url, said] : std::vector<std::pair<std::string, std::string>>{
           {"postgres//u:secret@h/db", "postgres//***@h/db: it is neither a URL nor a file; " + right},
           {"'host=h password=secret'",
            "host=h password=***: a connection string of keywords is not read; " + right +
                " (any keyword of libpq can follow a ?: postgresql:///database?host=/run/postgresql)"},
           {"'jdbc:postgresql://h/db?user=u&password=secret'",
            "jdbc:postgresql://h/db?user=***&password=***: a JDBC URL is not read; write postgresql://h/db, "
            "the user before the host (postgresql://user@host/database), the password in PGPASSWORD or "
            "~/.pgpass"}}) {
    const Ran ran = tenon("check " + url + " schema.json");
    EXPECT_EQ(ran.code, 1);
    EXPECT_EQ(ran.err, "tenon: cannot read " + said + "\n");
  }
}

TEST(CommandLine, TheProposedCommandMigratesWhatWasComparedAndNoMore) {
  const test::TempFolder folder;
  test::write_file(folder.file("a.json"),
                   R"({"tables": {"a": {"columns": {"x": {"type": "INT"}}},
                                  "b": {"columns": {"x": {"type": "INT"}}}}})");
  const std::string sides = "sqlite:// " + folder.file("a.json");
  const std::string options = " --include 'table:*' --include '!table:c' --exclude 'table:b' --runner-tables";
  const Ran checked = tenon("check " + sides + options);
  const auto begin = checked.out.find("fix: tenon ");
  ASSERT_NE(begin, std::string::npos) << checked.out << checked.err;
  const std::string line = checked.out.substr(begin + 11, checked.out.find('\n', begin) - begin - 11);
  EXPECT_EQ(line,
            "generate " + sides +
                " --include 'table:*' --include '!table:c' --exclude table:b --runner-tables -m \"...\"");
  const Ran written = tenon(line + " --dry-run");
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_NE(written.out.find("CREATE TABLE \"a\""), std::string::npos) << written.out;
  EXPECT_EQ(written.out.find("CREATE TABLE \"b\""), std::string::npos) << written.out;
}

TEST(CommandLine, NothingToCompareIsNotInSync) {
  test::TempFolder folder;
  test::write_file(folder.file("schema.json"), R"({"declares_nothing": true})");
  const Ran ran = tenon("check sqlite:// " + folder.file("schema.json"));
  EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("nothing was compared"), std::string::npos) << ran.out;
}

TEST(CommandLine, SeveralFilesMakeOneSchemaAndStdinIsASource) {
  test::TempFolder folder;
  test::write_file(folder.file("b.json"),
                   R"({"tables": {"b": {"columns": {"a_id": {"type": "integer", "foreign_key": "a.id"}}}}})");
  test::write_file(folder.file("a.json"),
                   R"({"tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
  const std::string both = folder.file("b.json") + " " + folder.file("a.json");
  const Ran ran = tenon("diff sqlite:// " + both);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("2 changes: 2 add"), std::string::npos) << ran.out;
  EXPECT_EQ(tenon("diff --exit-code sqlite:// " + both).code, 2);
  EXPECT_EQ(tenon("diff sqlite:// " + folder.path().string()).out.substr(0, 10), ran.out.substr(0, 10));
  EXPECT_EQ(shell("cat " + folder.file("a.json") + " | " TENON_BIN " diff --exit-code sqlite:// -").code, 2);
}

TEST(CommandLine, OutputsGoWhereTheyAreSent) {
  test::TempFolder folder;
  test::write_file(folder.file("a.json"),
                   R"({"tables": {"a": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})");
  const Ran ran =
      tenon("check sqlite:// " + folder.file("a.json") + " -o text -o json=" + folder.file("report.json") +
            " -o sql=" + folder.file("fix.sql"));
  EXPECT_EQ(ran.code, 2) << ran.err;
  EXPECT_NE(ran.out.find("drift (exit 2)"), std::string::npos) << ran.out;
  EXPECT_NE(test::read_file(folder.file("report.json")).find("\"exit_code\": 2"), std::string::npos);
  EXPECT_NE(test::read_file(folder.file("fix.sql")).find("CREATE TABLE"), std::string::npos);
  EXPECT_EQ(tenon("check sqlite:// " + folder.file("a.json") + " -o json=/nowhere/x").code, 1);
}

TEST(CommandLine, APlaceThatCannotBeWrittenIsSaidBeforeAnythingIsDone) {
  const test::TempFolder folder;
  test::write_file(folder.file("schema.json"), R"({"tables": {"a": {"columns": {"x": {"type": "INT"}}}}})");
  const Ran ran = tenon("generate sqlite:// " + folder.file("schema.json") + " -m x --dir " +
                        folder.file("migrations") + " -o json=" + folder.file("nowhere") + "/report.json");
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.err.find("report.json"), std::string::npos) << ran.err;
  EXPECT_FALSE(std::filesystem::exists(folder.file("migrations")));
}

TEST(CommandLine, AFolderThatIsReadIsNotWrittenInto) {
  const test::TempFolder folder;
  test::write_file(folder.file("0001_a.up.sql"), "CREATE TABLE a (x INT);");
  test::write_file(folder.file("0001_a.down.sql"), "DROP TABLE a;");
  const std::string path = folder.path().string();
  EXPECT_NE(tenon("inspect " + path + " --dialect sqlite -o sql").out.find("CREATE TABLE a"),
            std::string::npos);
  const Ran ran = tenon("generate sqlite:// " + path + " -m x --dir " + path + "/.");
  EXPECT_EQ(ran.code, 64) << ran.err;
  EXPECT_NE(ran.err.find("--dir"), std::string::npos) << ran.err;
}

TEST(CommandLine, ARevisionOfTheUsersOwnIsPartOfAFileNameAndNobodyElses) {
  const test::TempFolder folder;
  test::write_file(folder.file("schema.json"), R"({"tables": {"a": {"columns": {"x": {"type": "INT"}}}}})");
  const std::string line =
      "generate sqlite:// " + folder.file("schema.json") + " --dir " + folder.file("m") + " -m x --rev-id ";
  EXPECT_EQ(tenon(line + "../z").code, 64);
  EXPECT_EQ(tenon(line + "'a b' --style alembic").code, 64);
  EXPECT_EQ(tenon(line + "7").code, 0);
  EXPECT_EQ(tenon(line + "7").code, 1);
  EXPECT_EQ(tenon(line + "70").code, 0);
}

}  // namespace
}  // namespace tenon
