#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

/// A way from one SQLite database to another, in a shell or by Alembic.
class SqliteScripts : public ::testing::Test {
 protected:
  void begin(const std::string& from, const std::string& to) {
    EXPECT_EQ(actual_->run(from).err + wanted_->run(to).err, "");
  }
  void generate(const std::string& flags = "") {
    const Ran ran = tenon("generate " + actual_->word() + " " + wanted_->word() + " -m step --dir " +
                          folder_.path().string() + " " + flags);
    ASSERT_EQ(ran.code, 0) << ran.err;
  }
  std::string script(const std::string& way) const {
    return read_file(folder_.file("0001_step." + way + ".sql"));
  }
  void expect_run(const std::string& way) {
    const Ran ran = actual_->run(script(way));
    EXPECT_EQ(ran.out + ran.err, "") << script(way);
  }
  void expect_revision(const std::string& command) {
    const Ran ran = alembic(*actual_, folder_.path().string(), command);
    EXPECT_EQ(ran.code, 0) << ran.err;
  }
  std::string path() const { return actual_->url().substr(std::string("sqlite:///").size()); }
  std::string query(const std::string& sql) const { return actual_->run(sql).out; }

  TempFolder folder_;
  std::unique_ptr<Target> actual_ = make_target("sqlite");
  std::unique_ptr<Target> wanted_ = make_target("sqlite");
};

// --- AUTOINCREMENT

const std::string kFifty =
    " INSERT INTO t VALUES (1, 'a'), (2, 'b'), (50, 'c'); DELETE FROM t WHERE id = 50;";
const std::string kNext = "INSERT INTO t (a) VALUES ('n'); SELECT max(id) FROM t;";

TEST_F(SqliteScripts, GiveNoNumberOutAgainAfterAWayWithoutAutoincrement) {
  for (const std::string check : {"", ", CHECK (t.a <> '')"}) {
    actual_ = make_target("sqlite");
    wanted_ = make_target("sqlite");
    const std::string other =
        "CREATE TABLE u (id INTEGER PRIMARY KEY AUTOINCREMENT);";  // VACUUM keeps counts
    begin(other + "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT" + check + ");" + kFifty,
          other + "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT" + check + ");");
    generate("--rev-id " + std::string(check.empty() ? "0001" : "0002"));
    const std::string base = folder_.file(check.empty() ? "0001_step" : "0002_step");
    EXPECT_EQ(actual_->run(read_file(base + ".up.sql")).err, "");
    EXPECT_EQ(query("VACUUM; SELECT name, seq FROM sqlite_sequence;"), "sqlite_sequence of t|50\n");
    EXPECT_EQ(actual_->run(read_file(base + ".down.sql")).err, "");
    EXPECT_EQ(query("SELECT name, seq FROM sqlite_sequence;"), "t|50\n");
    EXPECT_EQ(query(kNext), "51\n");
  }
}

TEST_F(SqliteScripts, GiveNoNumberOutAgainThatWasGivenOutWithoutAutoincrement) {
  begin("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);" + kFifty,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);");
  generate();
  expect_run("up");
  query("INSERT INTO t VALUES (70, 'x');");
  expect_run("down");
  EXPECT_EQ(query(kNext), "71\n");
}

TEST_F(SqliteScripts, GiveNoNumberOutAgainWhereNoRowIsLeft) {
  begin("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);" + kFifty,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);");
  generate();
  expect_run("up");
  query("DELETE FROM t;");
  expect_run("down");
  EXPECT_EQ(query(kNext), "51\n");
}

TEST_F(SqliteScripts, GiveNoNumberOutAgainAfterARevisionWithoutAutoincrement) {
  begin("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);" + kFifty,
        "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);");
  generate("--style alembic");
  expect_revision("upgrade head");
  expect_revision("downgrade base");
  EXPECT_EQ(query(kNext), "51\n");
}

// --- CR LF

const std::string kCrLf = "\r\n";
const std::string kStored = "CREATE TABLE t (a TEXT DEFAULT 'x" + kCrLf + "y', -- one" + kCrLf +
                            "  b CHECK (b <> 'p" + kCrLf + "q'))";
const std::string kTriggered = "CREATE TRIGGER tr AFTER INSERT ON t BEGIN" + kCrLf + "  UPDATE t SET b = 'u" +
                               kCrLf + "v' WHERE a IS NULL; -- so" + kCrLf + "END";

/// Runs SQL as it is: the shell would change it.
void execute(const std::string& path, const std::string& sql) {
  const TempFolder folder;
  write_file(folder.file("sql"), sql);
  const Ran ran = shell("python3 -c " +
                        shell_quoted("import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
                                     "c.executescript(open(sys.argv[2], newline='').read())") +
                        " " + shell_quoted(path) + " " + shell_quoted(folder.file("sql")));
  EXPECT_EQ(ran.err, "");
}

const std::string kTexts = "SELECT hex(sql) FROM sqlite_schema WHERE name IN ('t', 'tr') ORDER BY name;";

TEST_F(SqliteScripts, KeepEveryCrLfOfAStoredTextInTheShell) {
  execute(path(), kStored + ";" + kTriggered + "; INSERT INTO t (b) VALUES (1);");
  wanted_->run("CREATE TABLE t (a TEXT DEFAULT 'z', b CHECK (b <> 'p'), c REFERENCES t);");
  execute(
      wanted_->url().substr(std::string("sqlite:///").size()),
      "DROP TABLE t; " + kStored.substr(0, kStored.size() - 1) + ", CONSTRAINT few CHECK (length(a) < 9));");
  const std::string before = query(kTexts);
  generate();
  expect_run("up");
  const Checked found = check(*actual_, wanted_->word());
  EXPECT_EQ(found.findings, std::vector<std::string>{}) << found.text;
  EXPECT_EQ(query("INSERT INTO t (b) VALUES (2); SELECT hex(a) FROM t WHERE b = 2;"), "780D0A79\n");
  expect_run("down");
  EXPECT_EQ(query(kTexts), before);
}

TEST_F(SqliteScripts, StopWhereARunnerDoesNotTreatCrLfAsTheShellDoes) {
  execute(path(), kStored + ";");
  wanted_->run("CREATE TABLE u (a);");
  generate("--allow all");
  const std::string before = query(".dump");
  write_file(folder_.file("sql"), script("down"));
  const Ran ran = shell("python3 -c " +
                        shell_quoted("import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); "
                                     "c.executescript(open(sys.argv[2], newline='').read())") +
                        " " + shell_quoted(path()) + " " + shell_quoted(folder_.file("sql")));
  EXPECT_NE(ran.err.find("run this by the sqlite3 shell"), std::string::npos) << ran.err;
  EXPECT_EQ(query(".dump"), before);
}

TEST_F(SqliteScripts, KeepEveryCrLfOfAStoredTextByARevision) {
  execute(path(), kStored + ";" + kTriggered + ";");
  execute(wanted_->url().substr(std::string("sqlite:///").size()),
          kStored.substr(0, kStored.size() - 1) + ", CONSTRAINT few CHECK (length(a) < 9));");
  generate("--style alembic");
  expect_revision("upgrade head");
  const Checked found = check(*actual_, wanted_->word() + " --exclude alembic_version");
  EXPECT_EQ(found.findings, std::vector<std::string>{}) << found.text;
  EXPECT_EQ(query("INSERT INTO t (b) VALUES (2); SELECT hex(a) FROM t WHERE b = 2;"), "780D0A79\n");
}

// --- What a stopped script leaves

/// The statements that the head of a script gives for a connection that goes on.
std::string cure(const std::string& script) {
  const auto at = script.find("--   ROLLBACK");
  return script.substr(at + 5, script.find('\n', at) - at - 5);
}

TEST_F(SqliteScripts, SayHowAStoppedConnectionIsCleanAgain) {
  begin("CREATE TABLE t (a); INSERT INTO t VALUES (NULL);", "CREATE TABLE t (a NOT NULL);");
  generate();
  write_file(folder_.file("up.sql"), script("up"));
  const std::string state =
      "SELECT name FROM sqlite_temp_schema;\nPRAGMA legacy_alter_table;\nBEGIN;\nCOMMIT;\n.mode list\n";
  const std::string stopped = "PRAGMA foreign_keys = ON;\n.bail on\n.read " + folder_.file("up.sql") + "\n";
  const Ran ran = shell("sqlite3 -interactive " + path(),
                        stopped + ".bail off\n" + cure(script("up")) + "\n.print cured\n" + state);
  const auto cured = ran.out.find("cured\n");
  ASSERT_NE(cured, std::string::npos) << ran.out << ran.err;
  EXPECT_EQ(ran.out.find("_tenon", cured), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("0\n", cured), std::string::npos) << ran.out;
  EXPECT_EQ(ran.err.find("within a transaction"), std::string::npos) << ran.err;
  EXPECT_EQ(query("SELECT count(*) FROM t WHERE a IS NULL;"), "1\n");
}

// --- Names that are taken

TEST_F(SqliteScripts, MakeWayForTablesThatHaveTheNamesOfTheirHelpers) {
  const std::string others =
      "CREATE TABLE _Tenon_Old_t (x); INSERT INTO _Tenon_Old_t VALUES (1); CREATE TABLE \"_tenon_guard\" "
      "(y); "
      "CREATE VIEW _tenon_found AS SELECT 1; CREATE INDEX _tenon2_i ON _tenon_guard (y);";
  begin(others + "CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('7');",
        "CREATE TABLE t (a INTEGER NOT NULL); CREATE TABLE _tenon_rows (z); CREATE TABLE _Tenon_Old_t (x NOT "
        "NULL); "
        "CREATE TABLE \"_tenon_guard\" (y, CHECK (y > 0)); CREATE VIEW _tenon_found AS SELECT 1; "
        "CREATE INDEX _tenon2_i ON _tenon_guard (y);");
  const std::string before = actual_->dump();
  generate();
  expect_run("up");
  const Checked found = check(*actual_, wanted_->word());
  EXPECT_EQ(found.code, 0) << found.text;
  expect_run("down");
  EXPECT_EQ(actual_->dump(), before);
}

TEST_F(SqliteScripts, MakeWayForTablesThatHaveTheNamesOfTheirHelpersByARevision) {
  begin(
      "CREATE TABLE _tenon_old_t (x); CREATE TABLE _tenon_rows (x); CREATE TABLE t (a TEXT, CHECK (t.a <> "
      "''));",
      "CREATE TABLE _tenon_old_t (x); CREATE TABLE _tenon_rows (x); "
      "CREATE TABLE t (a INTEGER, CHECK (t.a <> ''), CHECK (a > 0));");
  generate("--style alembic");
  expect_revision("upgrade head");
  EXPECT_EQ(check(*actual_, wanted_->word() + " --exclude alembic_version").code, 0);
  expect_revision("downgrade base");
}

// --- REFERENCES

TEST_F(SqliteScripts, RewriteTheSpanOfAChangedReferenceAlone) {
  const std::string parents =
      "CREATE TABLE p (id INTEGER PRIMARY KEY, p TEXT UNIQUE); CREATE TABLE q (p PRIMARY KEY);";
  const std::string begins = "CREATE TABLE t (\n  p   INTEGER /* of p (id) */ ";
  const std::string ends =
      " NOT NULL, -- it's p's\n  b TEXT DEFAULT 'REFERENCES p (id)', \"references p\" TEXT CHECK (b <> "
      "'p')\n)";
  begin(parents + begins + "REFERENCES p (id)" + ends,
        parents + begins + "REFERENCES p (id) ON DELETE CASCADE" + ends);
  generate();
  wanted_->run(
      "DROP TABLE t; CREATE TABLE t (p INTEGER NOT NULL REFERENCES q (p), b TEXT DEFAULT 'REFERENCES p "
      "(id)', \"references p\" TEXT CHECK (b <> 'p'));");
  write_file(folder_.file("t.json"), tenon("inspect " + wanted_->word() + " -o json").out);
  const Ran ran = tenon("generate " + actual_->word() + " " + folder_.file("t.json") + " -m json --dir " +
                        folder_.path().string());
  ASSERT_EQ(ran.code, 0) << ran.err;
  const Ran up = actual_->run(read_file(folder_.file("0002_json.up.sql")));
  EXPECT_EQ(up.err + up.out, "");
  EXPECT_EQ(query("SELECT sql FROM sqlite_schema WHERE name = 't';"),
            begins + "REFERENCES \"q\" (\"p\")" + ends + "\n");
}

TEST_F(SqliteScripts, WriteTheColumnsOfAnImpliedKeyThatChangesAndNothingElse) {
  const std::string head = "CREATE TABLE c (\n  x -- it's REFERENCES p here\n    REFERENCES [P]";
  const std::string tail = " ON DELETE CASCADE, /* p */ y   TEXT REFERENCES other\n)";
  const std::string q = "CREATE TABLE other (k PRIMARY KEY); ";
  begin(q + "CREATE TABLE p (id INTEGER PRIMARY KEY, b); " + head + tail,
        q + "CREATE TABLE p (id INTEGER UNIQUE, b PRIMARY KEY); "
            "CREATE TABLE c (x REFERENCES p (id) ON DELETE CASCADE, y TEXT REFERENCES other);");
  write_file(folder_.file("c.json"), tenon("inspect " + wanted_->word() + " -o json").out);
  const Ran ran = tenon("generate " + actual_->word() + " " + folder_.file("c.json") + " -m step --dir " +
                        folder_.path().string());
  ASSERT_EQ(ran.code, 0) << ran.err;
  expect_run("up");
  EXPECT_EQ(query("SELECT sql FROM sqlite_schema WHERE name = 'c';"), head + " (\"id\")" + tail + "\n");
}

}  // namespace
}  // namespace tenon::test::this_file
