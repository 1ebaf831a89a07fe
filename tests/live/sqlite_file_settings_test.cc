#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/live/target.h"

namespace tenon::test::this_file {
namespace {

constexpr const char* kTable = "CREATE TABLE t (id integer PRIMARY KEY);";

std::string with_settings(const std::string& table) {
  return "PRAGMA encoding = 'UTF-16le'; PRAGMA user_version = 7; PRAGMA application_id = 5;" + table;
}

bool says(const Ran& ran, std::string_view part) { return ran.out.find(part) != std::string::npos; }

/// The digests of the actual side, as JSON has them.
std::string digests(const Target& target, const std::string& declared) {
  std::string all;
  const nlohmann::json report = nlohmann::json::parse(check(target, declared).text);
  for (const auto& kind : report.at("not_modelled"))
    for (const auto& object : kind.at("objects")) all += object.value("actual_digest", "none") + "\n";
  return all;
}

TEST(SqliteFileSettings, AreCountedWithADigestAndNeverDriftWhateverTheDeclarationIs) {
  const TempFolder folder;
  const auto target = make_target("sqlite");
  ASSERT_EQ(target->run(with_settings(kTable)).code, 0);
  const std::string sql = folder.file("t.sql");
  const std::string json = folder.file("t.json");
  const std::string inspected = folder.file("inspected.json");
  write_file(sql, kTable);
  write_file(json,
             R"json({"tables": {"t": {"columns": {"id": {"type": "integer", "primary_key": true}}}}})json");
  ASSERT_EQ(tenon("inspect " + target->word() + " -o json=" + inspected).code, 0);
  for (const std::string& declared : {sql, json, inspected}) {
    const Ran ran = tenon("check " + target->word() + " " + declared);
    EXPECT_EQ(ran.code, 0) << ran.out;
    EXPECT_TRUE(says(ran, "3 file settings (application_id, encoding, user_version)")) << ran.out;
    EXPECT_FALSE(says(ran, "different on the two sides")) << ran.out;
    const std::string before = digests(*target, declared);
    ASSERT_EQ(target->run("PRAGMA user_version = 8").code, 0);
    EXPECT_NE(digests(*target, declared), before);
    EXPECT_EQ(check(*target, declared).code, 0);
    ASSERT_EQ(target->run("PRAGMA user_version = 7").code, 0);
  }
}

TEST(SqliteFileSettings, ThatBothSidesTellAreNotedWithBothValues) {
  const TempFolder folder;
  const auto target = make_target("sqlite");
  const auto other = make_target("sqlite");
  ASSERT_EQ(target->run(with_settings(kTable)).code, 0);
  ASSERT_EQ(other->run(std::string(kTable) + "PRAGMA user_version = 9;").code, 0);
  const Ran both = tenon("check " + target->word() + " " + other->word());
  EXPECT_EQ(both.code, 0) << both.out;
  EXPECT_TRUE(says(both,
                   "application_id is 5, declared the default; encoding is 'UTF-16le', declared the default; "
                   "user_version is 7, declared 9"))
      << both.out;
  write_file(folder.file("t.sql"), std::string(kTable) + "PRAGMA main.user_version = 8;");
  const Ran file = tenon("check " + target->word() + " " + folder.file("t.sql"));
  EXPECT_EQ(file.code, 0) << file.out;
  EXPECT_TRUE(says(file, "are not compared: user_version is 7, declared 8\n")) << file.out;
}

TEST(SqliteFileSettings, StayCountedUnderARenameAndLeaveNoMarkInAnInspection) {
  const TempFolder folder;
  const auto target = make_target("sqlite");
  ASSERT_EQ(target->run(with_settings(kTable)).code, 0);
  write_file(folder.file("t.sql"), "CREATE TABLE u (id integer PRIMARY KEY);");
  const Ran renamed = tenon("check --rename table:t=u " + target->word() + " " + folder.file("t.sql"));
  EXPECT_TRUE(says(renamed, "3 file settings")) << renamed.out;
  const Ran inspected = tenon("inspect -o sql " + target->word());
  EXPECT_FALSE(says(inspected, "leaves out")) << inspected.out;
  EXPECT_FALSE(says(inspected, "PRAGMA user_version")) << inspected.out;
}

}  // namespace
}  // namespace tenon::test::this_file
