#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "model/redaction.h"
#include "tests/live/private_server.h"
#include "tests/support/shell.h"

/// The password of an audit store, kept outside its URL.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCanary = "zq7canary";
constexpr const char* kPassword = "zq7canary@:/?&=x%41 'y\\\"";

bool has_canary(const std::string& text) {
  return text.find(kCanary) != std::string::npos || percent_decoded(text).find(kCanary) != std::string::npos;
}

/// A store on a server that asks for a password, and a configuration with one SQLite database.
class StorePassword : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    server_ = std::make_unique<PrivateServer>(
        "password_encryption = 'scram-sha-256'\nlog_statement = 'all'\nlog_connections = on\n",
        "local all tenon trust\nlocal all all scram-sha-256\n");
    server_->run("SET log_statement = 'none'; CREATE ROLE app LOGIN PASSWORD $$" + std::string(kPassword) +
                 "$$; GRANT CREATE ON DATABASE postgres TO app");
  }
  static void TearDownTestSuite() { server_.reset(); }

  StorePassword() {
    server_->run("DROP SCHEMA IF EXISTS tenon CASCADE");
    write_file(file("a.sql"), "CREATE TABLE a (id integer PRIMARY KEY);");
    write_file(file("tenon.toml"), "[targets.a]\nurl = \"sqlite:///a.db\"\ndeclared = \"a.sql\"\n");
    shell("sqlite3 " + shell_quoted(file("a.db")), "CREATE TABLE a (id integer PRIMARY KEY);");
    write_file(secrets_.file("password"), std::string(kPassword) + "\n");
    fs::permissions(secrets_.file("password"), fs::perms::all);
  }

  std::string file(const std::string& name) const { return folder_.file(name); }
  std::string secret(const std::string& name) const { return secrets_.file(name); }
  static std::string url() { return "postgresql://app@/postgres?host=" + server_->host(); }
  static std::string log() { return read_file(server_->host() + "/data/log"); }
  std::string by_file() const { return "TENON_STORE_PASSWORD_FILE=" + shell_quoted(secret("password")); }

  Ran run(const std::string& arguments, const std::string& environment, const std::string& store = url()) {
    Ran ran = shell("cd " + folder_.path().string() + " && TENON_STORE=" + shell_quoted(store) + " " +
                    environment + " " TENON_BIN " " + arguments);
    EXPECT_FALSE(has_canary(ran.out + ran.err)) << arguments << "\n" << ran.out << ran.err;
    return ran;
  }
  void expect_done(const std::string& arguments, const std::string& environment,
                   const std::string& store = url()) {
    const Ran ran = run(arguments, environment, store);
    EXPECT_EQ(ran.code, 0) << arguments << "\n" << ran.out << ran.err;
  }
  /// `code` is that of spec: 78 for what somebody must write otherwise, 1 for what may heal.
  void expect_refused(int code, const std::string& said, const std::string& environment,
                      const std::string& store = url()) {
    const Ran ran = run("audit --all -o text=r.txt -o json=r.json", environment, store);
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_NE(ran.err.find(said), std::string::npos) << said << "\n" << ran.err;
  }
  void expect_nothing_written_holds_it() const {
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
      if (!entry.is_regular_file()) continue;
      EXPECT_FALSE(has_canary(read_file(entry.path()))) << entry.path();
    }
    EXPECT_FALSE(has_canary(log()));
  }

 private:
  static inline std::unique_ptr<PrivateServer> server_;
  TempFolder folder_;
  TempFolder secrets_;
};

/// The first audit makes the tables by the engine, which connects by itself; every verb opens the store.
TEST_F(StorePassword, IsReadFromAFileThatEverybodyMayReadByEveryVerb) {
  for (const std::string line : {"audit --all -o text=a.txt -o json=a.json", "audit --all",
                                 "history a -o json=h.json", "inspect audit:1", "ack list", "store stats",
                                 "store verify", "doctor -o json=d.json", "config show -o json=c.json"})
    expect_done(line, by_file());
  expect_done("store export > store.jsonl", by_file());
  EXPECT_NE(read_file(file("a.json")).find("\"exit_code\": 0"), std::string::npos);
  expect_nothing_written_holds_it();
}

TEST_F(StorePassword, ComesByEachRoadAndForEachSpellingOfTheUrl) {
  const std::string host = url().substr(url().find("host=") + 5);
  write_file(secret("service"), "[store]\nhost=" + host + "\ndbname=postgres\nuser=app\n");
  const std::string service = " PGSERVICEFILE=" + shell_quoted(secret("service"));
  write_file(secret("bare"), kPassword);
  const std::string roads[] = {by_file(), "TENON_STORE_PASSWORD_FILE=" + shell_quoted(secret("bare")),
                               "TENON_STORE_PASSWORD=" + shell_quoted(kPassword)};
  for (const std::string& road : roads)
    for (const std::string& store :
         std::vector<std::string>{url(), "postgresql+service://store", "postgresql:///?service=store",
                                  "postgres://?service=store"})
      expect_done("audit --all", road + service, store);
  expect_nothing_written_holds_it();
}

TEST_F(StorePassword, ThatCannotBeHadIsAClearFault) {
  const std::string name = "TENON_STORE_PASSWORD_FILE=";
  expect_refused(78, "No such file or directory", name + "/no/such/file");
  expect_refused(78, "Is a directory", name + "/");
  write_file(secret("empty"), "\n");
  expect_refused(78, "it is empty", name + secret("empty"));
  write_file(secret("lines"), "zq7canary\nzq7canary\n");
  expect_refused(78, "more than one line", name + secret("lines"));
  write_file(secret("wrong"), "zq7canary\n");
  expect_refused(1, "password authentication failed", name + secret("wrong"));
  expect_refused(78, "both TENON_STORE_PASSWORD and", by_file() + " TENON_STORE_PASSWORD=zq7canary");
  expect_nothing_written_holds_it();
}

/// What a URL says goes first, and a store in a file needs no password.
TEST_F(StorePassword, IsLeftAloneWhereItIsNotWanted) {
  const std::string nowhere = "TENON_STORE_PASSWORD_FILE=/no/such/file";
  expect_done("audit --all", nowhere, "sqlite:///store.db");
  expect_refused(1, "password authentication failed", by_file(), url() + "&password=zq7canary-wrong");
  expect_refused(1, "no password supplied", "TENON_STORE_PASSWORD_FILE=");
}

}  // namespace
}  // namespace tenon::test::this_file
