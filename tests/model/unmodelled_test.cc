#include "model/unmodelled.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/builders.h"

namespace tenon::test::this_file {
namespace {

TEST(Unmodelled, AKindSpellsOneRole) {
  const std::vector<std::pair<std::string, UnmodelledRole>> roles{
      {"view", UnmodelledRole::kView},
      {"trigger", UnmodelledRole::kTrigger},
      {"index", UnmodelledRole::kIndex},
      {"virtual table", UnmodelledRole::kVirtualTable},
      {"file setting", UnmodelledRole::kFileSetting},
      {"typed_table", UnmodelledRole::kTypedTable},
      {"index_part", UnmodelledRole::kIndexPart},
      {"function", UnmodelledRole::kNone},
      {"materialized_view", UnmodelledRole::kNone},
      {"", UnmodelledRole::kNone}};
  for (const auto& [kind, role] : roles) EXPECT_EQ(role_of({kind, q("x"), {}, ""}), role) << kind;
}

TEST(Unmodelled, WhatWasNotUnderstoodSurvivesAList) {
  const std::vector<NotUnderstoodObject> objects{{q("t"), {}, "a reason: it has two", "CREATE TABLE t (\nx)"},
                                                 {q("i"), q("t"), "another", "CREATE INDEX i"}};
  std::vector<UnmodelledObject> unmodelled;
  std::vector<NotUnderstoodObject> read;
  for (const NotUnderstoodObject& object : objects) add_unmodelled(as_unmodelled(object), unmodelled, read);
  EXPECT_EQ(read, objects);
  EXPECT_TRUE(unmodelled.empty());
}

TEST(Unmodelled, IsListedWithWhatWasNotUnderstoodInOneOrder) {
  Catalog held = catalog({});
  held.unmodelled = {{"index", q("a"), q("t"), ""}, {"view", q("v"), {}, ""}};
  held.not_understood = {{q("t"), {}, "why", "CREATE TABLE t"}};
  const std::vector<UnmodelledObject> listed{
      {"index", q("a"), q("t"), ""},
      {"table not understood", q("t"), {}, "-- not understood: why\nCREATE TABLE t"},
      {"view", q("v"), {}, ""}};
  EXPECT_EQ(all_unmodelled(held), listed);
}

}  // namespace
}  // namespace tenon::test::this_file
