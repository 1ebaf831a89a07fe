#include "app/requested_target.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/configuration.h"
#include "app/requested_url.h"
#include "tests/support/shell.h"

namespace tenon::this_file {
namespace {

namespace fs = std::filesystem;
using namespace tenon::test;

constexpr const char* kConfiguration = R"toml(
[service.api_targets]
enabled  = true
secrets  = { reporting = { env = "REPORTING_PASSWORD" }, whole = { env = "WHOLE_URL" } }
hosts    = ["*.db.internal", "/run/postgresql"]
files    = ["data/*.db"]
declared = ["schemas/*.sql"]
)toml";

class RequestedTargets : public testing::Test {
 protected:
  RequestedTargets() {
    for (const char* name : {"schemas", "data", "other"}) fs::create_directory(folder_.file(name));
    for (const char* name : {"schemas/a.sql", "data/a.db", "other/b.sql", "tenon.toml"}) write(name, "");
    write("tenon.toml", kConfiguration);
    fs::create_symlink("/etc/passwd", folder_.file("schemas/stolen.sql"));
    fs::create_symlink("/etc/passwd", folder_.file("data/stolen.db"));
    fs::create_symlink("a.sql", folder_.file("schemas/alias.sql"));
  }

  void write(const std::string& name, const std::string& text) { std::ofstream(folder_.file(name)) << text; }

  RequestedTarget requested(const std::string& json) {
    return requested_target(configuration_in(folder_.file("tenon.toml")), "x", json);
  }
  /// What is wrong with a target, a line each.
  std::string faults(const std::string& json) {
    std::string text;
    for (const RequestFault& fault : requested(json).faults) text += fault.pointer + ": " + fault.what + "\n";
    return text;
  }
  std::string with_url(const std::string& url) {
    return faults(R"({"declared":"schemas/a.sql","url":")" + url + "\"}");
  }
  std::string with_declared(const std::string& path) {
    return faults(R"({"url":"postgresql://u@a.db.internal/d","declared":")" + path + "\"}");
  }

  TempFolder folder_;
};

TEST_F(RequestedTargets, MayHoldWhatAStanzaOfTheFileHolds) {
  const RequestedTarget made = requested(R"({
    "url": "postgresql://reporter@a.db.internal/orders?sslmode=verify-full", "password": {"secret": "reporting"},
    "declared": "schemas/a.sql", "labels": {"env": "prod"}, "schemas": ["public"], "include": ["table:o*"],
    "exclude": ["table:tmp_*"], "naming": {"pk": "pk_%(table_name)s"}, "time_limit": "5m", "scratch": null,
    "schedule": {"cron": "0 3 * * *", "time_zone": "Europe/Berlin", "jitter": "10m"}})");
  EXPECT_TRUE(made.faults.empty()) << made.target.fault;
  EXPECT_EQ(made.target.fault, "");
  EXPECT_EQ(made.target.name, "x");
  EXPECT_EQ(*made.target.options.declared, Words{folder_.file("schemas/a.sql")});
  EXPECT_EQ(made.target.url->password.front().name, "REPORTING_PASSWORD");
  EXPECT_EQ(made.target.options.schedule->time_zone, "Europe/Berlin");
  EXPECT_EQ(made.target.origin.kind, OriginKind::kApi);
}

TEST_F(RequestedTargets, SayOfEachFieldWhatIsWrongInTheWordsOfTheFile) {
  EXPECT_EQ(faults(R"({"url": "postgresql://u@a.db.internal/d", "declard": "x", "labels": {"a/b": 1},
                       "schedule": {"cron": "0 3 31 2 *"}})"),
            "/declard: unknown key \"declard\" in target \"x\"; did you mean \"declared\"?\n"
            "/labels/a~1b: a label is a text in quotes, found a number\n"
            "/labels/a~1b: the name of a label has letters, digits and _ - . alone, found another text\n"
            "/schedule/cron: the cron expression never comes: no such month has such a day\n");
}

TEST_F(RequestedTargets, NameNoPasswordAndNoneIsRepeated) {
  for (const char* url :
       {"postgresql://u:hunter2@a.db.internal/d", "postgresql://a.db.internal/d?password=hunter2"}) {
    const std::string said = with_url(url);
    EXPECT_NE(said.find("/url: a password or a token must not stand in a request"), std::string::npos)
        << said;
    EXPECT_EQ(said.find("hunter2"), std::string::npos) << said;
  }
}

TEST_F(RequestedTargets, NameNoVariableNoFileAndNoProgram) {
  for (const char* url : {R"({"env": "HOME"})", R"({"file": "/etc/passwd"})", R"({"command": ["id"]})",
                          R"({"service": "x"})", R"({"secret": "unknown"})", R"({})", R"(["x"])"})
    for (const char* key : {"url", "scratch", "password"})
      EXPECT_NE(faults(R"({"declared":"schemas/a.sql","url":"postgresql://u@a.db.internal/d",")" +
                       std::string(key) + "\":" + url + "}"),
                "")
          << key << url;
  for (const char* url : {"env:HOME", "file:/etc/passwd", "service:x", "{env}", "{x}://y"})
    EXPECT_NE(with_url(url), "") << url;
  EXPECT_EQ(faults(R"({"declared":"schemas/a.sql","url":{"secret":"whole"}})"), "");
}

TEST_F(RequestedTargets, ReachOnlyHostsThatAreListed) {
  for (const char* url :
       {"postgresql://u@a.db.internal/d", "postgresql://u@A.DB.Internal:5433/d",
        "postgresql:///d?host=a.db.internal,b.db.internal", "postgresql://%2Frun%2Fpostgresql/d"})
    EXPECT_EQ(with_url(url), "") << url;
  for (const char* url :
       {"postgresql://u@evil.example/d", "postgresql:///d", "postgresql://u@a.db.internal,evil.example/d",
        "postgresql://u@a.db.internal/d?host=evil.example",
        "postgresql://u@a.db.internal/d?hostaddr=127.0.0.1", "postgresql://%2Ftmp/d",
        "postgresql://u@a.db.internal,/d", "postgresql+service://x", "jdbc:postgresql://a.db.internal/d",
        "mysql://a.db.internal/d", "postgresql://u@a.db.internal:5432,:5432/d"})
    EXPECT_NE(with_url(url), "") << url;
}

TEST_F(RequestedTargets, SetNoParameterThatReadsAFileOrTakesProtectionAway) {
  for (const char* parameter :
       {"service=x", "passfile=/etc/passwd", "sslkey=/etc/passwd", "sslcert=a", "options=-c+x",
        "sslmode=disable", "%73ervice=x", "dbname=host%3Devil.example", "gssdelegation=1"})
    EXPECT_NE(with_url(std::string("postgresql://u@a.db.internal/d?") + parameter), "") << parameter;
}

TEST_F(RequestedTargets, ReadOnlySchemasThatAreListedBelowTheFolder) {
  EXPECT_EQ(with_declared("schemas/a.sql"), "");
  EXPECT_EQ(with_declared("schemas/alias.sql"), "");
  for (const char* path :
       {"other/b.sql", "schemas/../other/b.sql", "/etc/passwd", "schemas/stolen.sql", "schemas/none.sql",
        "schemas/a/b.sql", "target:x", "store:sqlite", "-", "", "schemas", "tenon.toml"})
    EXPECT_NE(with_declared(path), "") << path;
  EXPECT_EQ(with_declared("schemas/stolen.sql"),
            "/declared: it leads out of the folder of the configuration\n");
}

TEST_F(RequestedTargets, OpenOnlySqliteFilesThatAreListed) {
  EXPECT_EQ(with_url("sqlite:///data/a.db"), "");
  for (const char* url :
       {"sqlite:///other/a.db", "sqlite:////etc/passwd", "sqlite:///data/stolen.db", "sqlite://",
        "sqlite:///:memory:", "sqlite:///file:data/a.db?mode=rw", "sqlite:///data/%2E%2E/a.db",
        "sqlite:///data/../data/a.db", "sqlite:///data/a.db?x=y"})
    EXPECT_NE(with_url(url), "") << url;
}

TEST_F(RequestedTargets, MakeNoDatabasesButWhereTheConfigurationSays) {
  const auto with_scratch = [&](const std::string& scratch) {
    return faults(R"({"declared":"schemas/a.sql","url":"postgresql://u@a.db.internal/d","scratch":)" +
                  scratch + "}");
  };
  EXPECT_EQ(with_scratch(R"({"secret":"whole"})"), "");
  EXPECT_NE(with_scratch(R"("postgresql://u@a.db.internal/d")"), "");
}

TEST_F(RequestedTargets, TakeNoWorkerForLongerThanTheConfigurationGives) {
  const auto with_limit = [&](const std::string& limit) {
    return faults(R"({"declared":"schemas/a.sql","url":"postgresql://u@a.db.internal/d","time_limit":")" +
                  limit + "\"}");
  };
  EXPECT_EQ(with_limit("5m"), "");
  EXPECT_EQ(with_limit("301s"), "/time_limit: a request gives 5m at most, target_time_limit of [audit]\n");
}

TEST_F(RequestedTargets, CannotBeUsedWhereTheConfigurationDoesNotEnableThem) {
  const std::string json = R"({"url":"postgresql://u@a.db.internal/d","declared":"schemas/a.sql"})";
  EXPECT_EQ(requested(json).target.fault, "");
  write("tenon.toml", "version = 1\n");
  EXPECT_NE(requested(json).target.fault.find("[service.api_targets]"), std::string::npos);
  write("tenon.toml", "[service.api_targets]\nenabled = true\n");
  EXPECT_EQ(requested(json).target.fault,
            "/declared: \"declared\" of [service.api_targets] lists no path of this name");
}

TEST_F(RequestedTargets, DoNotTakeTheNameOfAnotherTarget) {
  TargetConfiguration a;
  a.name = "a";
  TargetConfiguration b = a;
  b.name = "b";
  Expansion listed{.targets = {a}, .failures = {}};
  a.fault = "x";
  const std::vector<std::string> hidden = add_defined(listed, {a, b});
  EXPECT_EQ(hidden, std::vector<std::string>{"a"});
  ASSERT_EQ(listed.targets.size(), 2U);
  EXPECT_EQ(listed.targets[0].fault, "");
}

}  // namespace
}  // namespace tenon::this_file
