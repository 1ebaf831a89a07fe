#include "config/target_rows.h"

#include <gtest/gtest.h>

#include "model/error.h"

namespace tenon {
namespace {

std::vector<TargetRow> rows(const std::string& path, const std::string& text) {
  std::vector<TargetRow> all;
  for (const PlacedRow& one : target_rows({path, text})) all.push_back(one.row);
  return all;
}

std::string faults(const std::string& path, const std::string& text) {
  try {
    rows(path, text);
  } catch (const Error& error) {
    return error.fault() == Fault::kConfiguration ? error.what() : "not a configuration's";
  }
  return "";
}

TEST(TargetRows, OfTheThreeFormsAreTheSame) {
  const std::vector<TargetRow> wanted{{{"name", "a"}}, {{"name", "b"}}};
  EXPECT_EQ(rows("t.txt", "# tenants\r\na\r\n\r\n  b  "), wanted);
  EXPECT_EQ(rows("t.csv", "name\na\n\"b\"\n"), wanted);
  EXPECT_EQ(rows("t.toml", "[[targets]]\nname = \"a\"\n[[targets]]\nname = \"b\""), wanted);
  EXPECT_EQ(rows("t.csv", "\xef\xbb\xbfname,port\r\n\"a \"\"x\"\",\n y\",5\r\n"),
            (std::vector<TargetRow>{{{"name", "a \"x\",\n y"}, {"port", "5"}}}));
  EXPECT_EQ(rows("t.toml", "[[targets]]\nname = \"a\"\nport = 5"),
            (std::vector<TargetRow>{{{"name", "a"}, {"port", "5"}}}));
  EXPECT_TRUE(rows("t.csv", "").empty());
  EXPECT_TRUE(rows("t.txt", "").empty());
}

TEST(TargetRows, SayEveryFaultWithItsPlace) {
  EXPECT_EQ(faults("t.csv", "a,b\n1\n1,2,3\n"),
            "t.csv:2:1: the line has 1 fields, and the first line names 2 columns\n"
            "t.csv:3:1: the line has 3 fields, and the first line names 2 columns");
  EXPECT_EQ(faults("t.csv", "a,a\n1,2\n"),
            "t.csv:1:1: the first line of a CSV file names the columns, each once");
  EXPECT_EQ(faults("t.csv", "a\n\"x\n"), "t.csv:2:1: a quote begins here and does not end");
  EXPECT_EQ(faults("t.toml", "x = 1"),
            "t.toml:1:1: the file of a target set has [[targets]] tables and nothing else");
  EXPECT_EQ(faults("t.toml", "[[targets]]\nx = []"), "t.toml:2:5: a column is a text or a number");
}

TEST(TargetRows, AreNoPlaceForPasswords) {
  for (const auto& [path, text] :
       {std::pair<std::string, std::string>{"t.csv", "url\npostgresql://u:zq7canary@h/d\n"},
        {"t.txt", "x\npostgresql://u:zq7canary@h/d\n"},
        {"t.toml", "[[targets]]\nx=\"host=h password=zq7canary\""}}) {
    const std::string said = faults(path, text);
    EXPECT_NE(said.find("a password stands in the file"), std::string::npos) << said;
    EXPECT_EQ(said.find("zq7canary"), std::string::npos) << said;
  }
}

TargetSet set_of(const std::string& name, const std::string& url) {
  TargetSet set;
  set.name = name;
  set.origin.at = {"tenon.toml", 3, 1};
  set.origin.kind = OriginKind::kFile;
  if (!url.empty()) set.url.value = {.kind = SecretKind::kText, .text = url};
  return set;
}

TEST(TargetsOfSet, AreNamedAndReachedByTheirRows) {
  TargetSet set = set_of("tenant-{name}", "postgresql:///db_{name}");
  set.options.labels = {{"tier", "{tier}"}};
  const auto made =
      targets_of(set, {{{{"name", "a"}, {"tier", "gold"}}, {}}, {{{"name", "b"}, {"tier", ""}}, {}}});
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].name, "tenant-a");
  EXPECT_EQ(to_string(*made[0].url), "postgresql:///db_a");
  EXPECT_EQ(made[0].options.labels.at("tier"), "gold");
  EXPECT_EQ(made[1].name, "tenant-b");
}

TEST(TargetsOfSet, AreReachedByAReferenceInARow) {
  TargetSet set = set_of("{name}", "");
  set.source.file = "fleet/t.csv";
  const auto made = targets_of(set, {{{{"name", "a"}, {"dsn_ref", "env:A_URL"}}, {}},
                                     {{{"name", "b"}, {"dsn_ref", "sqlite:///b.db"}}, {}}});
  EXPECT_EQ(to_string(*made.at(0).url), "env:A_URL");
  EXPECT_EQ(to_string(*made.at(1).url), "sqlite:///fleet/b.db");
}

std::string set_faults(const TargetSet& set, const std::vector<PlacedRow>& some) {
  try {
    targets_of(set, some);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST(TargetsOfSet, SayWhatARowLacks) {
  EXPECT_EQ(set_faults(set_of("{nam}", "sqlite://"), {{{{"name", "a"}}, {"t.csv", 2, 1}}}),
            "t.csv:2:1: target set \"{nam}\": the rows have no column \"nam\"; did you mean \"name\"?");
  EXPECT_EQ(
      set_faults(set_of("{name}", ""), {{{{"name", "a"}}, {}}}),
      "tenon.toml:3:1: target set \"{name}\": the set has no \"url\", and its rows have no column \"url\" or "
      "\"dsn_ref\"");
  EXPECT_EQ(set_faults(set_of("{name}", "sqlite://"), {{{{"name", "a"}}, {}}, {{{"name", "a"}}, {}}}),
            "tenon.toml:3:1: target set \"{name}\": two rows make the target \"a\"");
  for (const char* name : {"a/b", "a b", "a:b", "-a", "a\nb", "postgresql://u:zq7canary@h"}) {
    const std::string said = set_faults(set_of("{name}", "sqlite://"), {{{{"name", name}}, {}}});
    EXPECT_NE(said.find("is no name of a target"), std::string::npos) << name;
    EXPECT_EQ(said.find("zq7canary"), std::string::npos);
  }
}

TEST(TargetsOfSet, StopAtTheirMost) {
  TargetSet set = set_of("{name}", "sqlite://");
  std::vector<PlacedRow> many;
  for (int i = 0; i < 10'000; ++i) many.push_back({{{"name", "t" + std::to_string(i)}}, {}});
  EXPECT_EQ(set_faults(set, many),
            "tenon.toml:3:1: the target set \"{name}\" has more than 1000 rows; narrow its source, or write "
            "\"max\" "
            "into it");
  set.max = 10'000;
  EXPECT_EQ(targets_of(set, many).size(), 10'000U);
  many.push_back({{{"name", "one-more"}}, {}});
  EXPECT_NE(set_faults(set, many), "");
}

TEST(TargetsOfSet, HaveNoNameWhereTheColumnIsNull) {
  EXPECT_NE(set_faults(set_of("tenant-{name}", "sqlite://"), {{{{"name", ""}}, {}}})
                .find("the column \"name\", which names the target, is empty or NULL in a row"),
            std::string::npos);
}

TEST(TargetsOfSet, MayBeToldByTheirNames) {
  const TargetSet set = set_of("tenant-{name}-db", "sqlite://");
  EXPECT_TRUE(may_be_of_set(set, "tenant-a-db"));
  for (const char* name : {"tenant-a", "a-db", "orders", "tenant-db"}) EXPECT_FALSE(may_be_of_set(set, name));
}

TEST(TargetsOfSet, HaveAGlobThatAllTheirNamesMatch) {
  EXPECT_EQ(name_glob(set_of("tenant-{name}-{{x}}", "sqlite://")), "tenant-*-{x}");
}

}  // namespace
}  // namespace tenon
