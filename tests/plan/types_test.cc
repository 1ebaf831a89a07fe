#include <gtest/gtest.h>

#include "tests/plan/story.h"

namespace tenon::this_file {
namespace {

using namespace test;

Catalog moods(std::vector<std::string> labels, std::vector<Column> columns,
              std::vector<Constraint> constraints = {}) {
  return with_enums(catalog({table("t", std::move(columns), std::move(constraints))}),
                    {enumeration("mood", std::move(labels))});
}

TEST(TypePlan, AddsALabelInAStepOfItsOwnBeforeItIsUsed) {
  const auto before = moods({"a", "d"}, {column("m", "mood")});
  const auto after = moods({"a", "b", "c", "d", "e"}, {with_default(column("m", "mood"), "'e'::mood")});
  const auto up = planned(diff(before, after), before, after);
  expect_leads(up, before, after);
  EXPECT_EQ(
      up.steps,
      (std::vector<Step>{
          {false,
           {AddEnumLabel{q("mood"), "b", "d"}, AddEnumLabel{q("mood"), "c", "d"},
            AddEnumLabel{q("mood"), "e", ""}}},
          {true,
           {AlterColumn{q("t"), column("m", "mood"), with_default(column("m", "mood"), "'e'::mood")}}}}));
}

TEST(TypePlan, RecastsEveryColumnAroundALabelThatGoes) {
  const std::vector<Column> columns{with_default(column("m", "mood"), "'a'::mood"),
                                    column("all", "public.mood[]"), column("name", "text")};
  const auto before = moods({"a", "b"}, columns);
  const auto after = moods({"a"}, columns);
  const auto users = std::vector<TypeUser>{{{q("t"), n("m")}, ty("mood"), x("'a'::mood")},
                                           {{q("t"), n("all")}, ty("public.mood[]"), {}}};
  EXPECT_EQ(plan_of(before, after).steps,
            (std::vector<Step>{
                {true, {ReplaceEnum{enumeration("mood", {"a", "b"}), enumeration("mood", {"a"}), users}}}}));
}

TEST(TypePlan, TakesAChangedDefaultOffWhileItsEnumIsReplaced) {
  const auto before = moods({"a", "old"}, {with_default(column("m", "mood"), "'old'::mood")});
  const auto after = moods({"new", "a"}, {with_default(column("m", "mood"), "'new'::mood")});
  const auto plan = plan_of(before, after);
  EXPECT_EQ(story_of(plan),
            (Story{"alter_column public.t.m", "replace_enum public.mood", "alter_column public.t.m"}));
  EXPECT_FALSE(all<AlterColumn>(plan).front().declared.default_value);
}

TEST(TypePlan, RecreatesWhatComparesWithTheEnumAroundItsReplacement) {
  const std::vector<Column> columns{column("m", "mood"), column("n"),
                                    computed(column("g", "boolean"), "m = 'a'::mood")};
  const std::vector<Constraint> constraints{check("ck", "m <> 'a'::mood"), check("ck_n", "n > 0"),
                                            index("ix", {"m"})};
  EXPECT_EQ(story_of(moods({"a", "b"}, columns, constraints), moods({"b", "a"}, columns, constraints)),
            (Story{"drop_constraint public.t.ck", "drop_column public.t.g", "replace_enum public.mood",
                   "add_column public.t.g", "add_constraint public.t.ck"}));
}

TEST(TypePlan, MovesAColumnOffAnEnumBeforeLabelsGo) {
  EXPECT_EQ(story_of(moods({"a", "b"}, {column("m", "mood")}), moods({"a"}, {column("m", "text")})),
            (Story{"alter_column public.t.m", "replace_enum public.mood"}));
}

TEST(TypePlan, CreatesATypeBeforeAndDropsItAfterItsColumns) {
  const auto without = catalog({table("t", {column("id")})});
  const auto with = moods({"a"}, {column("id"), column("m", "mood")});
  EXPECT_EQ(story_of(without, with), (Story{"create_enum public.mood", "add_column public.t.m"}));
  EXPECT_EQ(story_of(with, without), (Story{"drop_column public.t.m", "drop_enum public.mood"}));
}

TEST(TypePlan, NeverTakesABuiltInTypeForAnEnumOfItsName) {
  const auto of = [](std::vector<std::string> labels) {
    return with_enums(catalog({table("t", {column("p", "path"), column("q", "public.path")})}),
                      {enumeration("path", std::move(labels))});
  };
  const auto replaced = all<ReplaceEnum>(plan_of(of({"a", "b"}), of({"a"})));
  ASSERT_EQ(replaced.size(), 1U);
  EXPECT_EQ(replaced[0].users, (std::vector<TypeUser>{{{q("t"), n("q")}, ty("public.path"), std::nullopt}}));
}

Column drawing(std::string_view name, const std::string& from) {
  return with_default(column(name, "integer", false), "nextval('" + from + "'::regclass)");
}

TEST(SequencePlan, OwnsASequenceOnceItsColumnIsThere) {
  const auto with = with_sequences(catalog({table("t", {drawing("id", "t_id_seq")})}),
                                   {owned(sequence("t_id_seq"), "t", "id")});
  EXPECT_EQ(story_of(catalog({}), with), (Story{"create_sequence public.t_id_seq", "create_table public.t",
                                                "alter_sequence public.t_id_seq"}));
  EXPECT_EQ(story_of(with, catalog({})), (Story{"drop_table public.t"}));
}

TEST(SequencePlan, KeepsASequenceWhoseOwnerGoes) {
  const auto before = with_sequences(catalog({table("t", {drawing("id", "s")}), table("u", {column("id")})}),
                                     {owned(sequence("s"), "t", "id")});
  const auto after =
      with_sequences(catalog({table("u", {drawing("id", "s")})}), {owned(sequence("s"), "u", "id")});
  EXPECT_EQ(story_of(before, after), (Story{"alter_sequence public.s", "drop_table public.t",
                                            "alter_column public.u.id", "alter_sequence public.s"}));
}

TEST(SequencePlan, DropsASequenceThatAnotherTableDrawsFromByItself) {
  const auto before =
      with_sequences(catalog({table("t", {drawing("id", "s")}), table("u", {drawing("id", "public.s")})}),
                     {owned(sequence("s"), "t", "id")});
  const auto after = catalog({table("u", {column("id", "integer", false)})});
  EXPECT_EQ(story_of(before, after), (Story{"alter_sequence public.s", "drop_table public.t",
                                            "alter_column public.u.id", "drop_sequence public.s"}));
}

TEST(SequencePlan, DropsTwoTablesThatDrawFromEachOthersSequences) {
  const auto before =
      with_sequences(catalog({table("t", {drawing("id", "u_seq")}), table("u", {drawing("id", "t_seq")})}),
                     {owned(sequence("t_seq"), "t", "id"), owned(sequence("u_seq"), "u", "id")});
  EXPECT_EQ(story_of(before, catalog({})),
            (Story{"alter_sequence public.u_seq", "alter_sequence public.t_seq", "drop_table public.u",
                   "drop_table public.t", "drop_sequence public.u_seq", "drop_sequence public.t_seq"}));
}

TEST(SequencePlan, DropsASequenceAfterTheDefaultThatDrawsFromIt) {
  const auto before =
      with_sequences(catalog({table("t", {drawing("id", "\"Odd.Name\"")})}), {sequence("Odd.Name")});
  const auto after = catalog({table("t", {column("id", "integer", false)})});
  EXPECT_EQ(story_of(before, after), (Story{"alter_column public.t.id", "drop_sequence public.Odd.Name"}));
}

}  // namespace
}  // namespace tenon::this_file
