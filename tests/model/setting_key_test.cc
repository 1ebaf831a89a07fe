#include "model/setting_key.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "model/inheritance.h"
#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

TEST(SettingKey, TellsWhatAlterSetsAndWhatACopyDoesNotHave) {
  struct Case {
    Kind kind;
    const char* key;
    Standing standing;
  };
  const Case cases[] = {
      {Kind::kIndex, "tablespace", Standing::kAltered},
      {Kind::kIndex, "with.fillfactor", Standing::kAltered},
      {Kind::kIndex, "statistics.2", Standing::kMark},
      {Kind::kIndex, "clustered", Standing::kSingleMark},
      {Kind::kIndex, "replica_identity", Standing::kSingleMark},
      {Kind::kPrimaryKey, "index_comment", Standing::kMark},
      {Kind::kUnique, "index_comment", Standing::kMark},
      {Kind::kExclusion, "index_comment", Standing::kMark},
      {Kind::kExclusion, "clustered", Standing::kSingleMark},
      {Kind::kUnique, "without_overlaps", Standing::kDefinition},
      {Kind::kPrimaryKey, "on_conflict", Standing::kDefinition},
      {Kind::kForeignKey, "with.fillfactor", Standing::kDefinition},
      {Kind::kForeignKey, "enforced", Standing::kAltered},
      {Kind::kForeignKey, "period", Standing::kDefinition},
      {Kind::kCheck, "enforced", Standing::kDefinition},
      {Kind::kIndex, "from a later version", Standing::kDefinition},
  };
  for (const Case& each : cases)
    EXPECT_EQ(standing_of(each.kind, {each.key, "true"}), each.standing)
        << to_string(each.kind) << "." << each.key;
}

TEST(SettingKey, HasOneStandingWhereverTheSameMarkIs) {
  std::map<std::string_view, Standing> found;
  for (const Kind kind : {Kind::kPrimaryKey, Kind::kUnique, Kind::kIndex, Kind::kExclusion})
    for (const SettingKey& setting : settings_of(kind))
      EXPECT_EQ(found.emplace(setting.key, setting.standing).first->second, setting.standing) << setting.key;
}

TEST(SettingKey, OfAnIndexThatIsAMarkIsNotCopied) {
  Unique key;
  key.options = {
      {"clustered", "true"}, {"index_comment", "x"}, {"tablespace", "fast"}, {"with.fillfactor", "70"}};
  const Constraint copy = unmarked(key);
  EXPECT_EQ(std::get<Unique>(copy).options, (Options{{"tablespace", "fast"}, {"with.fillfactor", "70"}}));
  Check check;
  check.options = {{"enforced", "false"}};
  EXPECT_EQ(unmarked(check), Constraint(check));
}

TEST(SettingKey, OfTheStorageOfATypeIsInheritedAndEndsWithTheType) {
  const Options all{
      {"compression", "lz4"}, {"statistics", "7"}, {"storage", "main"}, {"with.n_distinct", "5"}};
  EXPECT_EQ(inherited_settings(all), (Options{{"compression", "lz4"}, {"storage", "main"}}));
  EXPECT_EQ(settings_after_retyping(all), (Options{{"statistics", "7"}, {"with.n_distinct", "5"}}));
}

}  // namespace
}  // namespace tenon::test::this_file
