#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/store/stores.h"

/// Two `tenon audit` at once on one store: both are recorded whole, and the log holds.
namespace tenon::test::this_file {
namespace {

using Json = nlohmann::json;

class AuditsAtOnce : public testing::TestWithParam<Engine> {
 protected:
  static constexpr int kTargets = 24;
  static constexpr int kDrifting = 6;

  AuditsAtOnce() {
    write_file(file("t.sql"),
               "CREATE TABLE t (id integer PRIMARY KEY, a integer);\nCREATE INDEX ix_t_a ON t (a);\n");
    std::string stanzas;
    for (int i = 0; i < kTargets; ++i) {
      const std::string name = "t" + std::to_string(i);
      const std::string drop = i < kDrifting ? "DROP INDEX ix_t_a;" : "";
      shell("sqlite3 -bail " + shell_quoted(file(name + ".db")), read_file(file("t.sql")) + drop);
      stanzas += "[targets." + name + "]\nurl = \"sqlite:///" + name + ".db\"\ndeclared = \"t.sql\"\n";
    }
    write_file(file("tenon.toml"), stanzas);
  }

  std::string file(const std::string& name) const { return folder_.file(name); }
  Ran run(const std::string& command) const {
    return shell("cd " + shell_quoted(folder_.path().string()) + "; tenon() { " + shell_quoted(TENON_BIN) +
                 " \"$@\"; }; export TENON_STORE=" + shell_quoted(place_.url()) + "; " + command);
  }
  const StorePlace& place() const { return place_; }

 private:
  StorePlace place_{GetParam()};
  TempFolder folder_;
};

INSTANTIATE_TEST_SUITE_P(All, AuditsAtOnce, testing::Values(Engine::kSqlite, Engine::kPostgresql),
                         engine_name);

TEST_P(AuditsAtOnce, LoseNothingAndTellOfEachDriftOnce) {
  for (int night = 0; night < 2; ++night) {
    const Ran ran =
        run("tenon audit --all -o json=one.json & tenon audit --all -o json=two.json; two=$?; wait $!; echo "
            "$? $two");
    EXPECT_EQ(ran.out, "2 2\n") << ran.err;
  }
  int opened = 0;
  for (const std::string name : {"one.json", "two.json"}) {
    const Json report = Json::parse(read_file(file(name)));
    EXPECT_EQ(report.at("results").size(), static_cast<std::size_t>(kTargets));
    EXPECT_EQ(report.at("counts").at("drift"), kDrifting);
    opened += static_cast<int>(report.at("transitions").size());
  }
  EXPECT_EQ(opened, 0) << "the second night brings nothing new";
  EXPECT_EQ(place().query("SELECT count(*) FROM sweep"), "4");
  EXPECT_EQ(place().query("SELECT count(*) FROM audit"), std::to_string(4 * kTargets));
  EXPECT_EQ(place().query("SELECT count(*) FROM sweep WHERE finished_at IS NOT NULL AND exit_code = 2"), "4");
  EXPECT_EQ(place().query("SELECT count(*) FROM episode"), std::to_string(kDrifting));
  const Ran verified = run("tenon store verify");
  EXPECT_EQ(verified.code, 0) << verified.out;
}

}  // namespace
}  // namespace tenon::test::this_file
