#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/support/postgres.h"
#include "tests/support/shell.h"

/// What docker/ and examples/ hold, as far as it can be run without a container engine, systemd or
/// Kubernetes.
namespace tenon::test::this_file {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

const fs::path kRoot = fs::path(TENON_TEST_DATA).parent_path();

/// `before` is put in front of the program, such as variables.
Ran in_folder(const TempFolder& folder, const std::string& arguments, const std::string& before = "") {
  return shell("cd " + shell_quoted(folder.path().string()) + " && " + before + " " +
               shell_quoted(TENON_BIN) + " " + arguments);
}

TEST(Deployment, RunsCommandsThatTheProgramKnows) {
  const Ran read = shell("/usr/bin/python3 " + shell_quoted((kRoot / "tests/live/deployment.py").string()) +
                         " " + shell_quoted(kRoot.string()));
  ASSERT_EQ(read.code, 0) << read.err;
  const TempFolder folder;
  write_file(folder.file("a.sql"), "CREATE TABLE a (id integer PRIMARY KEY);");
  write_file(folder.file("tenon.toml"), "[targets.a]\nurl = \"sqlite:///a.db\"\ndeclared = \"a.sql\"\n");
  shell("sqlite3 " + shell_quoted(folder.file("a.db")), "CREATE TABLE a (id integer PRIMARY KEY);");
  std::size_t commands = 0;
  for (const Json& command : Json::parse(read.out)) {
    std::string words;
    for (const std::string word : command.at(1)) {
      const auto file = word.find("=/");  // -o html=/var/www/audit.html
      words += " " + shell_quoted(file == std::string::npos ? word : word.substr(0, file) + "=out");
    }
    // What serves is told to end after a while, and nobody is there to be asked by a health check.
    const bool is_service = command.at(1).at(0) == "serve";
    const Ran ran =
        in_folder(folder, words,
                  "TENON_STORE=sqlite:///store.db TENON_CONFIG=tenon.toml TENON_LISTEN=127.0.0.1:0 " +
                      std::string(is_service ? "timeout --preserve-status -s TERM 2" : ""));
    EXPECT_EQ(ran.code, command.at(1).at(0) == "healthcheck" ? 1 : 0) << command << "\n"
                                                                      << ran.out << ran.err;
    ++commands;
  }
  EXPECT_GE(commands, 6U);
}

/// systemd's own reader finds nothing to say once the program is where the unit looks for it.
TEST(Deployment, HasUnitsThatSystemdAccepts) {
  const TempFolder folder;
  std::string service = read_file(kRoot / "examples/systemd/tenon-audit.service");
  const std::string program = "/usr/local/bin/tenon";
  const auto at = service.find(program);
  ASSERT_NE(at, std::string::npos);
  write_file(folder.file("tenon-audit.service"), service.replace(at, program.size(), TENON_BIN));
  write_file(folder.file("tenon-audit.timer"), read_file(kRoot / "examples/systemd/tenon-audit.timer"));
  const std::string verify = "systemd-analyze verify ";
  for (const std::string unit : {"tenon-audit.service", "tenon-audit.timer"}) {
    const Ran ran = shell(verify + shell_quoted(folder.file(unit)));
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.out + ran.err, "");
  }
  write_file(folder.file("broken.service"), service + "\nNoSuchKey=yes\n");
  EXPECT_NE(shell(verify + shell_quoted(folder.file("broken.service"))).err.find("NoSuchKey"),
            std::string::npos);
}

/// The demo with its databases on the test's server: what drifted is what the init scripts say.
TEST(Deployment, HasADemoThatDriftsAsItsFilesSay) {
  const fs::path demo = kRoot / "docker/demo";
  const TemporaryDatabase orders(read_file(demo / "orders.init.sql"));
  const TemporaryDatabase billing(read_file(demo / "billing.init.sql"));
  const TempFolder folder;
  for (const std::string name : {"orders.sql", "billing.sql"})
    write_file(folder.file(name), read_file(demo / name));
  std::string configuration = read_file(demo / "tenon.toml");
  for (const auto& [name, url] : {std::pair{"orders", orders.url()}, std::pair{"billing", billing.url()}}) {
    const std::string there = std::string("postgresql://tenon@") + name + "/" + name;
    const auto at = configuration.find(there);
    ASSERT_NE(at, std::string::npos) << there;
    configuration.replace(at, there.size(), url);
  }
  write_file(folder.file("tenon.toml"), configuration);
  const Ran first = in_folder(folder, "audit --all -o json=first.json -o text");
  ASSERT_EQ(first.code, 2) << first.out << first.err;
  const auto said = [&](const std::string& text) {
    EXPECT_NE(first.out.find(text), std::string::npos) << text << "\n" << first.out;
  };
  said("2 drift in 2 groups");
  for (const auto& [name, keys] :
       {std::pair{"orders", std::vector<std::string>{"foreign_key", "ix_orders_user_id"}},
        std::pair{"billing", std::vector<std::string>{"note", "invoices_due_by_hand"}}}) {
    const Ran checked = in_folder(folder, std::string("check ") + name + " -o json");
    const Json findings = Json::parse(checked.out).at("findings");
    EXPECT_EQ(findings.size(), keys.size()) << checked.out;
    for (const std::string& key : keys)
      EXPECT_NE(findings.dump().find(key), std::string::npos) << checked.out;
  }
  const Ran second = in_folder(folder, "audit --all");
  EXPECT_EQ(second.code, 2) << second.err;
  EXPECT_NE(second.out.find("0 opened, 0 changed, 0 closed"), std::string::npos) << second.out;
}

}  // namespace
}  // namespace tenon::test::this_file
