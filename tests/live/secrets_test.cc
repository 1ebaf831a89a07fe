#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/redaction.h"
#include "tests/live/private_server.h"
#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

/// A password, and what is looked for of it: however it is written, cut or encoded, this stays.
constexpr const char* kCanary = "zq7canary";
constexpr const char* kPassword = "zq7canary@:/x y";
constexpr const char* kEncoded = "zq7%63anary%40%3a%2Fx%20y";

const char* kDeclared = R"json({"dialect": "postgresql",
  "naming_convention": {"ck": "ck_%(table_name)s_%(constraint_name)s", "pk": "pk_%(table_name)s"},
  "tables": {"item": {"columns": {"id": {"type": "integer", "primary_key": true, "autoincrement": false},
                                  "state": {"type": "text"}},
                      "checks": [{"name": "known", "sqltext": "state <> ''"}]}}})json";

bool has_canary(const std::string& text) {
  return text.find(kCanary) != std::string::npos || percent_decoded(text).find(kCanary) != std::string::npos;
}

/// A server that asks one role for its password, and a folder that everything is written to.
class Secrets : public testing::Test {
 protected:
  static void TearDownTestSuite() { server_.reset(); }

  /// Started by the first test that wants it.
  static const PrivateServer& server() {
    if (server_) return *server_;
    server_ = std::make_unique<PrivateServer>(
        "password_encryption = 'scram-sha-256'\nlog_connections = on\nlog_line_prefix = '%a '\n",
        "local all tenon trust\nlocal all all scram-sha-256\n");
    server_->run(
        "CREATE ROLE app LOGIN CREATEDB PASSWORD '" + std::string(kPassword) +
        "'; ALTER ROLE app SET log_statement = 'all';"
        "CREATE TABLE item (id integer PRIMARY KEY, state text CONSTRAINT known CHECK (state > ''))");
    return *server_;
  }

  Secrets() {
    write_file(in_.file("a.json"), kDeclared);
    write_file(in_.file("a.sql"), "CREATE TABLE item (id integer PRIMARY KEY);");
    write_file(in_.file("pgpass"), "*:*:*:app:zq7canary@\\:/x y\n");
    fs::permissions(in_.file("pgpass"), fs::perms::owner_read);
  }

  static std::string host() { return server().host(); }
  std::string declared() const { return " " + in_.file("a.json"); }
  std::string sql() const { return " " + in_.file("a.sql"); }

  /// Runs the program, with words of the environment before it, in the folder of what is written.
  Ran run(const std::string& arguments, const std::string& environment = "") const {
    const Ran ran =
        shell("cd " + out_.path().string() + " && " + environment + " " TENON_BIN " " + arguments);
    EXPECT_FALSE(has_canary(ran.out)) << arguments << "\n" << ran.out;
    EXPECT_FALSE(has_canary(ran.err)) << arguments << "\n" << ran.err;
    return ran;
  }

  /// A run that finds what it is asked for, be it that the migration is in the folder already.
  void expect_found(const std::string& arguments, const std::string& environment = "") const {
    const Ran ran = run(arguments, environment);
    EXPECT_TRUE(ran.code == 0 || ran.code == 2 || ran.code == 3) << arguments << "\n" << ran.err;
  }

  void expect_failure(const std::string& arguments, const std::string& environment = "") const {
    const Ran ran = run(arguments, environment);
    EXPECT_TRUE(ran.code == 1 || ran.code == 64 || ran.code == 78) << arguments << "\n"
                                                                   << ran.code << ran.out;
    EXPECT_TRUE(ran.err.starts_with("tenon: ")) << arguments << "\n" << ran.err;
  }

  void expect_nothing_written_holds_it() const {
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(out_.path())) {
      EXPECT_FALSE(has_canary(entry.path().string()));
      if (!entry.is_regular_file()) continue;
      ++files;
      EXPECT_FALSE(has_canary(read_file(entry.path()))) << entry.path() << read_file(entry.path());
    }
    EXPECT_GT(files, 0U);
  }

  static inline std::unique_ptr<PrivateServer> server_;
  TempFolder in_;
  TempFolder out_;
};

/// Sources that lead nowhere, the canary in every part that could hold a password.
std::vector<std::string> broken_sources(const std::string& host);

TEST_F(Secrets, AreLookedForHoweverTheyAreWritten) {
  EXPECT_TRUE(has_canary("a zq7canary b"));
  EXPECT_TRUE(has_canary(kPassword));
  EXPECT_TRUE(has_canary(kEncoded));
  EXPECT_FALSE(has_canary("zq7"));
}

/// Every verb with every format and style, where it finds something.
TEST_F(Secrets, StayInTheUrlWhateverIsAsked) {
  const std::string at_host = "?host=" + host();
  const std::string from =
      " 'postgresql+psycopg2://app:" + std::string(kEncoded) + "@/postgres" + at_host + "'";
  const std::string both = from + declared();
  const std::string files = " -o text -o json=a.json -o sql=a.out -o svg=a.svg";
  const std::string documents =
      " -o markdown=a.md -o html=a.html -o sarif=a.sarif -o junit=a.xml -o github=a.github -o gitlab=b.json";
  const std::string two_files = " -o text=a.txt -o json=b.json";
  for (const std::string& line :
       {"check" + both + files + documents, "diff" + both + files + documents + " -o text=b.txt",
        "inspect" + from + files, "lint" + from + two_files,
        "init" + from + " -o text=init.txt -o json=init.json",
        "names" + from + two_files + " --convention" + declared(),
        "names" + from + " --rename --convention" + declared() + " -m rename --dir renames",
        "explain check:public.item.known" + both + two_files, "inspect" + sql() + " --scratch" + from + files,
        "check" + declared() + sql() + " --scratch" + from + files})
    expect_found(line);
  for (const std::string style : {"sql", "alembic", "json"})
    expect_found("generate" + both + two_files + " -m mend --style " + style + " --dir " + style);
  expect_found("check 'postgresql:///postgres" + at_host + "&user=app&pass%77ord=" + kEncoded + "'" +
               declared() + " -o text -o json=c.json");
  expect_found("schema declared > a.schema");
  expect_nothing_written_holds_it();
  EXPECT_FALSE(has_canary(read_file(host() + "/data/log")));
}

/// Roads on which a password comes without the URL: the command that is proposed runs by them too.
TEST_F(Secrets, StayInTheEnvironmentAndInFiles) {
  const std::string url = "postgresql://app@/postgres?host=" + host();
  write_file(in_.file("service"),
             "[prod]\nhost=" + host() + "\ndbname=postgres\nuser=app\npassword=" + kPassword + "\n");
  const std::pair<std::string, std::string> roads[] = {
      {"PGPASSWORD=" + shell_quoted(kPassword), url},
      {"PGPASSFILE=" + in_.file("pgpass"), url},
      {"PGSERVICEFILE=" + in_.file("service"), "postgresql:///?service=prod"},
      {"PGSERVICEFILE=" + in_.file("service"), "postgresql+service://prod"},
  };
  for (const auto& [environment, source] : roads) {
    const std::string both = " " + shell_quoted(source) + declared();
    expect_found("diff" + both + " -o json=a.json -o sql=a.sql", environment);
    const Ran checked = run("check" + both, environment);
    EXPECT_EQ(checked.code, 2) << checked.err;
    const auto begin = checked.out.find("fix: tenon ");
    ASSERT_NE(begin, std::string::npos) << checked.out;
    std::string fix = checked.out.substr(begin + 11, checked.out.find(" -m ", begin) - begin - 11);
    expect_found(fix + " -m mend --dir fixed", environment);
  }
  expect_failure("check " + shell_quoted(url) + declared(), "PGPASSWORD=zq7canary");
  expect_failure("check " + shell_quoted("postgresql:///?service=other") + declared(),
                 "PGSERVICEFILE=" + in_.file("service"));
  expect_nothing_written_holds_it();
}

/// A reference of a configuration, and the environment in which it leads somewhere.
struct Referred {
  std::string reference;
  std::string environment;
};

/// Every verb and every format, with a target for each way in which a secret is kept.
TEST_F(Secrets, StayWhereAConfigurationRefersToThem) {
  const std::string url = "postgresql://app:" + std::string(kEncoded) + "@/postgres?host=" + host();
  server().run("DROP TABLE IF EXISTS dsn; CREATE TABLE dsn AS SELECT 'x' AS name, '" + url + "' AS url");
  write_file(in_.file("url"), url + "\n");
  write_file(in_.file("service"),
             "[prod]\nhost=" + host() + "\ndbname=postgres\nuser=app\npassword=" + kPassword + "\n");
  const std::string server_url = "postgresql://tenon@/postgres?host=" + host();
  const Referred all[] = {{"{env = \"DB\"}", "DB=" + shell_quoted(url)},
                          {"{env = \"DB\"}", "DB_FILE=" + in_.file("url")},
                          {"{file = \"url\"}", ""},
                          {"{file = \"url\"}", "CREDENTIALS_DIRECTORY=" + in_.path().string()},
                          {"{service = \"prod\"}", "PGSERVICEFILE=" + in_.file("service")},
                          {"{command = [\"cat\", \"" + in_.file("url") + "\"]}", ""}};
  for (const Referred& one : all) {
    write_file(in_.file("t.toml"),
               "[targets.t]\nurl = " + one.reference + "\ndeclared = \"a.json\"\nscratch = " + one.reference +
                   "\n[[target_sets]]\nname = \"s-{name}\"\nsource = {query = \"SELECT name, url FROM dsn\", "
                   "url = \"" +
                   server_url + "\"}\ndeclared = \"a.json\"\n[store]\nurl = " + one.reference +
                   "\n[[webhooks]]\nname = \"w\"\nurl = " + one.reference + "\n");
    for (const std::string target : {" t", " s-x"}) {
      const std::string from = target + " --config " + in_.file("t.toml");
      for (const std::string& verb :
           std::vector<std::string>{"check", "diff", "inspect", "lint", "explain check:public.item.known",
                                    "names --convention" + declared()})
        expect_found(verb + from + " -o text=t.txt -o json=t.json", one.environment);
      expect_found("generate" + from + " -m mend --dir m --allow all", one.environment);
      expect_found("check" + from + " " + sql() + " -o sql=t.sql", one.environment);
      expect_found("init" + from + " --target t", one.environment);
      fs::remove(out_.file("tenon.toml"));
      expect_found("doctor" + from + " -o text=d.txt -o json=d.json", one.environment);
    }
    const std::string config = " --config " + in_.file("t.toml");
    expect_found("config show -o text=c.txt -o json=c.json" + config, one.environment);
    expect_found("config check" + config, one.environment);
    run("doctor -o text=e.txt -o json=e.json" + config, one.environment);
    run("audit --all --store sqlite:///store.db -o text=f.txt -o json=f.json -o html=f.html" + config,
        one.environment);
    run("notify --test" + config, one.environment);
  }
  server().run("DROP TABLE dsn");
  expect_nothing_written_holds_it();
}

TEST_F(Secrets, StayWhereAReferenceLeadsToNoDatabase) {
  write_file(in_.file("t.toml"),
             "[targets.t]\nurl = {env = \"DB\"}\ndeclared = \"a.json\"\n[targets.c]\nurl = {command = "
             "[\"sh\", \"" +
                 in_.file("fails") +
                 "\"]}\n[store]\nurl = {env = \"DB\"}\n"
                 "[[webhooks]]\nname = \"w\"\nurl = {env = \"DB\"}\n");
  write_file(in_.file("fails"), "echo postgresql://app:zq7canary@h/d\necho no zq7canary here >&2\nexit 1\n");
  const std::string config = " --config " + in_.file("t.toml");
  for (const std::string& source : broken_sources(host())) {
    const std::string environment = "DB=" + shell_quoted(source);
    expect_failure("inspect t" + config, environment);
    const Ran tested = run("doctor -o text=d.txt -o json=d.json" + config, environment);
    EXPECT_EQ(tested.code, 1) << source << tested.err;
  }
  for (const std::string verb :
       {"check", "diff", "generate -m x", "inspect", "lint", "names", "init", "explain table:a"})
    for (const std::string target : {" t", " c"})
      expect_failure(verb + target + config + " -o text=t.txt -o json=t.json",
                     "DB=postgresql://app:zq7canary@127.0.0.1:1/db");
  expect_nothing_written_holds_it();
}

/// An option takes its value from a variable too, and a message may echo it.
TEST_F(Secrets, StayInVariablesOfOptions) {
  for (const std::string url : {"postgresql://app:zq7canary@h/db", "host=h password=zq7canary"})
    for (const std::string name : {"SCHEMA", "EXCLUDE", "DIALECT", "OUTPUT", "COLOR", "TIMEOUT", "SCRATCH",
                                   "CONFIG", "STYLE", "DIR", "WORKERS", "STORE", "QUIET"}) {
      const std::string variable = "TENON_" + name + "=" + shell_quoted(url);
      run("check sqlite://" + declared(), variable);
      run("generate sqlite://" + declared() + " -m x --dry-run", variable);
      run("config show", variable);
      run("no-such-verb", variable);
    }
}

TEST_F(Secrets, AreNoPartOfTheProposedCommand) {
  const auto fix = [&](const std::string& url) {
    const std::string out = run("check " + shell_quoted(url) + declared()).out;
    const auto begin = out.find("fix: ");
    return begin == std::string::npos ? out : out.substr(begin, out.find('\n', begin) - begin);
  };
  const std::string with_url = "fix: tenon generate URL" + declared() + " -m \"...\"";
  const std::string encoded = kEncoded;
  EXPECT_EQ(fix("postgresql://app:" + encoded + "@/postgres?host=" + host()), with_url);
  EXPECT_EQ(fix("postgresql://app@/postgres?password=" + encoded + "&host=" + host()), with_url);
  EXPECT_EQ(fix("postgresql://tenon@/postgres?sslpassword=zq7canary&host=" + host()), with_url);
  EXPECT_EQ(
      fix("postgresql://tenon@/postgres?host=" + host()),
      "fix: tenon generate 'postgresql://tenon@/postgres?host=" + host() + "'" + declared() + " -m \"...\"");
}

std::vector<std::string> broken_sources(const std::string& host) {
  const std::string at = "@/postgres?host=" + host;
  const std::string refused = "postgresql://app:zq7canary@127.0.0.1:1/db";
  return {
      "postgresql://app:zq7canary" + at,
      "postgresql://app:zq7%63anary%40" + at,
      "postgresql+psycopg2://app:zq7canary" + at,
      "postgresql://app%3Azq7canary" + at,
      "postgresql://:zq7canary@127.0.0.1:1/db",
      "postgresql://app:zq7canary@/nowhere?host=" + host,
      "postgresql://app@/postgres?host=" + host + "&password=zq7canary",
      "postgresql://app@/postgres?host=" + host + "&pass%77ord=zq7%63anary&password=zq7canary",
      "postgresql:///postgres?host=" + host + "&user=app&password=zq7canary&sslpassword=zq7canary",
      refused,
      refused + "?sslpassword=zq7canary&sslmode=require",
      refused + "?sslmod=zq7canary",
      refused + "?PASSWORD=zq7canary",
      refused + "?pasword=zq7canary",
      refused + "?unheard_of=zq7canary",
      refused + "?Zq7=zq7canary",
      refused + "?zq7canary7=x",
      refused + "?zq7%63anary",
      refused + "?password=a&zq7canary",
      refused + "?password=a=zq7canary",
      refused + "?password=zq7canary%zz",
      refused + "?password=zq7canary%00",
      "postgresql://app:zq7canary%zz@127.0.0.1:1/db",
      "postgresql://app:a@zq7canary@127.0.0.1:1/db",
      "postgresql://app:zq7canary@b@127.0.0.1:1/db",
      "postgresql://app:a/zq7canary@127.0.0.1:1/db",
      "postgresql://app:zq7canary?b@127.0.0.1:1/db",
      "postgresql://app:a?b&zq7canary@127.0.0.1:1/db",
      "postgresql://app:zq7canary?user=a@127.0.0.1:1/db",
      "postgresql://app:12?application_name=zq7canary@127.0.0.1:1/db",
      "postgresql://app:a#zq7canary b@127.0.0.1:1/db",
      "postgresql://app:zq7canary@[::1/db",
      "postgresql://app:zq7canary@127.0.0.1:port/db",
      "postgresql://app:zq7canary",
      "postgresql://app:zq7canary/db?sslmode=disable",
      "postgresql://127.0.0.1:1/db&password=zq7canary",
      "postgresql://127.0.0.1:1/db?application_name=password%3Dzq7canary",
      "postgresql+service://app:zq7canary@prod",
      "postgresql:///?service=none&password=zq7canary",
      "jdbc:postgresql://127.0.0.1:1/db?user=app&password=zq7canary",
      "jdbc:sqlserver://127.0.0.1:1;user=app;password=zq7canary",
      "postgre://app:zq7canary@127.0.0.1/db",
      "mysql+pymysql://app:zq7canary@127.0.0.1/db?passwd=zq7canary",
      "PostgreSQL://app:zq7canary@127.0.0.1/db",
      "postgres//app:zq7canary@127.0.0.1/db",
      "postgres//app:zq7canary",
      "postgresql:/app:zq7canary@127.0.0.1/db",
      "postgresql:app:zq7canary@127.0.0.1/db",
      "postgresql:/127.0.0.1/db?user=app&password=zq7canary",
      "app:zq7canary@127.0.0.1",
      "host=127.0.0.1 user=app password=zq7canary",
      "host=127.0.0.1 PassWord = 'a \\' zq7canary' port=1",
      "host=127.0.0.1 pasword=zq7canary",
      "sqlite://:zq7canary@/x.db",
      "sqlite+other://app:zq7canary@host/x.db",
      "sqlite+pysqlcipher:///nowhere.db?passphrase=zq7canary",
      "sqlite:///file:nowhere.db?key=zq7canary&uri=true",
  };
}

TEST_F(Secrets, StayInWhatCannotBeReached) {
  for (const std::string& source : broken_sources(host())) {
    const std::string word = " " + shell_quoted(source);
    expect_failure("check" + word + declared() + " -o text=a.txt -o json=a.json");
    expect_failure("inspect" + sql() + " --scratch" + word);
  }
  const std::string word = " 'postgresql://app:zq7canary@/postgres?host=" + host() + "'";
  for (const std::string& line :
       {"diff" + word + declared(), "generate" + word + declared() + " -m x", "check" + declared() + word,
        "inspect" + word, "lint" + word, "names" + word, "names --convention" + word + declared(),
        "init" + word, "explain table:item" + word + declared(), "check" + word + word,
        "inspect" + declared() + word})
    expect_failure(line);
  expect_nothing_written_holds_it();
}

/// Values of options that are no sources: the canary would go into files and messages with them.
TEST_F(Secrets, StayInAUrlThatStandsWhereNoneBelongs) {
  for (const std::string url : {"postgresql://app:zq7canary@h/db", "postgresql://h/db?pass%77ord=zq7canary",
                                "postgres//app:zq7canary@h/db", "host=h password=zq7canary",
                                "postgresql:/app:zq7canary@h/db", "postgresql:app:zq7canary@h"}) {
    const std::string word = shell_quoted(url);
    const std::string sides = " sqlite://" + declared();
    expect_failure(word);
    expect_failure("chekc " + word);
    expect_failure("schema " + word);
    expect_failure("inspect sqlite:// " + word);
    expect_failure("explain " + word + sides);
    for (const std::string option :
         {"--schema ", "--include ", "--exclude ", "--rename ", "--dialect ", "-o ", "-o",
          "-o text=", "--color ", "--no-such-option ", "--no-such-option="})
      expect_failure("check" + sides + " " + option + word);
    for (const std::string option : {"-m ", "-m x --style ", "-m x --dir ", "-m x --rev-id ",
                                     "-m x --style alembic --head ", "-m x --allow "})
      expect_failure("generate" + sides + " " + option + word);
    for (const std::string option : {"--disable ", "--enable ", "--cascade-limit "})
      expect_failure("lint sqlite:// " + option + word);
  }
  for (const std::string option : {"--password ", "--password=", "--PGPASSWORD "})
    expect_failure("check sqlite://" + declared() + " " + option + "zq7canary");
  EXPECT_TRUE(fs::is_empty(out_.path()));
}

}  // namespace
}  // namespace tenon::test::this_file
