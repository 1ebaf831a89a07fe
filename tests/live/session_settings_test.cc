#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "tests/live/target.h"
#include "tests/support/alembic.h"

/// A script means the same whatever the session that runs it is set to, and leaves the session as it was.
namespace tenon::test::this_file {
namespace {

using Variables = std::vector<std::pair<std::string, std::string>>;

/// Variables of the environment for as long as the object lives.
class Environment {
 public:
  explicit Environment(const Variables& variables) {
    for (const auto& [name, value] : variables) {
      setenv(name.c_str(), value.c_str(), 1);
      names_.push_back(name);
    }
  }
  ~Environment() {
    for (const std::string& name : names_) unsetenv(name.c_str());
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  std::vector<std::string> names_;
};

/// A database with an encoding of its own.
class Encoded {
 public:
  Encoded(std::string name, const std::string& encoding) : name_(std::move(name)) {
    const Ran made = shell("dropdb --if-exists " + name_ + " && createdb -T template0 -E " + encoding +
                           " --locale=C " + name_);
    if (made.code != 0) throw std::runtime_error(made.err);
  }
  ~Encoded() { shell("dropdb --force " + name_); }
  Encoded(const Encoded&) = delete;
  Encoded& operator=(const Encoded&) = delete;

  std::string url() const {
    return "postgresql://tenon@/" + name_ + "?host=" + required_environment("PGHOST");
  }
  std::string word() const { return shell_quoted(url()); }
  Ran run(const std::string& sql) const {
    return shell("psql -X -q -A -t -v ON_ERROR_STOP=1 -v b=zz -v id=zz -v x=zz -v 2=zz -d " + name_, sql);
  }
  /// In a session as everyone's is.
  Ran run_plainly(const std::string& sql) const {
    return shell("psql -X -q -v ON_ERROR_STOP=1 -d " + name_,
                 "SET client_encoding = 'UTF8';\nSET client_min_messages = warning;\n" + sql);
  }
  std::string dump() const {
    const Ran ran =
        shell("PGTZ=UTC pg_dump --schema-only -E UTF8 --exclude-table='*.alembic_version' " + name_);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return std::regex_replace(ran.out, std::regex("\\\\(un)?restrict [^\n]*\n"), "");
  }

 private:
  std::string name_;
};

constexpr std::string_view kPrelude = R"sql(CREATE SCHEMA app;
CREATE SCHEMA decoy;
CREATE FUNCTION app.f(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1';
CREATE FUNCTION decoy.f(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT -1';
CREATE DOMAIN decoy.text AS integer;
)sql";

constexpr std::string_view kDeclared = R"sql(CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA IF NOT EXISTS decoy;
CREATE TYPE "humeur é" AS ENUM ('é', 'back\slash', 'it''s', ':x', '%(x)s');
COMMENT ON TYPE "humeur é" IS 'é \n :x %(x)s it''s';
CREATE DOMAIN court AS varchar(20) CHECK (VALUE <> 'é\b');
CREATE TABLE "café" (
  id integer NOT NULL,
  "naïve:x%" text DEFAULT 'é\b''q :x %(x)s $$',
  day date DEFAULT '01/02/2020',
  at timestamptz DEFAULT '2020-01-01 00:00',
  span interval DEFAULT '-1 2:03:04',
  ids integer[] DEFAULT '{1,NULL}',
  note xml DEFAULT XML '<a/><b/>',
  mood "humeur é" DEFAULT 'back\slash',
  short court,
  CONSTRAINT "pk é" PRIMARY KEY (id),
  CONSTRAINT "ck é" CHECK ("naïve:x%" <> 'a\b' AND "naïve:x%" <> ':x %(x)s'),
  CONSTRAINT ck_slice CHECK (ids[1:id] IS NOT NULL AND ids[1:2] IS NOT NULL AND ids[id:"id"] IS NOT NULL),
  CONSTRAINT ck_day CHECK (day <> '03/04/2020'),
  CONSTRAINT ck_at CHECK (at > timestamptz '2020-01-01'),
  CONSTRAINT ck_null CHECK ((id = NULL) IS NULL)
);
COMMENT ON TABLE "café" IS 'é\b :x %(x)s it''s';
COMMENT ON COLUMN "café"."naïve:x%" IS 'C:\dir\new é';
COMMENT ON CONSTRAINT "ck é" ON "café" IS 'a\b é';
CREATE INDEX "ix é" ON "café" (day) WHERE day > '05/06/2020' AND "naïve:x%" <> 'a\b';
CREATE TABLE parted (at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2020-01-01') TO ('2020-02-01');
SET search_path = app, public;
CREATE TABLE app.t (a integer CONSTRAINT ck_f CHECK (f(a) > 0), b text);
)sql";

const Variables kPlain{{"PGCLIENTENCODING", "LATIN1"}};
const Variables kStrange{
    {"PGCLIENTENCODING", "LATIN1"},
    {"PGTZ", "America/New_York"},
    {"PGDATESTYLE", "German, DMY"},
    {"PGOPTIONS",
     "-c standard_conforming_strings=off -c escape_string_warning=off -c backslash_quote=off "
     "-c intervalstyle=sql_standard -c search_path=decoy,pg_catalog,public -c transform_null_equals=on "
     "-c array_nulls=off -c xmloption=document -c quote_all_identifiers=on"}};

struct Case {
  std::string runner;
  std::string encoding;
  bool strange = false;
};

std::string named(const testing::TestParamInfo<Case>& info) {
  return info.param.runner + "_" + info.param.encoding + (info.param.strange ? "_strange" : "_plain");
}

/// What the user's session is set to, as a query tells it.
constexpr std::string_view kSettings =
    "SELECT name, setting FROM pg_settings WHERE name IN ('client_encoding', 'standard_conforming_strings', "
    "'DateStyle', 'IntervalStyle', 'TimeZone', 'search_path', 'transform_null_equals', 'array_nulls', "
    "'xmloption', 'default_tablespace', 'default_table_access_method') ORDER BY name;\n";

class SessionSettings : public testing::TestWithParam<Case> {
 protected:
  SessionSettings()
      : database_("tenon_settings_" + GetParam().runner + (GetParam().strange ? "_strange" : "_plain"),
                  GetParam().encoding) {
    write_file(folder_.file("schema.sql"), kDeclared);
    EXPECT_EQ(database_.run_plainly(std::string(kPrelude)).err, "");
  }

  static const Variables& variables() { return GetParam().strange ? kStrange : kPlain; }

  static std::string control_dump() {
    const Encoded control("tenon_settings_control", "UTF8");
    const Ran ran = control.run_plainly(std::string(kPrelude) + std::string(kDeclared));
    EXPECT_EQ(ran.err, "");
    return control.dump();
  }

  void generate(const std::string& style) const {
    const Ran ran = tenon("generate " + database_.word() + " " + declared() + " -m step --style " + style +
                          " --allow all --dir " + folder_.file("out"));
    ASSERT_EQ(ran.code, 0) << ran.err;
    files_ = ran.out;
  }

  /// A script in a session of the user's, which has all its settings behind it.
  void run_script(const std::string& suffix) const {
    const std::string file = folder_.file("out") + "/0001_step." + suffix + ".sql";
    const std::string settings(kSettings);
    const Ran ran = database_.run(settings + "\\echo ran\n\\i " + file + "\n\\echo ran\n" + settings);
    EXPECT_EQ(ran.code, 0) << ran.err << read_file(file);
    const auto before = ran.out.find("ran\n");
    const auto after = ran.out.rfind("ran\n");
    EXPECT_EQ(ran.out.substr(0, before), ran.out.substr(after + 4));
    EXPECT_EQ(ran.out.substr(before, after - before), "ran\n");
  }

  void run(const std::string& way) const {
    const Environment user(variables());
    if (GetParam().runner == "psql") return run_script(way);
    const std::string python = files_.substr(0, files_.find('\n'));
    const AlembicEnvironment environment(database_.url());
    environment.write_revision("step", read_file(python));
    const std::string command = way == "up" ? "upgrade head" : "downgrade head:base";
    if (GetParam().runner == "alembic") {
      const Ran ran = environment.run(way == "up" ? "upgrade head" : "downgrade base");
      EXPECT_EQ(ran.code, 0) << ran.err << read_file(python);
      return;
    }
    const Ran ran = environment.run(command + " --sql");
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(database_.run(ran.out).err, "") << ran.out;
  }

  Checked check() const {
    const Environment user(variables());
    const Ran ran = tenon("check " + database_.word() + " " + declared() + " --ignore-not-modelled");
    return {.code = ran.code, .text = ran.out + ran.err, .findings = {}};
  }

  std::string declared() const { return folder_.file("schema.sql") + " --exclude 'domain:decoy.*'"; }

  TempFolder folder_;
  Encoded database_;
  mutable std::string files_;
};

TEST_P(SessionSettings, AreNothingToAScriptAndComeBackBehindIt) {
  const std::string start = database_.dump();
  generate(GetParam().runner == "psql" ? "sql" : "alembic");
  run("up");
  EXPECT_EQ(database_.dump(), control_dump());
  const Checked checked = check();
  EXPECT_EQ(checked.code, 0) << checked.text;
  run("down");
  EXPECT_EQ(database_.dump(), start);
}

INSTANTIATE_TEST_SUITE_P(All, SessionSettings,
                         testing::Values(Case{"psql", "UTF8", false}, Case{"psql", "UTF8", true},
                                         Case{"psql", "LATIN1", false}, Case{"psql", "LATIN1", true},
                                         Case{"alembic", "UTF8", false}, Case{"alembic", "UTF8", true},
                                         Case{"alembic", "LATIN1", false}, Case{"alembic", "LATIN1", true},
                                         Case{"offline", "UTF8", false}, Case{"offline", "UTF8", true},
                                         Case{"offline", "LATIN1", false}, Case{"offline", "LATIN1", true}),
                         named);

/// Writes the migration from what a database has to what is declared; returns the path of its way up.
std::string way_up(const Encoded& database, const std::string& declared, const TempFolder& folder,
                   const std::string& style) {
  write_file(folder.file("schema.sql"), declared);
  const Ran ran = tenon("generate " + database.word() + " " + folder.file("schema.sql") +
                        " -m step --allow all --style " + style + " --dir " + folder.file("out"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  return ran.out.substr(0, ran.out.find('\n'));
}

TEST(SessionEncoding, ALetterThatTheDatabaseLacksStopsTheScriptWithNothingChanged) {
  const Encoded database("tenon_settings_lacks", "LATIN1");
  const std::string start = database.dump();
  const std::string declared = "CREATE TABLE before (a int); CREATE TABLE \"таблица\" (a int);";
  const TempFolder sql;
  const Ran script = database.run(read_file(way_up(database, declared, sql, "sql")));
  EXPECT_NE(script.code, 0);
  EXPECT_NE(script.err.find("has no equivalent in encoding \"LATIN1\""), std::string::npos) << script.err;
  EXPECT_EQ(database.dump(), start);

  const TempFolder python;
  const AlembicEnvironment environment(database.url());
  environment.write_revision("step", read_file(way_up(database, declared, python, "alembic")));
  const Ran ran = environment.run("upgrade head");
  EXPECT_NE(ran.code, 0);
  EXPECT_NE(ran.err.find("encod"), std::string::npos) << ran.err;
  EXPECT_EQ(database.dump(), start);
}

TEST(SessionEncoding, ALabelThatIsAddedOutsideATransactionIsWhatIsDeclared) {
  for (const char* encoding : {"UTF8", "LATIN1"})
    for (const char* style : {"sql", "alembic"}) {
      const Encoded database("tenon_settings_label", encoding);
      ASSERT_EQ(database.run_plainly("CREATE SCHEMA decoy; CREATE TYPE \"humeur é\" AS ENUM ('x')").err, "");
      const TempFolder folder;
      const std::string file =
          way_up(database, "CREATE SCHEMA decoy; CREATE TYPE \"humeur é\" AS ENUM ('a\\b é', 'x', 'é');",
                 folder, style);
      const AlembicEnvironment environment(database.url());
      environment.write_revision("step", read_file(file));
      const Environment user(kStrange);
      const Ran ran = style == std::string("sql") ? database.run(read_file(file))
                                                  : database.run(environment.run("upgrade head --sql").out);
      EXPECT_EQ(ran.err, "") << read_file(file);
      const Ran checked = tenon("check " + database.word() + " " + folder.file("schema.sql"));
      EXPECT_EQ(checked.code, 0) << checked.out << checked.err;
    }
}

TEST(SessionEncoding, BytesThatNoEncodingIsKnownOfAreNotReadAsSomethingElse) {
  const Encoded database("tenon_settings_bytes", "SQL_ASCII");
  const Environment user(Variables{{"PGCLIENTENCODING", "SQL_ASCII"}});
  ASSERT_EQ(database.run("COMMENT ON SCHEMA public IS 'caf\xE9'").err, "");
  for (const char* verb : {"inspect", "lint"}) {
    const Ran ran = tenon(std::string(verb) + " " + database.word());
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.err.find("invalid byte sequence for encoding \"UTF8\": 0xe9; the database's encoding, "
                           "SQL_ASCII, lets any bytes in; "),
              std::string::npos)
        << ran.err;
  }
}

TEST(SessionDates, RowsAreReadAsTheSessionReadsThemBesideConstantsThatAreNot) {
  for (const char* style : {"sql", "alembic"}) {
    const Encoded database("tenon_settings_rows", "UTF8");
    ASSERT_EQ(database
                  .run_plainly("CREATE TABLE t (a timestamp, b text DEFAULT '03/04/2020', c date); "
                               "INSERT INTO t VALUES ('2020-06-01 12:00', '01/02/2020', NULL); "
                               "ALTER DATABASE tenon_settings_rows SET TimeZone = 'America/New_York'; "
                               "ALTER DATABASE tenon_settings_rows SET DateStyle = 'ISO, DMY'")
                  .err,
              "");
    const TempFolder folder;
    const std::string file = way_up(
        database, "CREATE TABLE t (a timestamptz, b date DEFAULT '03/04/2020', c date DEFAULT '05/06/2020');",
        folder, style);
    const AlembicEnvironment environment(database.url());
    environment.write_revision("step", read_file(file));
    const Ran ran =
        style == std::string("sql") ? database.run(read_file(file)) : environment.run("upgrade head");
    EXPECT_EQ(ran.code, 0) << ran.err << read_file(file);
    EXPECT_EQ(database
                  .run("SELECT a AT TIME ZONE 'UTC', b FROM t; INSERT INTO t (a) VALUES (NULL); SELECT b, c "
                       "FROM t WHERE a IS NULL")
                  .out,
              "2020-06-01 16:00:00|2020-02-01\n2020-03-04|2020-05-06\n")
        << read_file(file);
  }
}

TEST(SessionSettings, OfAlembicAreItsOwnAgainForTheNextRevision) {
  const Encoded database("tenon_settings_next", "UTF8");
  const TempFolder folder;
  const std::string file =
      way_up(database, "CREATE TABLE t (a date DEFAULT '2020-01-01');", folder, "alembic");
  ASSERT_EQ(database.run_plainly("CREATE SCHEMA mine").err, "");
  const AlembicEnvironment environment(database.url());
  const std::string text = read_file(file);
  const auto begin = text.find("revision = '") + 12;
  environment.write_revision("step", text);
  environment.write_revision("next", "from alembic import op\nrevision = 'next'\ndown_revision = '" +
                                         text.substr(begin, 12) +
                                         "'\ndef upgrade():\n    op.execute('CREATE TABLE after_it AS SELECT "
                                         "name, setting FROM pg_settings')\n\ndef downgrade():\n    pass\n");
  const Environment user(Variables{{"PGOPTIONS", "-c search_path=mine,public"}, {"PGTZ", "Asia/Tokyo"}});
  const Ran ran = environment.run("upgrade head");
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(
      database
          .run("SELECT setting FROM mine.after_it WHERE name IN ('search_path', 'TimeZone') ORDER BY name;"
               "SELECT count(*) FROM public.t, mine.alembic_version")
          .out,
      "Asia/Tokyo\nmine,public\n0\n");
}

}  // namespace
}  // namespace tenon::test::this_file
